import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { readEnrolment } from '../../../src/agent/identity.ts';
import { followPolicy } from '../../../src/agent/policy/follow-policy.ts';
import { keptPolicy } from '../../../src/agent/policy/kept-policy.ts';
import { freePort } from '../../support/free-port.ts';
import { wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('a policy that the department sets is followed at the workstation, and one out of bounds is never published', {
  timeout: 60_000,
}, async () => {
  const [department, workstation] = [tempFolder(), tempFolder()];
  await wardwatchRunning(['collector', 'run', '--data-dir', department, '--port', String(await freePort())]);
  const { out } = await wardwatch(['collector', 'token', 'create', '--unit', 'Bệnh viện', '--data-dir', department]);
  expect((await wardwatch(['agent', 'enroll', out.trim(), '--data-dir', workstation])).code).toBe(0);
  const agentFolder = join(workstation, 'agent');
  let applied = 0;
  const follower = followPolicy({
    agentFolder,
    everyMinutes: 600,
    log: pino({ level: 'silent' }),
    enrolment: () => readEnrolment(agentFolder),
    onTaken: () => void (applied += 1),
  });
  onTestFinished(follower.stop);
  const signal = AbortSignal.timeout(30_000);
  const set = (toml: string) => {
    const file = join(department, 'policy.toml');
    writeFileSync(file, toml);
    return wardwatch(['collector', 'policy', 'set', file, '--by', 'Nguyễn Văn A', '--data-dir', department]);
  };
  expect(await follower.follow(signal)).toBe('known');
  expect(await set('heartbeat_minutes = 1')).toMatchObject({ code: 3, err: expect.stringContaining('POLICY_REFUSED') });
  expect(await set('heartbeat = 10')).toMatchObject({ code: 3, err: expect.stringContaining('heartbeat') });
  expect(await set('heartbeat_minutes = 15\n[scan]\nskip = ["software", "patch-status"]')).toMatchObject({ code: 3 });
  expect((await set('heartbeat_minutes = 15\n[scan]\nskip = ["cron-jobs"]')).code).toBe(0);
  expect(await follower.follow(signal)).toBe('taken');
  expect(await follower.follow(signal)).toBe('known');
  expect(applied).toBe(1);
  const scan = await wardwatch(['scan', '--only', 'cron-jobs,os-release', '--json', '--data-dir', workstation]);
  expect(JSON.parse(scan.out)).toMatchObject({
    coverage: expect.arrayContaining([expect.objectContaining({ scannerId: 'cron-jobs', status: 'skipped' })]),
  });
  const status = await wardwatch(['status', '--data-dir', workstation]);
  expect(status.out).toContain('Policy of the collector: version 1');
  const history = await wardwatch(['collector', 'policy', 'history', '--json', '--data-dir', department]);
  expect(JSON.parse(history.out)).toEqual([expect.objectContaining({ version: 1, by: 'Nguyễn Văn A' })]);
});

test('a collector that was put back never gives a number twice: machines keep what they follow until it is set again above theirs', {
  timeout: 120_000,
}, async () => {
  const [department, workstation, backup] = [tempFolder(), tempFolder(), join(tempFolder(), 'backup')];
  const port = String(await freePort());
  const data = ['--data-dir', department];
  const run = () => wardwatchRunning(['collector', 'run', ...data, '--port', port]);
  let collector = await run();
  const { out } = await wardwatch(['collector', 'token', 'create', '--unit', 'Bệnh viện', ...data]);
  expect((await wardwatch(['agent', 'enroll', out.trim(), '--data-dir', workstation])).code).toBe(0);
  const agentFolder = join(workstation, 'agent');
  const log = pino({ level: 'silent' });
  const enrolment = () => readEnrolment(agentFolder);
  const follower = followPolicy({ agentFolder, everyMinutes: 600, log, enrolment, onTaken: () => undefined });
  onTestFinished(follower.stop);
  const follow = () => follower.follow(AbortSignal.timeout(30_000));
  const set = async (minutes: number) => {
    const file = join(department, 'policy.toml');
    writeFileSync(file, `heartbeat_minutes = ${minutes}`);
    return JSON.parse((await wardwatch(['collector', 'policy', 'set', file, '--json', ...data])).out);
  };
  const show = () => wardwatch(['collector', 'policy', 'show', ...data]);
  const putBack = async () => {
    await collector.stop('SIGTERM');
    expect((await wardwatch(['collector', 'restore', backup, '--replace', ...data])).code).toBe(0);
    collector = await run();
  };
  await set(15);
  await follow();
  expect((await wardwatch(['collector', 'backup', backup, ...data])).code).toBe(0);
  expect(await set(20)).toEqual({ version: 2 });
  expect(await follow()).toBe('taken');

  await putBack();
  expect(await set(25), 'no machine has asked yet').toEqual({ version: 2 });
  expect((await show()).err).toBe('');
  expect(await follow()).toBe('refused');
  expect(keptPolicy(agentFolder)).toMatchObject({ version: 2, content: { heartbeat_minutes: 20 } });
  expect((await wardwatch(['status', '--data-dir', workstation])).out).toContain('another policy than the version 2');
  expect((await show()).err).toContain('Machines follow version 2');
  expect(await set(25)).toEqual({ version: 3 });
  expect((await show()).err).toBe('');
  expect(await follow()).toBe('taken');
  expect(await follow()).toBe('known');

  await putBack();
  expect(await follow(), 'older than what is followed').toBe('refused');
  expect((await show()).err).toContain('Machines follow version 3');
  expect(await set(30), 'above what a machine was seen to follow').toEqual({ version: 4 });
  expect(await follow()).toBe('taken');
  expect(keptPolicy(agentFolder)).toMatchObject({ version: 4, content: { heartbeat_minutes: 30 } });
});
