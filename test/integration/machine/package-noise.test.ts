import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { scanReport } from '../../../src/contracts/scan-report.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const canTry = process.getuid?.() === 0 && existsSync('/usr/bin/dpkg-deb');
if (!canTry) console.warn('skipped: installing packages on this machine needs root and dpkg');

const dpkg = (...args: readonly string[]): void => {
  const { status, stderr } = spawnSync('/usr/bin/dpkg', [...args], {
    encoding: 'utf8',
    // dpkg(1) looks for programs of the administrator, whatever the path of who runs the tests.
    env: { ...process.env, PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(stderr);
};

/** A real package with a program, a unit, a cron file, a sudo rule, a PAM stack and a link, all under its own name. */
function buildDeb(folder: string, name: string, version: string): string {
  const root = join(folder, `${name}-${version}`);
  layOut(root, {
    'DEBIAN/control': `Package: ${name}\nVersion: ${version}\nArchitecture: all\nMaintainer: Test <test@example.org>\nDescription: made by a test\n`,
    'DEBIAN/conffiles': `/etc/cron.d/${name}\n/etc/pam.d/${name}\n`,
    [`usr/bin/${name}`]: `#!/bin/sh\n# ${version}\n`,
    [`usr/bin/${name}-link`]: `→ ${name}`,
    [`usr/lib/systemd/system/${name}.service`]: `[Service]\nExecStart=/usr/bin/${name}\n# ${version}\n`,
    [`etc/cron.d/${name}`]: `# ${version}\n`,
    [`etc/pam.d/${name}`]: `# ${version}\n`,
  });
  const sums = ['usr/bin/' + name, `usr/lib/systemd/system/${name}.service`].map(
    (path) => `${spawnSync('/usr/bin/md5sum', [join(root, path)], { encoding: 'utf8' }).stdout.slice(0, 32)}  ${path}`,
  );
  writeFileSync(join(root, 'DEBIAN/md5sums'), `${sums.join('\n')}\n`);
  const deb = join(folder, `${name}_${version}.deb`);
  const built = spawnSync('/usr/bin/dpkg-deb', ['--root-owner-group', '-Znone', '--build', root, deb], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  return deb;
}

const watched = ['--only', 'systemd-units,cron-jobs,persistence,file-integrity'];
async function findingsOf(folder: string): Promise<string[]> {
  const ended = await wardwatch(['scan', '--json', '--data-dir', folder, ...watched]);
  const { findings } = scanReport.parse(JSON.parse(ended.out));
  return findings.filter(({ state }) => state === 'open').map(({ rule, evidence }) => `${rule} ${evidence.subject}`);
}

const explanation = z.object({ explanation: z.string().nullable(), key: z.string() });
function explainedPackages(folder: string): Set<string> {
  const db = new Database(join(folder, 'agent', 'agent.db'), { readonly: true });
  const rows = z.array(explanation).parse(db.prepare('SELECT key, explanation FROM change').all());
  db.close();
  return new Set(rows.map((row) => z.object({ package: z.string() }).parse(JSON.parse(row.explanation ?? '{"package":"none"}')).package));
}

test.skipIf(!canTry)(
  'fifty packages installed, upgraded, reinstalled and removed give no finding and fifty explained updates',
  { timeout: 240_000 },
  async () => {
    const folder = tempFolder();
    const names = Array.from({ length: 50 }, (_, index) => `wardwatch-test-${String(index).padStart(2, '0')}`);
    const [first, second] = ['1.0', '2.0'].map((version) => names.map((name) => buildDeb(folder, name, version)));
    onTestFinished(() => dpkg('--purge', ...names));

    expect(await findingsOf(folder)).toEqual([]);
    dpkg('--install', ...(first ?? []));
    expect(await findingsOf(folder)).toEqual([]);
    dpkg('--install', ...(second ?? []));
    expect(await findingsOf(folder)).toEqual([]);
    dpkg('--install', ...(second ?? []));
    expect(await findingsOf(folder)).toEqual([]);
    expect(explainedPackages(folder)).toEqual(new Set(names));

    // Within the same minutes, what no package record allows is told: one byte of a program, a unit of nobody's.
    appendFileSync(`/usr/bin/${names[0]}`, 'x');
    expect(await findingsOf(folder)).toEqual([`system-file.modified /usr/bin/${names[0]}`]);
    dpkg('--install', ...(second ?? []).slice(0, 1));
    expect(await findingsOf(folder)).toEqual([]);

    dpkg('--remove', ...names);
    expect(await findingsOf(folder)).toEqual([]);
    dpkg('--purge', ...names);
    expect(await findingsOf(folder)).toEqual([]);
  },
);

test.skipIf(!canTry)(
  'one changed byte in /usr/bin/ls is one critical finding, and none when it is undone',
  { timeout: 120_000 },
  async () => {
    const folder = tempFolder();
    const ls = '/usr/bin/ls';
    const original = readFileSync(ls);
    onTestFinished(() => restore(ls, original));
    expect(await findingsOf(folder)).toEqual([]);
    const changed = Buffer.from(original);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    restore(ls, changed);
    const ended = await wardwatch(['scan', '--json', '--data-dir', folder, ...watched]);
    expect(scanReport.parse(JSON.parse(ended.out)).findings).toMatchObject([
      { severity: 'critical', technique: 'T1554', evidence: { subject: ls } },
    ]);
    restore(ls, original);
    expect(await findingsOf(folder)).toEqual([]);
  },
);

/** Written aside and renamed, as an installer does: a running program's file is busy. Owner and mode stay. */
function restore(path: string, content: Buffer): void {
  writeFileSync(`${path}.wardwatch-test`, content, { mode: 0o755 });
  const { status } = spawnSync('/usr/bin/mv', ['-f', `${path}.wardwatch-test`, path]);
  if (status !== 0) throw new Error(`${path} could not be put back`);
}
