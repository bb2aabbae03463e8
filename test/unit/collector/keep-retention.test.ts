import { expect, test } from 'vitest';
import { keepRetention } from '../../../src/collector/keep-retention.ts';
import { type CollectorSettings, collectorConfiguration } from '../../fixtures/collector/collector-under-test.ts';
import { openStore } from '../../fixtures/collector/open-store.ts';
import { aFinding, aSummary } from '../../fixtures/collector/summaries.ts';

const dayMs = 86_400_000;
const now = 2000 * dayMs;

/** A collector with three years of summaries and of audit, after its first round. */
async function afterARound(settings: CollectorSettings) {
  const { store, sqlite, endpoint } = openStore();
  const endpointId = await endpoint();
  for (let year = 1; year <= 3; year += 1) {
    const receivedAt = now - (4 - year) * 365 * dayMs;
    const findings = [aFinding(`year ${year}`, { state: 'resolved' })];
    const summary = aSummary(endpointId, year, { findings });
    await store.ingest({ summary, text: JSON.stringify(summary), receivedAt });
    const of = { who: 'an', role: null, unitId: null, action: 'endpoint.read', target: null, address: null } as const;
    await store.access.audit.append({ ...of, at: receivedAt, outcome: 'done' });
  }
  const told = Promise.withResolvers<object>();
  const log = { info: (what: object) => told.resolve(what), warn: (what: object) => told.reject(what) };
  const end = keepRetention({
    retention: store.retention,
    settings: collectorConfiguration(settings),
    clock: { now: () => now },
    firstAfterMs: 50,
    log,
  });
  const forgotten = await told.promise;
  await end();
  const years = sqlite.prepare('SELECT sequence FROM summary ORDER BY arrival').pluck().all();
  return { forgotten, years, verified: await store.access.audit.verify() };
}

test('without settings summaries and resolved findings stay for two years, and the audit log for ever', async () => {
  const { forgotten, years, verified } = await afterARound({});
  expect(forgotten).toEqual({ summaries: 1, resolvedFindings: 1, sections: 0, audit: 0 });
  expect(years).toEqual([2, 3]);
  expect(verified).toMatchObject({ status: 'whole', entries: 3 });
});

test('each kind goes by its own setting', async () => {
  const { forgotten, years, verified } = await afterARound({
    keep_summaries_days: 90,
    keep_resolved_findings_days: 5000,
    keep_audit_days: 400,
  });
  expect(forgotten).toEqual({ summaries: 2, resolvedFindings: 0, sections: 0, audit: 2 });
  expect(years).toEqual([3]);
  expect(verified).toMatchObject({ status: 'whole', cutUpTo: 2 });
});
