import { writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import type { MadeRange } from './made-advisories.ts';

/** Binary packages by the source that they are of. */
export type Binaries = ReadonlyMap<string, readonly string[]>;

/** The file that debsecan downloads for a suite: names, then what is vulnerable, then binaries of sources, each ended by an empty line. */
export function writeDebsecanFile(path: string, ranges: readonly MadeRange[], binaries: Binaries): void {
  const lines = [
    'VERSION 1',
    ...ranges.map(({ cve, source }) => `${cve},,${source} copies an input of a length that was not looked at`),
    '',
    ...ranges.map(({ source, fixed }, at) => `${source},${at},S  F,${fixed},`),
    '',
    ...Array.from(binaries, ([source, names]) => `${source},${names.join(' ')}`),
    '',
  ];
  writeFileSync(path, deflateSync(`${lines.join('\n')}\n`));
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
/** oscap reads an epoch that is left out as 0 on the machine's side, and wants it written. */
const withEpoch = (version: string): string => (/^\d+:/.test(version) ? version : `0:${version}`);

/** OVAL 5.11.2 (oval.mitre.org): a definition for each vulnerability, met by a package older than the fix. */
export function writeOvalFile(path: string, ranges: readonly MadeRange[], binaries: Binaries): void {
  const objects = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = objects.get(name) ?? objects.size + 1;
    objects.set(name, number);
    return number;
  };
  const linux = 'xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5#linux"';
  const [definitions, tests, states]: [string[], string[], string[]] = [[], [], []];
  for (const [at, { cve, source, fixed }] of ranges.entries()) {
    const object = numberOf(binaries.get(source)?.[0] ?? source);
    const id = at + 1;
    definitions.push(
      `<definition id="oval:bench:def:${id}" version="1" class="vulnerability"><metadata><title>${cve}</title><affected family="unix"><platform>Debian</platform></affected><reference source="CVE" ref_id="${cve}"/><description>${escaped(source)}</description></metadata><criteria><criterion test_ref="oval:bench:tst:${id}"/></criteria></definition>`,
    );
    tests.push(
      `<dpkginfo_test ${linux} id="oval:bench:tst:${id}" version="1" check="at least one" check_existence="at_least_one_exists" comment="${escaped(source)} is older"><object object_ref="oval:bench:obj:${object}"/><state state_ref="oval:bench:ste:${id}"/></dpkginfo_test>`,
    );
    states.push(
      `<dpkginfo_state ${linux} id="oval:bench:ste:${id}" version="1"><evr datatype="debian_evr_string" operation="less than">${escaped(withEpoch(fixed))}</evr></dpkginfo_state>`,
    );
  }
  const named = Array.from(
    objects,
    ([name, id]) => `<dpkginfo_object ${linux} id="oval:bench:obj:${id}" version="1"><name>${escaped(name)}</name></dpkginfo_object>`,
  );
  writeFileSync(
    path,
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5" xmlns:oval="http://oval.mitre.org/XMLSchema/oval-common-5">',
      '<generator><oval:product_name>bench</oval:product_name><oval:schema_version>5.11.2</oval:schema_version><oval:timestamp>2026-11-24T00:00:00</oval:timestamp></generator>',
      ...[['definitions', definitions] as const, ['tests', tests] as const, ['objects', named] as const, ['states', states] as const].map(
        ([name, items]) => `<${name}>\n${items.join('\n')}\n</${name}>`,
      ),
      '</oval_definitions>',
      '',
    ].join('\n'),
  );
}
