import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { scanReport } from '../../../src/contracts/scan-report.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const rule = `title: A job that calls out
id: 3f5b6f0e-5a4f-4c8e-9a55-0d8a6f3f1a11
author: Nguyễn Thử
license: CC0-1.0
level: critical
tags:
  - attack.t1053.003
logsource:
  category: file_event
  product: linux
detection:
  selection:
    TargetFilename|startswith: /etc/cron.d/
    TargetFilename|endswith: '-gọi-về'
  condition: selection
`;
const refused = rule
  .replace("TargetFilename|endswith: '-gọi-về'", 'Image|endswith: /curl')
  .replace('A job that calls out', 'A job of curl')
  .replace('3f5b', '4f5b');

test('rules list names the rules in use with author and licence, and the reason for each that is refused, in both languages', async () => {
  const folder = tempFolder();
  layOut(folder, { 'sigma/a.yml': rule, 'sigma/b.yml': refused });
  const { out, code } = await wardwatch(['rules', 'list', '--json', '--data-dir', folder]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    rules: [
      {
        title: 'A job that calls out',
        status: 'accepted',
        author: 'Nguyễn Thử',
        license: 'CC0-1.0',
        severity: 'critical',
        techniques: ['T1053.003'],
      },
      { title: 'A job of curl', status: 'refused', reasons: [{ code: 'field-not-told', subject: 'Image' }] },
    ],
  });
  const vietnamese = await wardwatch(['rules', 'list', '--data-dir', folder], { WARDWATCH_LANGUAGE: 'vi' });
  expect(vietnamese.out).toContain('cần trường Image, thay đổi trên máy không cho biết');
  expect(vietnamese.out).toContain('1 luật được dùng, 1 luật bị từ chối.');
});

const canTry = process.getuid?.() === 0 && existsSync('/etc/cron.d');
if (!canTry) console.warn('skipped: changing /etc/cron.d needs root');
test.skipIf(!canTry)('a change that a rule matches is told as gravely as the rule, with whose it is', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  layOut(folder, { 'sigma/a.yml': rule, 'sigma/b.yml': refused });
  const scan = async () =>
    scanReport.parse(JSON.parse((await wardwatch(['scan', '--json', '--only', 'cron-jobs', '--data-dir', folder])).out));
  await scan();
  const job = '/etc/cron.d/wardwatch-test-gọi-về';
  onTestFinished(() => rmSync(job, { force: true }));
  writeFileSync(job, '# test\n');
  expect((await scan()).findings).toMatchObject([
    {
      rule: 'cron-job.added',
      severity: 'critical',
      technique: 'T1053.003',
      evidence: {
        subject: job,
        rules: [{ title: 'A job that calls out', author: 'Nguyễn Thử', license: 'CC0-1.0', severity: 'critical' }],
      },
    },
  ]);
  const shown = await wardwatch(['findings', '--data-dir', folder]);
  expect(shown.out).toContain('A job that calls out · Nguyễn Thử · CC0-1.0');
});
