import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { scanReport } from '../../../src/contracts/scan-report.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const canTry = process.getuid?.() === 0 && existsSync('/usr/bin/savelog') && existsSync('/usr/bin/su');
if (!canTry) console.warn('skipped: rotating logs of this machine needs root and Debian');

const run = (command: string, ...args: readonly string[]): void => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
};

test.skipIf(!canTry)('a day of sign-ins, rotated logs and written documents gives no finding', { timeout: 240_000 }, async () => {
  const folder = tempFolder();
  const scanned = async (): Promise<string[]> => {
    const { out } = await wardwatch(['scan', '--json', '--data-dir', folder]);
    const open = scanReport
      .parse(JSON.parse(out))
      .findings.filter(({ state, rule }) => state === 'open' && !/^(patch-status|reboot)\./.test(rule));
    return open.map(({ rule, evidence }) => `${rule} ${evidence.subject}`);
  };
  const log = '/var/log/sudo.log';
  const hadLog = existsSync(log);
  onTestFinished(() => {
    if (hadLog) return;
    for (const name of readdirSync('/var/log')) if (name.startsWith('sudo.log')) rmSync(`/var/log/${name}`);
  });
  appendFileSync(log, 'a line\n'.repeat(100));
  expect(await scanned()).toEqual([]);

  run('/usr/bin/su', '-', 'root', '-c', 'true');
  for (let day = 0; day < 3; day += 1) {
    run('/usr/bin/savelog', '-q', log);
    appendFileSync(log, 'another line\n'.repeat(10));
    expect(await scanned()).toEqual([]);
  }
  const document = '/root/Báo cáo tháng 11.txt';
  onTestFinished(() => rmSync(document, { force: true }));
  writeFileSync(document, 'văn bản\n');
  writeFileSync(document, 'văn bản đã sửa\n');
  expect(await scanned()).toEqual([]);
});
