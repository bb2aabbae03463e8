import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectLocalApi } from '../../src/agent/local-api/local-client.ts';
import { systemClock } from '../../src/base/clock.ts';
import { uploadNow } from '../../src/contracts/local-api.ts';
import { scannerIds } from '../../src/domain/scanner-ids.ts';
import { agentMigrations } from '../../src/storage/agent/migrations.ts';
import { openAgentStore } from '../../src/storage/agent/agent-store.ts';
import { openSqlite } from '../../src/storage/open-sqlite.ts';
import { freePort } from '../support/free-port.ts';
import { startWardwatch, wardwatch, wardwatchRunning } from '../support/run-wardwatch.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { roundsOf } from './rounds.ts';
import { expectNothingLost, findOne, scanOnce } from './ward.ts';

const env = {
  WARDWATCH_AGENT_UPLOAD_FIRST_RETRY_SECONDS: '0.05',
  WARDWATCH_LOG_LEVEL: 'silent',
  WARDWATCH_WATCH_LIVE: 'false',
  WARDWATCH_SCAN_SKIP: JSON.stringify(scannerIds),
};

test('a second agent on the data folder of a running one is refused, and the first goes on', async () => {
  const folder = tempFolder();
  const first = await wardwatchRunning(['agent', 'run', '--data-dir', folder], env);
  const second = await startWardwatch(['agent', 'run', '--data-dir', folder], env).ended;
  expect(second).toMatchObject({ code: 3, err: expect.stringContaining('FOLDER_IN_USE') });
  await expect(upload(first.address)).rejects.toMatchObject({ code: 'NOT_ENROLLED' }); // it answers
});

test('agent and collector killed at random moments of storing and sending lose nothing and double nothing', {
  timeout: 1_800_000,
}, async () => {
  const rounds = roundsOf('kills', 5);
  const folder = tempFolder();
  const port = String(await freePort());
  const startCollector = () => wardwatchRunning(['collector', 'run', '--data-dir', folder, '--port', port], env);
  const startAgent = () => wardwatchRunning(['agent', 'run', '--data-dir', folder], env);
  let collector = await startCollector();
  const string = (await wardwatch(['collector', 'token', 'create', '--unit', 'Bệnh viện', '--data-dir', folder])).out.trim();
  expect((await wardwatch(['agent', 'enroll', string, '--data-dir', folder])).code).toBe(0);
  const store = openAgentStore(join(folder, 'agent'));
  await scanOnce(store, systemClock);
  let agent = await startAgent();
  for (let round = 0; round < rounds.count; round += 1) {
    for (let number = 0; number <= rounds.pick(4); number += 1) findOne(store, `round ${round}, ${number}`, systemClock);
    const sent = upload(agent.address).catch(() => undefined);
    await wait(rounds.pick(50));
    const victim = rounds.pick(3);
    if (victim !== 0) await agent.stop('SIGKILL');
    if (victim !== 1) await collector.stop('SIGKILL');
    await sent;
    if (victim !== 1) collector = await startCollector();
    if (victim !== 0) agent = await startAgent();
  }
  await upload(agent.address);
  await expectNothingLost(store, folder);
  store.close();
});

test('a process killed while it brings a database to the newest schema leaves the old one or the new one', {
  timeout: 1_800_000,
}, async () => {
  const rounds = roundsOf('kills', 4);
  for (let round = 0; round < rounds.count; round += 1) {
    const folder = tempFolder();
    const file = join(folder, 'agent', 'agent.db');
    const old = openSqlite(file, agentMigrations.slice(0, 1));
    old.exec("INSERT INTO setting (key, value) VALUES ('kept', 'yes')");
    old.close();
    const process = startWardwatch(['agent', 'run', '--data-dir', folder], env);
    await wait(300 + rounds.pick(700));
    await process.stop('SIGKILL');
    const store = openAgentStore(join(folder, 'agent'));
    expect(store.setting('kept')).toBe('yes');
    expect(store.findings.list()).toEqual([]); // every table of the newest schema is there
    store.close();
  }
});

async function upload(path: string): Promise<void> {
  const client = await connectLocalApi({ path, signal: AbortSignal.timeout(60_000) });
  try {
    await client.call(uploadNow, {});
  } finally {
    client.close();
  }
}
