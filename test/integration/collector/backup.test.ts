import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectLocalApi } from '../../../src/agent/local-api/local-client.ts';
import { getStatus, runScan, uploadNow } from '../../../src/contracts/local-api.ts';
import { freePort } from '../../support/free-port.ts';
import { wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const signal = new AbortController().signal;

test('a backup of a running collector, put back after its disk is lost, serves the agents that it had', { timeout: 120_000 }, async () => {
  const [home, workstation, kept] = [tempFolder(), tempFolder(), tempFolder()];
  const port = String(await freePort());
  const run = () => wardwatchRunning(['collector', 'run', '--data-dir', home, '--port', port]);
  const token = async (unit: string) => (await wardwatch(['collector', 'token', 'create', '--unit', unit, '--data-dir', home])).out.trim();
  const collector = await run();
  await wardwatch(['agent', 'enroll', await token('Bệnh viện'), '--data-dir', workstation]);
  const agent = await wardwatchRunning(['agent', 'run', '--data-dir', workstation], { WARDWATCH_LOG_LEVEL: 'silent' });
  const client = await connectLocalApi({ path: agent.address, signal });
  await client.call(runScan, { scannerIds: ['os-release'], paced: false });
  await client.call(uploadNow, {});

  const backup = join(kept, '2026-11-20');
  const [made] = await Promise.all([
    wardwatch(['collector', 'backup', backup, '--json', '--data-dir', home]),
    ...Array.from({ length: 5 }, (_, index) => token(`Trạm ${index}`)),
  ]);
  expect(made).toMatchObject({ code: 0 });
  expect(statSync(backup).mode & 0o077).toBe(0);
  expect(readdirSync(kept)).toEqual(['2026-11-20']);
  expect(await wardwatch(['collector', 'restore', backup, '--data-dir', home]), 'not beneath a running collector').toMatchObject({
    code: 3,
    err: expect.stringContaining('FOLDER_IN_USE'),
  });

  await collector.stop('SIGKILL');
  for (const name of readdirSync(home)) rmSync(join(home, name), { recursive: true });
  expect(await wardwatch(['collector', 'restore', backup, '--data-dir', home])).toMatchObject({ code: 0 });
  await run();
  await client.call(runScan, { scannerIds: ['os-release'], paced: false });
  await client.call(uploadNow, {});
  expect(await client.call(getStatus, {})).toMatchObject({ unitName: 'Bệnh viện', waitingUploads: 0, lastUploadError: null });
});

test('a restore refuses data that is there and a backup that is not whole, names the last good one, and puts aside what it replaces', {
  timeout: 120_000,
}, async () => {
  const [home, kept] = [tempFolder(), tempFolder()];
  const data = ['--data-dir', home];
  await wardwatch(['collector', 'token', 'create', '--unit', 'A', ...data]);
  const backup = (name: string) => wardwatch(['collector', 'backup', join(kept, name), ...data]);
  for (const name of ['1', '2', '3']) expect(await backup(name)).toMatchObject({ code: 0 });
  expect(await backup('1')).toMatchObject({ code: 3, err: expect.stringContaining('DATA_EXISTS') });
  const restore = (name: string, ...more: string[]) => wardwatch(['collector', 'restore', join(kept, name), ...data, ...more]);
  expect(await restore('3')).toMatchObject({ code: 3, err: expect.stringContaining('DATA_EXISTS') });

  appendFileSync(join(kept, '3', 'collector', 'collector.db'), 'x');
  mkdirSync(join(kept, '4'));
  writeFileSync(join(kept, '4', 'manifest.json'), JSON.stringify({ formatVersion: 1, files: [{ path: '../../etc/passwd' }] }));
  for (const torn of ['3', '4', '5'])
    expect(await restore(torn, '--replace')).toMatchObject({
      code: 3,
      err: expect.stringContaining('BACKUP_INVALID'),
    });
  expect((await restore('4', '--replace')).err).toContain(`The last good one is ${join(kept, '2')}`);
  expect(readdirSync(home)).toEqual(['collector']);

  expect(await restore('2', '--replace')).toMatchObject({ code: 0 });
  expect(readdirSync(home).map((name) => name.replace(/-restore-.*/, ''))).toEqual(['collector', 'collector.before']);
  expect(await wardwatch(['collector', 'token', 'create', '--unit', 'A', ...data])).toMatchObject({ code: 0 });
});
