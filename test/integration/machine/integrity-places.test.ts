import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { scanReport, type ScanReport } from '../../../src/contracts/scan-report.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const canTry = process.getuid?.() === 0 && process.platform === 'linux';
if (!canTry) console.warn('skipped: changing system places of this machine needs root on Linux');

/** One real change of this machine per row; each is undone when the test has ended, however it ended. */
const rows = [
  { place: 'a new program', path: '/usr/bin/wardwatch-test-program', technique: 'T1554', severity: 'high' },
  { place: 'a program that is found before the system’s own', path: '/usr/local/bin/ls', technique: 'T1574.007', severity: 'high' },
  { place: 'a library', path: '/usr/lib/x86_64-linux-gnu/libwardwatch-test.so.1', technique: 'T1574.006', severity: 'high' },
  { place: 'a helper of a package', path: '/usr/libexec/wardwatch-test', technique: 'T1554', severity: 'high' },
  {
    place: 'a kernel module',
    path: '/usr/lib/modules/6.0.0-wardwatch-test/kernel/drivers/evil.ko',
    technique: 'T1547.006',
    severity: 'high',
  },
  { place: 'a file that the machine starts from', path: '/boot/wardwatch-test.img', technique: 'T1542', severity: 'high' },
  { place: 'a web shell', path: '/var/www/wardwatch-test/x.php', technique: 'T1505.003', severity: 'high' },
  { place: 'a page with code in /srv', path: '/srv/wardwatch-test/index.php', technique: 'T1505.003', severity: 'high' },
  { place: 'a page with code of a program in /opt', path: '/opt/wardwatch-test/webapps/x.jsp', technique: 'T1505.003', severity: 'high' },
  { place: 'settings of a program', path: '/etc/thu-nghiem/Cấu hình.conf', technique: undefined, severity: 'medium' },
  { place: 'a program in /opt', path: '/opt/wardwatch-test/bin/tool', technique: 'T1554', severity: 'high' },
] as const;

const undo: (() => void)[] = [];
const undoAll = (): void =>
  undo
    .splice(0)
    .toReversed()
    .forEach((step) => step());

function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  mkdirSync(path);
  undo.push(() => rmSync(path, { recursive: true, force: true }));
}

async function scan(folder: string): Promise<ScanReport> {
  const { out } = await wardwatch(['scan', '--json', '--data-dir', folder, '--only', 'file-integrity']);
  return scanReport.parse(JSON.parse(out));
}

test.skipIf(!canTry)(
  'every set of file integrity is told with its technique when it is really changed, once, and resolved when it is undone',
  { timeout: 240_000 },
  async () => {
    onTestFinished(undoAll);
    const folder = tempFolder();
    for (const { path } of rows) makeFolders(dirname(path));
    expect((await scan(folder)).findings).toEqual([]);
    for (const { path } of rows) {
      if (existsSync(path)) throw new Error(`${path} is there already`);
      writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 });
      undo.push(() => rmSync(path, { force: true }));
    }
    const told = (await scan(folder)).findings;
    expect(told.map(({ evidence, technique, severity }) => [evidence.subject, technique, severity]).toSorted()).toEqual(
      rows.map(({ path, technique, severity }) => [path, technique, severity]).toSorted(),
    );
    for (const { path } of rows) rmSync(path);
    const after = (await scan(folder)).findings;
    expect(after.map(({ state }) => state)).toEqual(rows.map(() => 'resolved'));
  },
);

test.skipIf(!canTry)(
  'a library with one more byte, and a program with one more right, are told, and not when they are as they were',
  { timeout: 240_000 },
  async () => {
    onTestFinished(undoAll);
    const folder = tempFolder();
    const [library, program] = ['/usr/lib/x86_64-linux-gnu/libwardwatch-test.so.1', '/usr/bin/wardwatch-test-program'];
    for (const path of [library, program]) {
      writeFileSync(path, 'as it was', { mode: 0o755 });
      undo.push(() => rmSync(path, { force: true }));
    }
    await scan(folder);
    const original = readFileSync(library);
    appendFileSync(library, 'x');
    chmodSync(program, 0o4755);
    const told = (await scan(folder)).findings;
    expect(told.map(({ evidence, rule, technique, severity }) => [evidence.subject, rule, technique, severity]).toSorted()).toEqual([
      [program, 'system-file.modified', 'T1554', 'critical'],
      [library, 'shared-library.modified', 'T1554', 'critical'],
    ]);
    writeFileSync(library, original);
    chmodSync(program, 0o755);
    expect((await scan(folder)).findings.map(({ state }) => state)).toEqual(['resolved', 'resolved']);
  },
);
