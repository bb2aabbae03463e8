import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { enqueueSummary } from '../../../src/agent/upload/enqueue-summary.ts';
import { configuration } from '../../../src/contracts/configuration.ts';
import { endpointPage } from '../../../src/contracts/http-api.ts';
import { type Summary, summary } from '../../../src/contracts/summary.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { enrolledAgent } from '../../fixtures/collector/agent-double.ts';
import { collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { readerOf } from '../../fixtures/collector/reading.ts';
import { aFinding, aSummary } from '../../fixtures/collector/summaries.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const host = aSummary(crypto.randomUUID(), 1).host;

/** A real agent's database whose summaries reach a real collector. */
async function reportingEndpoint() {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector, 'Trạm y tế');
  const folder = tempFolder();
  const store = openAgentStore(folder);
  onTestFinished(() => store.close());
  store.setSetting('endpointId', agent.endpointId);
  store.results.saveScan('s', 't', 't', host);
  const { read } = await readerOf(collector);
  const report = async (): Promise<Summary> => {
    store.transaction(() => enqueueSummary(store, collector.clock));
    const waiting = store.outbox.next();
    const sent = summary.parse(JSON.parse(waiting?.body ?? ''));
    expect((await collector.app.inject(agent.summary(sent))).statusCode).toBe(202);
    store.outbox.acknowledge(waiting?.sequence ?? 0, 't');
    return sent;
  };
  const behindTheAgent = (sql: string): void => {
    const db = new Database(join(folder, 'agent.db'));
    db.pragma('foreign_keys = OFF');
    db.exec(`DROP TRIGGER IF EXISTS finding_log_is_kept; ${sql}`);
    db.close();
  };
  const listed = async () => (await read('/api/v1/endpoints', endpointPage)).items[0];
  return { collector, agent, store, report, listed, behindTheAgent };
}

test('findings that come and go in the agent leave no mark at the collector', async () => {
  const { store, report, listed } = await reportingEndpoint();
  await report();
  store.findings.save(aFinding('a'), true);
  expect((await report()).findingLog).toMatchObject({ length: 1, from: { length: 0 }, intact: true });
  store.findings.save({ ...aFinding('a'), state: 'resolved' }, true);
  await report();
  await report();
  expect(await listed()).not.toHaveProperty('logBreak');
});

test.for([
  { name: 'a deleted finding', sql: 'DELETE FROM finding', logBreak: 'altered' },
  { name: 'a log cut at its end', sql: 'DELETE FROM finding_log WHERE position = 2', logBreak: 'went-back' },
  { name: 'a log that was emptied', sql: 'DELETE FROM finding_log', logBreak: 'went-back' },
])('$name shows at the collector with the next summary, and stays shown', async ({ sql, logBreak }) => {
  const { store, report, listed, behindTheAgent } = await reportingEndpoint();
  store.findings.save(aFinding('a'), true);
  store.findings.save(aFinding('b'), true);
  await report();
  expect(await listed()).not.toHaveProperty('logBreak');
  behindTheAgent(sql);
  await report();
  await report();
  expect(await listed()).toMatchObject({ logBreak, logBrokenAt: '2026-11-20T08:00:00.000Z' });
});

test('a log that forks from what was reported shows, and an agent without a log is taken as it is', async () => {
  const { collector, agent, listed } = await reportingEndpoint();
  const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
  const tell = (sequence: number, log?: Summary['findingLog']) =>
    collector.app.inject(agent.summary(aSummary(agent.endpointId, sequence, log ? { findingLog: log } : {})));
  expect((await tell(1)).statusCode).toBe(202);
  await tell(2, { length: 5, head: one, from: { length: 0, head: one }, intact: true });
  await tell(3, { length: 9, head: two, from: { length: 5, head: one }, intact: true });
  expect(await listed()).not.toHaveProperty('logBreak');
  await tell(4, { length: 12, head: one, from: { length: 9, head: one }, intact: true });
  expect(await listed()).toMatchObject({ logBreak: 'forked' });
});

test('an agent that was stopped, removed or silenced is listed as silent once two heartbeats are missing, and not before', async () => {
  const { collector, report, listed } = await reportingEndpoint();
  const { agent } = configuration.parse({});
  await report();
  collector.clock.advance((2 * agent.heartbeat_minutes - 1) * 60_000);
  expect(await listed()).toMatchObject({ isSilent: false });
  collector.clock.advance(7 * 60_000);
  expect(await listed()).toMatchObject({ isSilent: true });
  await report();
  expect(await listed()).toMatchObject({ isSilent: false });
});
