import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAgentStore } from '../../src/storage/agent/agent-store.ts';
import { collectorMigrations } from '../../src/storage/collector/migrations.ts';
import { createCollectorStore } from '../../src/storage/collector/collector-store.ts';
import { openSqlite } from '../../src/storage/open-sqlite.ts';
import { clockAt } from '../fixtures/collector/collector-under-test.ts';
import { openStore } from '../fixtures/collector/open-store.ts';
import { aFinding, aSummary } from '../fixtures/collector/summaries.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { roundsOf } from './rounds.ts';
import { aWard, expectNothingLost, findOne, morning, uploaderOf } from './ward.ts';

/** The database as the disk has it when power fails: the main file, and the log up to a byte; behind it there may be anything. */
function afterPowerLoss(file: string, cutAt: number, rubbish: Buffer): string {
  const copy = join(tempFolder(), 'agent.db');
  copyFileSync(file, copy);
  const log = readFileSync(`${file}-wal`);
  writeFileSync(`${copy}-wal`, Buffer.concat([log.subarray(0, cutAt), rubbish]));
  return copy;
}

test('an outbox whose log is cut at any byte holds every summary that was committed before it, and no half one', {
  timeout: 1_800_000,
}, async () => {
  const rounds = roundsOf('outbox', 20);
  const clock = clockAt(morning);
  const { store, agentFolder } = await aWard();
  const file = join(agentFolder, 'agent.db');
  const committed: { readonly logBytes: number; readonly waiting: number }[] = [];
  for (let number = 0; number < 25; number += 1) {
    findOne(store, `found ${number}`, clock);
    committed.push({ logBytes: statSync(`${file}-wal`).size, waiting: store.outbox.waiting() });
  }
  const logBytes = statSync(`${file}-wal`).size;
  for (let round = 0; round < rounds.count; round += 1) {
    const cutAt = rounds.pick(logBytes + 1);
    const rubbish = Buffer.alloc(rounds.pick(3) * 1000, rounds.pick(256));
    const reopened = openAgentStore(join(afterPowerLoss(file, cutAt, rubbish), '..'));
    const owed = committed.findLast((one) => one.logBytes <= cutAt)?.waiting ?? 0;
    expect(reopened.outbox.waiting(), `cut at ${cutAt} of ${logBytes}`).toBeGreaterThanOrEqual(owed);
    // Findings and the summary that carries them stand or fall together.
    expect(reopened.findings.list()).toHaveLength(Math.max(0, reopened.outbox.waiting() - 1));
    expect(() => JSON.parse(reopened.outbox.next()?.body ?? '{}')).not.toThrow();
    reopened.close();
  }
});

test('an agent that lost the acknowledgements with the power sends again, and the collector counts once', {
  timeout: 600_000,
}, async () => {
  const rounds = roundsOf('outbox', 6);
  const clock = clockAt(morning);
  const ward = await aWard({ timeoutMs: 5000 });
  for (let number = 0; number < 20; number += 1) findOne(ward.store, `found ${number}`, clock);
  const file = join(ward.agentFolder, 'agent.db');
  const unsent = statSync(`${file}-wal`).size;
  await ward.uploader.flush(AbortSignal.timeout(60_000));
  const all = statSync(`${file}-wal`).size;
  for (let round = 0; round < rounds.count; round += 1) {
    const copy = afterPowerLoss(file, unsent + rounds.pick(all - unsent + 1), Buffer.alloc(0));
    const store = openAgentStore(join(copy, '..'));
    await uploaderOf(store, ward.enrolment, clock, 30_000).flush(AbortSignal.timeout(60_000));
    expect(store.outbox.waiting()).toBe(0);
    await expectNothingLost(store, ward.collector.options.dataFolder);
    store.close();
  }
});

test('a collector whose log is cut behind an acknowledgement still has what it acknowledged', { timeout: 1_800_000 }, async () => {
  const rounds = roundsOf('collector-store', 20);
  const file = join(tempFolder(), 'collector.db');
  const { store, endpoint } = openStore(file);
  const endpointId = await endpoint();
  const acknowledged: number[] = [];
  for (let sequence = 1; sequence <= 25; sequence += 1) {
    const summary = aSummary(endpointId, sequence, { findings: [aFinding(`found ${sequence}`)] });
    const { stored } = await store.ingest({ summary, text: JSON.stringify(summary), receivedAt: Date.parse(morning) });
    expect(stored).toBe('new');
    acknowledged.push(statSync(`${file}-wal`).size);
  }
  const first = acknowledged[0] ?? 0;
  for (let round = 0; round < rounds.count; round += 1) {
    const cutAt = first + rounds.pick((acknowledged.at(-1) ?? 0) - first + 1);
    const reopened = createCollectorStore(openSqlite(afterPowerLoss(file, cutAt, Buffer.alloc(0)), collectorMigrations));
    const owed = acknowledged.filter((bytes) => bytes <= cutAt).length;
    const { items: summaries } = await reopened.summaries.page({ limit: 100 });
    const { items: findings } = await reopened.findings.page({ limit: 100 });
    expect(summaries.length, `cut at ${cutAt}`).toBeGreaterThanOrEqual(owed);
    expect(findings).toHaveLength(summaries.length);
    expect(new Set(summaries.map(({ summary }) => summary.sequence)).size).toBe(summaries.length);
    await reopened.close();
  }
});
