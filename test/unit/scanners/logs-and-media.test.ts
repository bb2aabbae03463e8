import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeLogs, type LogFile } from '../../../src/scanners/log-integrity/judge-logs.ts';
import { logIntegrity } from '../../../src/scanners/log-integrity/log-integrity.ts';
import { removableMedia } from '../../../src/scanners/removable-media/removable-media.ts';
import { hostOver } from '../../support/fake-host.ts';
import { scanContext } from '../../support/scan-context.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const log = (path: string, inode: number, size: number): LogFile => ({ path: `/var/log/${path}`, inode, size });
const told = (before: LogFile[], now: LogFile[], minutesLater = 15) =>
  judgeLogs({ nowMs: 1e12, files: before, histories: [] }, { nowMs: 1e12 + minutesLater * 60_000, files: now, histories: [] }, (path) =>
    /\/(auth\.log|wtmp)$/.test(path),
  ).map(({ rule, technique }) => `${rule} ${technique ?? ''}`.trim());

test.for([
  { name: 'a log that grows', before: [log('auth.log', 1, 100)], now: [log('auth.log', 1, 900)], expected: [] },
  { name: 'a log cut to nothing', before: [log('auth.log', 1, 100)], now: [log('auth.log', 1, 0)], expected: ['log.cleared T1070.002'] },
  { name: 'a log cut short', before: [log('wtmp', 1, 768)], now: [log('wtmp', 1, 384)], expected: ['log.cleared T1070.002'] },
  { name: 'a log deleted', before: [log('auth.log', 1, 100)], now: [], expected: ['log.cleared T1070.002'] },
  {
    name: 'a log replaced by another file',
    before: [log('auth.log', 1, 100)],
    now: [log('auth.log', 2, 10)],
    expected: ['log.cleared T1070.002'],
  },
  {
    name: 'rotation by renaming',
    before: [log('auth.log', 1, 100)],
    now: [log('auth.log', 2, 10), log('auth.log.1', 1, 100)],
    expected: [],
  },
  { name: 'rotation by date', before: [log('wtmp', 1, 100)], now: [log('wtmp', 2, 0), log('wtmp-20261101', 1, 100)], expected: [] },
  {
    name: 'rotation by copy and truncation',
    before: [log('auth.log', 1, 100), log('auth.log.1', 7, 50)],
    now: [log('auth.log', 1, 0), log('auth.log.1', 8, 100), log('auth.log.2', 7, 50)],
    expected: [],
  },
  {
    name: 'rotation with compression',
    before: [log('auth.log', 1, 100)],
    now: [log('auth.log', 2, 0), log('auth.log.1.gz', 9, 20)],
    expected: [],
  },
  { name: 'a log that was empty', before: [log('auth.log', 1, 0)], now: [], expected: [] },
  { name: 'a log that nobody watches', before: [log('app.log', 1, 100)], now: [], expected: [] },
])('$name', ({ before, now, expected }) => expect(told(before, now)).toEqual(expected));

test('a clock set back by an hour is told, one corrected by a minute is not', () => {
  expect(told([], [], -60)).toEqual(['clock.set-back']);
  expect(told([], [], -1)).toEqual([]);
});

test('a command history that is emptied, deleted or led to /dev/null is told; one that a shell shortens is not', async () => {
  const root = tempFolder();
  const history = join(root, 'root/.bash_history');
  const host = hostOver(root, { 'root/.bash_history': 'ls\nexit\n' });
  const remembered = (await logIntegrity.scan(scanContext(host))).remember ?? null;
  const toldNow = async () =>
    ((await logIntegrity.scan(scanContext(host, { remembered }))).drafts ?? []).map(({ technique, evidence }) => [
      technique,
      evidence.subject,
    ]);
  writeFileSync(history, 'exit\n');
  expect(await toldNow()).toEqual([]);
  writeFileSync(history, '');
  expect(await toldNow()).toEqual([['T1070.003', '/root/.bash_history']]);
  rmSync(history);
  expect(await toldNow()).toEqual([['T1070.003', '/root/.bash_history']]);
  symlinkSync('/dev/null', history);
  expect(await toldNow()).toEqual([['T1070.003', '/root/.bash_history']]);
});

test('the scanner remembers its reading, and nonsense in its memory makes it unknown, not passed', async () => {
  const root = tempFolder();
  const host = hostOver(root, { 'var/log/auth.log': 'a line\n' });
  const first = await logIntegrity.scan(scanContext(host));
  expect(first.verdict).toMatchObject({ status: 'unknown' });
  layOut(root, { 'var/log/auth.log': '' });
  const second = await logIntegrity.scan(scanContext(host, { remembered: first.remember ?? null }));
  expect(second.drafts).toMatchObject([{ rule: 'log.cleared', evidence: { subject: '/var/log/auth.log' } }]);
  expect((await logIntegrity.scan(scanContext(host, { remembered: '{"x":1}' }))).verdict).toMatchObject({ status: 'unknown' });
});

test('a USB stick is logged, and grave where policy forbids it; a fixed disk is neither', async () => {
  const disk = (name: string, over: Record<string, string>) =>
    Object.fromEntries(
      Object.entries({
        removable: '0\n',
        size: '125000000\n',
        'device/vendor': 'Kingston\n',
        'device/model': 'DataTraveler\n',
        ...over,
      }).map(([file, text]) => [`sys/block/${name}/${file}`, text]),
    );
  const host = hostOver(tempFolder(), {
    ...disk('sda', { 'device/model': 'Fixed\n' }),
    ...disk('sdb', { removable: '1\n' }),
    ...disk('loop0', { removable: '1\n' }),
    ...disk('sr0', { removable: '1\n', size: '0\n' }),
  });
  expect((await removableMedia.scan(scanContext(host))).things).toMatchObject([{ key: 'Kingston DataTraveler (64 GB)', severity: 'info' }]);
  expect((await removableMedia.scan(scanContext(host, { removableMedia: 'forbidden' }))).things).toMatchObject([{ severity: 'high' }]);
});
