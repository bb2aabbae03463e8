import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const isDebian = existsSync('/usr/bin/apt') && existsSync('/etc/debian_version');
const env = { ...process.env, LC_ALL: 'C' };
const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, [...args], { env, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2, stdio: ['ignore', 'pipe', 'ignore'] });

interface Installed {
  readonly name: string;
  readonly source: string;
  readonly sourceVersion: string;
}

function installedPackages(): Installed[] {
  const format = '${db:Status-Abbrev}\t${Package}\t${source:Package}\t${source:Version}\n';
  return run('/usr/bin/dpkg-query', '-W', '-f', format)
    .split('\n')
    .flatMap((line) => {
      const [status = '', name = '', source = '', sourceVersion = ''] = line.split('\t');
      return status.startsWith('ii') ? [{ name, source, sourceVersion }] : [];
    });
}

/** Source packages of which apt says that a security update is pending, with the source version that it would bring. */
function pendingSecurity(): Map<string, string> {
  const wanted = run('/usr/bin/apt', 'list', '--upgradable')
    .split('\n')
    .flatMap((line) => {
      const [, name = '', pockets = '', version = ''] = /^([^/\s]+)\/(\S+) (\S+) /.exec(line) ?? [];
      return pockets.includes('security') ? [`${name}=${version}`] : [];
    });
  if (wanted.length === 0) return new Map();
  const shown = run('/usr/bin/apt-cache', 'show', '--no-all-versions', ...wanted).split(/\n\n+/);
  return new Map(
    shown.flatMap((record) => {
      const field = (name: string): string | undefined => new RegExp(`^${name}: (.+)$`, 'm').exec(record)?.[1];
      const [, source = field('Package'), version = field('Version')] = /^(\S+)(?: \((\S+)\))?$/.exec(field('Source') ?? '') ?? [];
      return source !== undefined && version !== undefined ? [[source, version] as const] : [];
    }),
  );
}

const release = /^VERSION_ID="?(\d+)/m.exec(isDebian ? run('/bin/cat', '/etc/os-release') : '')?.[1] ?? '';
const osv = (source: string, fixed: string, at: number): object => ({
  schema_version: '1.7.0',
  id: `DEBIAN-CVE-2026-${10_000 + at}`,
  modified: '2026-11-24T00:00:00Z',
  upstream: [`CVE-2026-${10_000 + at}`],
  affected: [
    {
      package: { ecosystem: `Debian:${release}`, name: source },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
    },
  ],
});
const verdicts = z.array(
  z.object({ advisory: z.string(), verdict: z.string(), evidence: z.array(z.object({ item: z.string(), fixed: z.string().nullable() })) }),
);

test.skipIf(!isDebian)('advisories about this machine’s real packages agree with apt on which security updates are pending', async () => {
  const packages = installedPackages();
  const sources = [...new Set(packages.map(({ source }) => source))];
  const pending = pendingSecurity();
  expect(sources.length).toBeGreaterThan(20);
  const folder = tempFolder();
  const documents = join(folder, 'osv');
  mkdirSync(documents);
  const installedOf = (source: string): string => packages.find((one) => one.source === source)?.sourceVersion ?? '';
  for (const [at, source] of sources.entries())
    writeFileSync(join(documents, `${at}.json`), JSON.stringify(osv(source, pending.get(source) ?? installedOf(source), at)));
  const imported = await wardwatch(['advisories', 'import', documents, '--json', '--data-dir', folder]);
  expect(JSON.parse(imported.out)).toMatchObject({ imported: sources.length, quarantined: [] });
  const { out } = await wardwatch(['advisories', 'match', '--json', '--data-dir', folder]);
  const found = verdicts.parse(JSON.parse(out));
  const sourceOf = ({ advisory }: { advisory: string }): string => sources[Number(advisory.slice(-5)) - 10_000] ?? '';
  const affected = found.filter(({ verdict }) => verdict === 'affected');
  expect(affected.map(sourceOf).toSorted()).toStrictEqual([...pending.keys()].toSorted());
  expect(found.filter(({ verdict }) => verdict === 'fixed')).toHaveLength(sources.length - pending.size);
  for (const one of affected) expect(one.evidence.map(({ fixed }) => fixed)).toContain(pending.get(sourceOf(one)));
});
