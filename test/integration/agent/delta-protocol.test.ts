import { createHash, createPrivateKey } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readEnrolment } from '../../../src/agent/identity.ts';
import { createCollectorClient } from '../../../src/agent/upload/collector-client.ts';
import { enqueueSummary } from '../../../src/agent/upload/enqueue-summary.ts';
import { createUploader } from '../../../src/agent/upload/uploader.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { openCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { countingProxy } from '../../support/counting-proxy.ts';
import { freePort } from '../../support/free-port.ts';
import { debian } from '../../support/inventories.ts';
import { wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { enrolmentStringOf, quietAgent, scriptedWorkstation } from '../../support/scripted-workstation.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function stationAndCollector() {
  const [department, station] = [tempFolder(), tempFolder()];
  const port = await freePort();
  const startCollector = () => wardwatchRunning(['collector', 'run', '--data-dir', department, '--port', String(port)], quietAgent);
  const collector = await startCollector();
  expect((await wardwatch(['agent', 'enroll', await enrolmentStringOf(department), '--data-dir', station])).code).toBe(0);
  const machine = scriptedWorkstation(station);
  await machine.scan();
  const proxy = await countingProxy(port, collectorFiles(department).tls);
  const enrolment = readEnrolment(join(station, 'agent'));
  if (enrolment === null) throw new Error('not enrolled');
  const store = openAgentStore(join(station, 'agent'));
  const client = createCollectorClient({ ...enrolment, url: proxy.url });
  onTestFinished(() => (client.close(), store.close()));
  const uploader = createUploader({
    store,
    client,
    clock: systemClock,
    backoff: { firstMs: 10, mostMs: 20 },
    signedBy: { endpointId: enrolment.endpointId, key: createPrivateKey(enrolment.privateKey) },
    changedKey: async () => null,
    whenForked: () => Promise.reject(new Error('nobody else uses this identity')),
  });
  const heartbeat = (): void => store.transaction(() => enqueueSummary(store, systemClock));
  const upload = () => uploader.flush(new AbortController().signal);
  return { department, station, collector, startCollector, machine, proxy, store, heartbeat, upload, endpointId: enrolment.endpointId };
}

/** Names and versions of letters that a compressor finds nothing in: worse than those of any real system. */
const word = (seed: string, letters: number): string => createHash('sha256').update(seed).digest('base64url').slice(0, letters);
const packages = Array.from({ length: 2000 }, (_, index) => ({
  manager: 'dpkg' as const,
  name: `lib${word(`n${index}`, 10)}`,
  version: `1.${index % 40}.${word(`v${index}`, 3)}-1+deb12u${index % 4}`,
  arch: 'amd64',
  source: { name: `lib${word(`n${index - (index % 3)}`, 10)}`, version: `1.${index % 40}.0-1` },
  vendor: 'Debian Project',
  channel: 'stable',
}));

test('a heartbeat with nothing new is at most 600 bytes above TLS, and the collector has it as a whole summary', {
  timeout: 60_000,
}, async () => {
  const { department, endpointId, proxy, heartbeat, upload, store } = await stationAndCollector();
  await upload();
  proxy.taken();
  heartbeat();
  expect(await upload()).toBe(1);
  const { sent, answered } = proxy.taken();
  process.stdout.write(`heartbeat with nothing new: ${sent} bytes sent, ${answered} answered, above TLS\n`);
  expect(sent).toBeLessThanOrEqual(600);
  const collector = openCollectorStore(collectorFiles(department).database);
  const lastSent = store.outbox.lastSent();
  expect(await collector.summaries.ofEndpoint(endpointId, lastSent?.sequence ?? 0)).toEqual(JSON.parse(lastSent?.body ?? ''));
  await collector.close();
});

test('the first upload of a machine with 2,000 packages is at most 120 KB above TLS', { timeout: 60_000 }, async () => {
  const { proxy, heartbeat, upload, store } = await stationAndCollector();
  store.results.saveSection({ name: 'inventory', body: { system: debian, software: packages, updates: [] } });
  heartbeat();
  await upload();
  const { sent } = proxy.taken();
  process.stdout.write(`first upload of 2,000 packages: ${sent} bytes sent above TLS\n`);
  expect(sent).toBeLessThanOrEqual(120 * 1024);
});

test('a collector that was put back from an older backup is told again what it lost, by the next heartbeat', {
  timeout: 90_000,
}, async () => {
  const { department, endpointId, collector, startCollector, machine, heartbeat, upload, store } = await stationAndCollector();
  await machine.plant('one');
  await upload();
  await collector.stop('SIGTERM');
  const backup = tempFolder();
  cpSync(join(department, 'collector'), backup, { recursive: true });
  const later = await startCollector();
  await machine.plant('two');
  await machine.plant('three');
  await upload();
  await later.stop('SIGTERM');
  rmSync(join(department, 'collector'), { recursive: true });
  cpSync(backup, join(department, 'collector'), { recursive: true });
  await startCollector();
  heartbeat();
  expect(await upload()).toBe(2);
  const restored = openCollectorStore(collectorFiles(department).database);
  const { items } = await restored.findings.page({ endpointId, limit: 100 });
  expect(items.map(({ evidence }) => evidence.subject).toSorted()).toEqual(['one', 'three', 'two'].map((name) => `/etc/cron.d/${name}`));
  await restored.close();
  expect(store.outbox.waiting()).toBe(0);
  heartbeat();
  expect(await upload()).toBe(1); // told once
});
