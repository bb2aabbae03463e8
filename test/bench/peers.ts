import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fillAdvisories, madeRanges } from './made-advisories.ts';
import { type Binaries, writeDebsecanFile, writeOvalFile } from './peer-documents.ts';
import { type Limit, median, type Measured, printTable } from './table.ts';

const all = 100_000;
/** More definitions take oscap minutes. */
const some = 10_000;
const verdicts = z.array(z.object({ cves: z.array(z.string()) }));

interface Installed {
  readonly source: string;
  readonly version: string;
}

/** What is really installed, of sources that have one version, which their packages share: all three tools can speak of those. */
function installedHere(): { readonly installed: readonly Installed[]; readonly binaries: Binaries } {
  // The fields of dpkg-query(1), one package a line.
  const format = '${db:Status-Status}\t${source:Package}\t${source:Version}\t${Package}\t${Version}\n';
  const rows = execFileSync('/usr/bin/dpkg-query', ['--show', `--showformat=${format}`], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([status]) => status === 'installed');
  const versions = new Map<string, Set<string>>();
  const binaries = new Map<string, string[]>();
  for (const [, source = '', sourceVersion = '', name = '', version = ''] of rows) {
    versions.set(source, (versions.get(source) ?? new Set()).add(sourceVersion).add(version));
    binaries.set(source, [...(binaries.get(source) ?? []), name]);
  }
  const installed = Array.from(versions, ([source, [version = '', ...others]]) =>
    others.length === 0 ? [{ source, version }] : [],
  ).flat();
  return { installed, binaries };
}

export interface PeersBench {
  /** The built `wardwatch.js`. */
  readonly program: string;
  readonly folder: string;
  readonly rounds: number;
}

/** Whole processes over the packages of this very machine, interleaved; true where every limit holds. Throws where the answers differ. */
export function benchPeers({ program, folder, rounds }: PeersBench): boolean {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { installed, binaries } = installedHere();
  const ranges = [...madeRanges(installed, all, all / 100)];
  const fewer = ranges.slice(0, some);
  const [wide, narrow] = [join(folder, 'all'), join(folder, 'some')];
  fillAdvisories(wide, ranges);
  fillAdvisories(narrow, fewer);
  writeDebsecanFile(join(folder, 'bookworm'), ranges, binaries);
  const oval = join(folder, 'definitions.xml');
  writeOvalFile(oval, fewer, binaries);

  const measured: Record<string, Measured> = {};
  const timed = (name: string, command: string, args: readonly string[]): string => {
    const startedMs = performance.now();
    const { stdout, stderr, status } = spawnSync(command, [...args], { encoding: 'utf8', maxBuffer: 256 * 1024 ** 2 });
    if (status !== 0) throw new Error(`${name} ended with ${String(status)}: ${stderr.slice(0, 1000)}`);
    (measured[name] ??= { name, seconds: [] }).seconds.push((performance.now() - startedMs) / 1000);
    return stdout;
  };
  const ours = (name: string, data: string): Set<string> => {
    const out = timed(name, process.execPath, [program, 'advisories', 'match', '--verdict', 'affected', '--json', '--data-dir', data]);
    return new Set(verdicts.parse(JSON.parse(out)).flatMap(({ cves }) => cves));
  };
  const debsecan = (): Set<string> => {
    const out = timed('debsecan', '/usr/bin/debsecan', ['--source', `file://${folder}`, '--suite', 'bookworm', '--format', 'simple']);
    return new Set(out.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(0, line.indexOf(' '))])));
  };
  const oscap = (): Set<string> => {
    const out = timed('oscap oval eval', '/usr/bin/oscap', ['oval', 'eval', '--skip-validation', oval]);
    return new Set(Array.from(out.matchAll(/^Definition oval:bench:def:(\d+): true$/gm), ([, id]) => fewer[Number(id) - 1]?.cve ?? ''));
  };
  const sizes = { all: 0, some: 0 };
  for (let round = 0; round < rounds; round += 1) {
    sizes.all = mustAgree('debsecan', ours(`wardwatch, ${all} advisories`, wide), debsecan());
    sizes.some = mustAgree('oscap', ours(`wardwatch, ${some} advisories`, narrow), oscap());
  }
  rmSync(folder, { recursive: true, force: true });
  const at = (name: string): number => median(measured[name]?.seconds ?? []);
  const limits: Limit[] = [
    { what: `debsecan against wardwatch, ${all} advisories`, ratio: at('debsecan') / at(`wardwatch, ${all} advisories`), atLeast: 3 },
    {
      what: `oscap against wardwatch, ${some} advisories`,
      ratio: at('oscap oval eval') / at(`wardwatch, ${some} advisories`),
      atLeast: 20,
    },
  ];
  const title = `Patch status as whole processes: ${installed.length} sources of this machine, ${sizes.all} and ${sizes.some} vulnerabilities found alike`;
  return printTable(title, Object.values(measured), limits);
}

/** How many there are. */
function mustAgree(peer: string, own: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const apart = [...[...own].filter((cve) => !others.has(cve)), ...[...others].filter((cve) => !own.has(cve))];
  if (apart.length > 0 || own.size === 0)
    throw new Error(`wardwatch found ${own.size}, ${peer} ${others.size}; they differ in ${apart.slice(0, 5).join(', ')}`);
  return own.size;
}
