import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connectLocalApi } from '../../../src/agent/local-api/local-client.ts';
import { runScan } from '../../../src/agent/scan/run-scan.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { receivedSummary } from '../../../src/contracts/http-api.ts';
import { uploadNow } from '../../../src/contracts/local-api.ts';
import { scannerIds } from '../../../src/domain/scanner-ids.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { hostOver } from '../../support/fake-host.ts';
import { freePort } from '../../support/free-port.ts';
import { type Running, wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const rounds = 50;
const signal = new AbortController().signal;

test('with agent and collector killed at random moments of 50 uploads, every finding arrives once', { timeout: 240_000 }, async () => {
  const folder = tempFolder();
  const port = String(await freePort());
  const env = {
    WARDWATCH_AGENT_UPLOAD_FIRST_RETRY_SECONDS: '0.05',
    WARDWATCH_LOG_LEVEL: 'silent',
    WARDWATCH_WATCH_LIVE: 'false',
    WARDWATCH_SCAN_SKIP: JSON.stringify(scannerIds),
  }; // the agent's own schedule reads another host than the test's

  const startCollector = () => wardwatchRunning(['collector', 'run', '--data-dir', folder, '--port', port], env);
  const startAgent = () => wardwatchRunning(['agent', 'run', '--data-dir', folder], env);

  let collector = await startCollector();
  const string = (await wardwatch(['collector', 'token', 'create', '--unit', 'Bệnh viện', '--data-dir', folder])).out.trim();
  expect((await wardwatch(['agent', 'enroll', string, '--data-dir', folder])).code).toBe(0);
  let agent = await startAgent();

  const root = tempFolder();
  const host = hostOver(root);
  const store = openAgentStore(`${folder}/agent`);
  const cron = scanners.filter(({ id }) => id === 'cron-jobs');
  const scan = () => runScan({ scanners: cron, skip: [] }, { host, clock: systemClock, store, signal });
  await scan();
  for (let round = 0; round < rounds; round += 1) {
    layOut(root, { [`etc/cron.d/intruder-${round}`]: `# ${round}\n` });
    await scan();
    const upload = flush(agent).catch(() => undefined);
    await wait(Math.random() * 60);
    if (Math.random() < 0.5) {
      await agent.stop('SIGKILL');
      agent = await startAgent();
    } else {
      await collector.stop('SIGKILL');
      collector = await startCollector();
    }
    await upload;
  }
  await flush(agent);
  expect(store.outbox.waiting()).toBe(0);
  store.close();

  const token = (await wardwatch(['collector', 'token', 'create', '--for', 'api', '--data-dir', folder])).out.trim();
  const pulled = await wardwatch(['pull', '--data-dir', folder], { WARDWATCH_API_TOKEN: token });
  const summaries = pulled.out
    .trim()
    .split('\n')
    .map((line) => receivedSummary.parse(JSON.parse(line)).summary);
  const sequences = summaries.map(({ sequence }) => sequence);
  expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index));
  const arrived = summaries.flatMap(({ findings }) => findings.map(({ evidence }) => evidence.subject));
  expect(arrived.toSorted()).toEqual(Array.from({ length: rounds }, (_, round) => `/etc/cron.d/intruder-${round}`).toSorted());
});

async function flush(agent: Running): Promise<void> {
  const client = await connectLocalApi({ path: agent.address, signal });
  try {
    await client.call(uploadNow, {});
  } finally {
    client.close();
  }
}
