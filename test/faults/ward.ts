import { createPrivateKey } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { enrol } from '../../src/agent/enrol.ts';
import type { Enrolment } from '../../src/agent/identity.ts';
import { runScan } from '../../src/agent/scan/run-scan.ts';
import { createCollectorClient } from '../../src/agent/upload/collector-client.ts';
import { enqueueSummary } from '../../src/agent/upload/enqueue-summary.ts';
import { createUploader, type Uploader } from '../../src/agent/upload/uploader.ts';
import type { Clock } from '../../src/base/clock.ts';
import { createEnrolmentString } from '../../src/collector/administration.ts';
import { collectorFiles } from '../../src/collector/collector-address.ts';
import type { ReceivedSummary, ReportedFinding } from '../../src/contracts/http-api.ts';
import { scanners } from '../../src/scanners/registry.ts';
import { type AgentStore, openAgentStore } from '../../src/storage/agent/agent-store.ts';
import { openCollectorStore } from '../../src/storage/collector/collector-store.ts';
import { type Started, started } from '../fixtures/collector/collector-over-tls.ts';
import { clockAt, collectorConfiguration } from '../fixtures/collector/collector-under-test.ts';
import { aFinding } from '../fixtures/collector/summaries.ts';
import { hostOver } from '../support/fake-host.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type BadLine, badLine } from './bad-line.ts';

/** A collector and an agent's store and uploader, as the product runs them, with a line between them that can break. */
export interface Ward {
  readonly line: BadLine;
  readonly collector: Started;
  readonly agentFolder: string;
  readonly store: AgentStore;
  readonly enrolment: Enrolment;
  readonly uploader: Uploader;
}

export interface WardOptions {
  readonly agentClock?: Clock;
  readonly collectorClock?: Clock;
  /** How long the agent waits for an answer. */
  readonly timeoutMs?: number;
  readonly agentFolder?: string;
}

export const morning = '2026-11-20T08:00:00.000Z';

export async function aWard({
  agentClock = clockAt(morning),
  collectorClock = clockAt(morning),
  timeoutMs = 400,
  agentFolder = tempFolder(),
}: WardOptions = {}): Promise<Ward> {
  const line = await badLine();
  const configuration = collectorConfiguration({ port: 0, public_url: `https://localhost:${line.port}` });
  const collector = await started({ configuration, clock: collectorClock });
  line.leadTo(collector.port);
  const { dataFolder } = collector.options;
  const year = 365 * 86_400_000;
  const { enrolmentString } = await createEnrolmentString({
    dataFolder,
    configuration,
    unitName: 'Bệnh viện',
    uses: 1,
    validMs: year,
    clock: collectorClock,
  });
  const store = openAgentStore(agentFolder);
  onTestFinished(() => store.close());
  await scanOnce(store, agentClock);
  const enrolment = await enrol(enrolmentString, {
    agentFolder,
    store,
    os: 'linux',
    clock: agentClock,
    signal: AbortSignal.timeout(20_000),
  });
  const uploader = uploaderOf(store, enrolment, agentClock, timeoutMs);
  return { line, collector, agentFolder, store, enrolment, uploader };
}

export function uploaderOf(store: AgentStore, enrolment: Enrolment, clock: Clock, timeoutMs: number): Uploader {
  const client = createCollectorClient({ ...enrolment, timeoutMs });
  onTestFinished(() => client.close());
  const signedBy = { endpointId: enrolment.endpointId, key: createPrivateKey(enrolment.privateKey) };
  return createUploader({
    store,
    client,
    signedBy,
    clock,
    backoff: { firstMs: 20, mostMs: 100 },
    changedKey: async () => null,
    whenForked: () => Promise.reject(new Error('nobody else uses this identity')),
  });
}

/** A first scan, of a machine without any job: what is uploaded names the machine. */
export async function scanOnce(store: AgentStore, clock: Clock): Promise<void> {
  const cron = scanners.filter(({ id }) => id === 'cron-jobs');
  await runScan({ scanners: cron, skip: [] }, { host: hostOver(tempFolder()), clock, store, signal: AbortSignal.timeout(20_000) });
}

/** As a scan does: finding and summary in one transaction. */
export function findOne(store: AgentStore, key: string, clock: Clock): void {
  store.transaction(() => {
    store.findings.save(aFinding(key), true);
    enqueueSummary(store, clock);
  });
}

export interface AtCollector {
  readonly summaries: readonly ReceivedSummary[];
  readonly findings: readonly ReportedFinding[];
}

/** Everything that the collector has on its disk. */
export async function atCollector(dataFolder: string): Promise<AtCollector> {
  const store = openCollectorStore(collectorFiles(dataFolder).database);
  try {
    const summaries = await allPages(
      (cursor) => store.summaries.page({ limit: 500, ...cursor }),
      (last) => last.cursor,
    );
    const findings: ReportedFinding[] = [];
    let next: string | null | undefined;
    do {
      const page = await store.findings.page({ limit: 500, ...(next ? { cursor: next } : {}) });
      findings.push(...page.items);
      next = page.nextCursor;
    } while (next !== null);
    return { summaries, findings };
  } finally {
    await store.close();
  }
}

async function allPages<Item>(
  page: (cursor: { cursor?: string }) => Promise<{ readonly items: readonly Item[] }>,
  cursorOf: (item: Item) => string,
): Promise<Item[]> {
  const all: Item[] = [];
  for (;;) {
    const last = all.at(-1);
    const { items } = await page(last === undefined ? {} : { cursor: cursorOf(last) });
    if (items.length === 0) return all;
    all.push(...items);
  }
}

/** Nothing lost, nothing counted twice: both stores hold the same findings, each was carried once, and no sequence is missing. */
export async function expectNothingLost(store: AgentStore, dataFolder: string): Promise<void> {
  const { summaries, findings } = await atCollector(dataFolder);
  const own = store.findings.list().map(({ fingerprint, state }) => `${fingerprint} ${state}`);
  expect(findings.map(({ fingerprint, state }) => `${fingerprint} ${state}`).toSorted()).toEqual(own.toSorted());
  const carried = summaries.flatMap(({ summary }) => summary.findings.map(({ fingerprint }) => fingerprint));
  expect(carried.toSorted()).toEqual(
    store.findings
      .list()
      .map(({ fingerprint }) => fingerprint)
      .toSorted(),
  );
  const sequences = summaries.map(({ summary }) => summary.sequence);
  expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index));
  expect(store.outbox.waiting()).toBe(0);
}
