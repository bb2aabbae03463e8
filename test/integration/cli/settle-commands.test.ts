import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { finding } from '../../../src/contracts/finding.ts';
import { scanReport } from '../../../src/contracts/scan-report.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const listed = z.object({ findings: z.array(finding.extend({ title: z.string() })) });

/** A machine of which one folder is watched: real files, real scans, the commands as a person types them. */
async function machine() {
  const folder = tempFolder();
  const watched = join(folder, 'his');
  layOut(watched, { 'his.ini': 'a' });
  writeFileSync(join(folder, 'wardwatch.toml'), `[scan]\nextra_files = ["${watched}"]\n`);
  const say = (...args: string[]) => wardwatch([...args, '--data-dir', folder], { SUDO_USER: '' });
  const scan = async () => {
    const { out } = await say('scan', '--json', '--only', 'file-integrity');
    return scanReport.parse(JSON.parse(out)).findings.filter(({ evidence }) => evidence.subject.startsWith(watched));
  };
  await scan();
  return { folder, watched, say, scan };
}
const why = ['--by', 'Lê Thị An', '--reason', 'cập nhật HIS theo phiếu 12'];

test('acknowledge and accept with a name and a reason; both are shown and kept', { timeout: 120_000 }, async () => {
  const { watched, say, scan } = await machine();
  writeFileSync(join(watched, 'his.ini'), 'b');
  const [told] = await scan();
  const prefix = told?.fingerprint.slice(0, 8) ?? '';
  expect(await say('acknowledge', prefix, ...why)).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringContaining('Findings acknowledged: 1'),
  });
  expect(await scan()).toMatchObject([{ state: 'acknowledged', history: [{ to: 'acknowledged', by: 'Lê Thị An' }] }]);
  expect((await say('scan', '--only', 'file-integrity', '--fail-on', 'info')).code, 'it alarms nobody').toBe(0);
  expect((await say('status')).out).toContain('(1 of them acknowledged)');
  expect((await say('findings')).out).toMatch(/acknowledged by Lê Thị An, .*: cập nhật HIS theo phiếu 12/);
  expect(await say('accept', prefix, ...why)).toMatchObject({ code: 0, err: expect.stringContaining('Findings accepted: 1') });
  expect(await scan()).toMatchObject([{ state: 'expected' }]);
  expect(await say('accept', prefix, ...why)).toMatchObject({ code: 2, err: expect.stringContaining('settled already') });
  writeFileSync(join(watched, 'his.ini'), 'c');
  expect(await scan()).toMatchObject([{ state: 'open', history: [{}, { to: 'expected' }, { to: 'open', by: null }] }]);
  expect(await say('accept', '--all', ...why)).toMatchObject({ code: 0 });
  expect(listed.parse(JSON.parse((await say('findings', '--json', '--state', 'open')).out)).findings).toEqual([]);
});

test('a thousand files in a watched folder are one finding with its figure; taken away, it is resolved', { timeout: 120_000 }, async () => {
  const { watched, say, scan } = await machine();
  const names = Array.from({ length: 1000 }, (_, at) => `Hồ sơ ${at}.txt`);
  layOut(join(watched, 'nhập'), Object.fromEntries(names.map((name) => [name, name])));
  expect(await scan()).toMatchObject([
    {
      title: `New configuration file: 1,000 of them, most in ${watched}/nhập`,
      evidence: { flood: { count: 1000, joined: 1000, examples: { length: 10 } } },
    },
  ]);
  expect((await say('findings')).out).toContain(`${watched}/nhập/Hồ sơ 0.txt, `);
  rmSync(join(watched, 'nhập'), { recursive: true });
  expect(await scan()).toMatchObject([{ state: 'resolved' }]);
});

test.for([
  { name: 'no finding', args: ['acknowledge'], says: /missing required argument/ },
  { name: 'neither findings nor --all', args: ['accept', ...why], says: /or give --all/ },
  { name: 'findings and --all', args: ['accept', 'abcdef12', '--all', ...why], says: /or give --all/ },
  { name: 'no reason', args: ['accept', 'abcdef12', '--by', 'An'], says: /Say with --reason why/ },
  { name: 'an empty reason', args: ['accept', '--all', '--by', 'An', '--reason', ' '], says: /--reason is not valid/ },
  { name: 'a reason of two lines', args: ['accept', '--all', '--by', 'An', '--reason', 'a\nb'], says: /--reason is not valid/ },
  { name: 'a reason without end', args: ['accept', '--all', '--by', 'An', '--reason', 'x'.repeat(501)], says: /--reason is not valid/ },
  { name: 'a name with an escape sequence', args: ['accept', '--all', '--by', '\u001b[31m', '--reason', 'x'], says: /--by is not a name/ },
  { name: 'a finding that is not there', args: ['baseline', 'accept', 'ffffffff', ...why], says: /There is no finding "ffffffff"/ },
])('$name is refused with 2, and the message says what to do', async ({ args, says }) => {
  const ended = await wardwatch([...args], { WARDWATCH_DATA_DIR: tempFolder() });
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(ended.err).toMatch(says);
});

test.skipIf(process.getuid?.() !== 0)('root is nobody: sudo says who it is, else --by must', async () => {
  const folder = tempFolder();
  const settle = (env: Readonly<Record<string, string>>) =>
    wardwatch(['accept', '--all', '--reason', 'x', '--data-dir', folder], { SUDO_USER: '', ...env });
  expect(await settle({})).toMatchObject({ code: 2, err: expect.stringContaining('Say with --by') });
  expect(await settle({ SUDO_USER: 'root' })).toMatchObject({ code: 2 });
  expect(await settle({ SUDO_USER: 'an.le' })).toMatchObject({ code: 0 });
});
