import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCollectorStore } from '../../../../src/storage/collector/collector-store.ts';
import { collectorMigrations } from '../../../../src/storage/collector/migrations.ts';
import type { RetentionDays } from '../../../../src/storage/collector/retention/retention.ts';
import { openSqlite } from '../../../../src/storage/open-sqlite.ts';
import { temporaryFolder } from '../../../fixtures/collector/collector-under-test.ts';
import { type OpenStore, openStore } from '../../../fixtures/collector/open-store.ts';
import { aFinding, aSummary } from '../../../fixtures/collector/summaries.ts';

const dayMs = 86_400_000;
const now = 1000 * dayMs;
const nothing: RetentionDays = { summaries: null, resolvedFindings: null, sections: null, audit: null };
const signal = new AbortController().signal;
const forget = ({ store }: Pick<OpenStore, 'store'>, days: Partial<RetentionDays>) =>
  store.retention.forget({ ...nothing, ...days }, now, signal);

async function send({ store }: Pick<OpenStore, 'store'>, endpointId: string, sequence: number, day: number, findings = [aFinding('a')]) {
  const summary = aSummary(endpointId, sequence, { findings });
  return store.ingest({ summary, text: JSON.stringify(summary), receivedAt: day * dayMs });
}

const count = ({ sqlite }: Pick<OpenStore, 'sqlite'>, table: string): number =>
  Number(sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

test('old summaries go with what they said of findings, but the newest of each endpoint, also of one that is silent since', async () => {
  const open = openStore();
  const [silent, lively] = [await open.endpoint(), await open.endpoint()];
  for (let sequence = 1; sequence <= 130; sequence += 1) await send(open, silent, sequence, sequence);
  for (let sequence = 1; sequence <= 5; sequence += 1) await send(open, lively, sequence, 990 + sequence);
  expect(await forget(open, { summaries: 90 })).toMatchObject({ summaries: 129 });
  expect(open.sqlite.prepare('SELECT sequence FROM summary ORDER BY arrival').pluck().all()).toEqual([130, 1, 2, 3, 4, 5]);
  expect(count(open, 'finding_event')).toBe(6);
  expect(count(open, 'finding'), 'findings are another kind').toBe(2);
  expect((await open.store.endpoints.detail(silent, 0))?.latestSummary).toMatchObject({ sequence: 130 });
  expect(await send(open, silent, 131, 999)).toMatchObject({ stored: 'new' });
  expect(await forget(open, { summaries: 90 })).toMatchObject({ summaries: 1 });
});

test('who pulled no further than what was let go is told so, and who is further goes on', async () => {
  const open = openStore();
  const endpoint = await open.endpoint();
  for (let sequence = 1; sequence <= 6; sequence += 1) await send(open, endpoint, sequence, sequence * 100);
  const cursors = (await open.store.summaries.page({ limit: 10 })).items.map(({ cursor }) => cursor);
  const silent = await open.endpoint();
  await send(open, silent, 1, 1);
  await forget(open, { summaries: 600 });
  const behind = (at: number) => open.store.summaries.page({ cursor: cursors[at], limit: 10 });
  for (const at of [0, 1])
    await expect(behind(at)).rejects.toMatchObject({ code: 'CURSOR_UNKNOWN', message: expect.stringContaining('no longer kept') });
  expect((await behind(4)).items.map(({ summary }) => summary.sequence)).toEqual([6, 1]);
});

test('findings go that were resolved long ago; open ones stay, however old', async () => {
  const open = openStore();
  const endpoint = await open.endpoint();
  const many = Array.from({ length: 700 }, (_, at) => aFinding(`old ${at}`, { state: 'resolved' }));
  await send(open, endpoint, 1, 1, [...many, aFinding('open'), aFinding('accepted', { state: 'expected' })]);
  await send(open, endpoint, 2, 990, [aFinding('new', { state: 'resolved' })]);
  expect(await forget(open, { resolvedFindings: 365 })).toMatchObject({ resolvedFindings: 700 });
  const { items } = await open.store.findings.page({ limit: 10 });
  expect(items.map(({ evidence }) => evidence.subject).toSorted()).toEqual(['accepted', 'new', 'open']);
});

test('sections go that no machine has any more, and are asked for where one has them again', async () => {
  const open = openStore();
  const endpoint = await open.endpoint();
  const digests = ['former', 'present', 'young'].map((text) => createHash('sha256').update(text).digest('hex'));
  const [former = '', present = '', young = ''] = digests;
  for (const [at, text] of ['former', 'present', 'young'].entries())
    await open.store.sections.save(digests[at] ?? '', text, at === 2 ? 999 * dayMs : 0);
  const named = (sequence: number, inventory: string) => {
    const summary = aSummary(endpoint, sequence, { sections: { inventory } });
    return open.store.ingest({ summary, text: JSON.stringify(summary), receivedAt: now });
  };
  await named(1, former);
  await named(2, present);
  expect(await forget(open, { sections: 365 })).toMatchObject({ sections: 1 });
  expect(await Promise.all([former, present, young].map((digest) => open.store.sections.has(digest)))).toEqual([false, true, true]);
  expect(await named(3, former)).toMatchObject({ stored: 'new', missingSections: [former] });
});

const entry = (day: number) => ({
  at: day * dayMs,
  who: 'an',
  role: null,
  unitId: null,
  action: 'endpoint.read',
  target: null,
  outcome: 'done' as const,
  address: null,
});

async function audited(days: readonly number[]) {
  const open = openStore();
  const { audit } = open.store.access;
  await Promise.all(days.map((day) => audit.append(entry(day))));
  return { ...open, audit };
}
const days = Array.from({ length: 1200 }, (_, at) => at - 200);

test('the audit log is cut from the front alone, says so itself, and is whole after it, again and again', async () => {
  const open = await audited(days);
  expect(await forget(open, { audit: 365 })).toMatchObject({ audit: 835 });
  const cut = await open.audit.verify();
  expect(cut).toMatchObject({ status: 'whole', cutUpTo: 835, entries: 1202 });
  await open.audit.append(entry(1000));
  expect(await forget(open, { audit: 365 })).toMatchObject({ audit: 0 });
  expect(await open.store.retention.forget({ ...nothing, audit: 365 }, now + 10 * dayMs, signal)).toMatchObject({ audit: 10 });
  expect(await open.audit.verify()).toMatchObject({ status: 'whole', cutUpTo: 845 });
  const { items } = await open.audit.page({ limit: 1 });
  expect(items).toMatchObject([{ who: '(collector)', action: 'audit.cut' }]);
});

test('an audit log that is let go whole goes on from where it was', async () => {
  const open = await audited([1, 2, 3]);
  await forget(open, { audit: 365 });
  await open.audit.append(entry(1000));
  expect(await open.audit.verify()).toMatchObject({ status: 'whole', cutUpTo: 3, entries: 5 });
});

test.for([
  { name: 'more than was let go', sql: 'DELETE FROM audit WHERE number <= 840', number: 836 },
  {
    name: 'more, with the mark moved',
    sql: `UPDATE audit_start SET number = 840, hash = (SELECT hash FROM audit WHERE number = 840); DELETE FROM audit WHERE number <= 840`,
    number: 840,
  },
  { name: 'the entry that says so', sql: "DELETE FROM audit WHERE action = 'audit.cut'", number: 1201 },
  { name: 'the mark', sql: 'DELETE FROM audit_start', number: 1 },
])('in an audit log that was cut, taking away $name shows', async ({ sql, number }) => {
  const open = await audited(days);
  await forget(open, { audit: 365 });
  for (const trigger of ['audit_is_kept', 'audit_is_fixed']) open.sqlite.exec(`DROP TRIGGER ${trigger}`);
  open.sqlite.exec(sql);
  expect(await open.audit.verify()).toEqual({ status: 'broken', number, fault: 'missing' });
});

test('entries that are to stay cannot be deleted, cut or not', async () => {
  const open = await audited(days);
  await forget(open, { audit: 365 });
  expect(() => open.sqlite.exec('DELETE FROM audit WHERE number = 836')).toThrow(/the audit log is kept/);
  await forget(open, {});
  expect(count(open, 'audit')).toBe(367);
});

test('while much is let go and the file is made smaller, summaries are stored between the steps, and none is lost', async () => {
  const sqlite = openSqlite(join(temporaryFolder(), 'collector.db'), collectorMigrations, { givesPagesBack: true });
  const store = createCollectorStore(sqlite);
  onTestFinished(() => store.close());
  const open = { ...openStore(), store, sqlite };
  const { unitId } = await store.units.ensure('A', 0);
  const insert = sqlite.prepare(
    "INSERT INTO endpoint (id, unit_id, public_key, enrolled_with, enrolled_at, hostname, os, agent_version) VALUES (?, ?, ?, 'x', 0, 'h', 'linux', '1')",
  );
  const [old, fresh] = [crypto.randomUUID(), crypto.randomUUID()];
  for (const id of [old, fresh]) insert.run(id, unitId, id);
  const padding = 'x'.repeat(2000);
  const sent = Array.from({ length: 2000 }, (_, at) => at + 1).map((sequence) =>
    send(open, old, sequence, 1, [aFinding('a', { evidence: { subject: 'a', after: { padding } } })]),
  );
  await Promise.all(sent);
  const pages = (): number => Number(sqlite.pragma('page_count', { simple: true }));
  const before = pages();

  const done = new AbortController();
  const forgetting = forget(open, { summaries: 90 }).finally(() => done.abort());
  let during = 0;
  for (let sequence = 1; !done.signal.aborted; sequence += 1) {
    expect(await send(open, fresh, sequence, 999)).toMatchObject({ stored: 'new' });
    if (!done.signal.aborted) during += 1;
  }
  expect(await forgetting).toMatchObject({ summaries: 1999 });
  expect(during, 'stored while rows and pages went').toBeGreaterThan(10);
  expect(pages()).toBeLessThan(before / 2);
  const stored = sqlite.prepare('SELECT count(*) FROM summary WHERE endpoint_id = ?').pluck().get(fresh);
  expect(stored).toBe(Number(sqlite.prepare('SELECT last_sequence FROM endpoint WHERE id = ?').pluck().get(fresh)));
});

test('a collector that ends lets the step under way end, and no more', async () => {
  const open = openStore();
  const endpoint = await open.endpoint();
  for (let sequence = 1; sequence <= 300; sequence += 1) await send(open, endpoint, sequence, 1);
  const ending = new AbortController();
  const forgetting = open.store.retention.forget({ ...nothing, summaries: 90 }, now, ending.signal);
  setImmediate(() => ending.abort());
  await expect(forgetting).rejects.toThrow(/abort/i);
  expect(await forget(open, { summaries: 90 })).toMatchObject({ summaries: expect.any(Number) });
  expect(count(open, 'summary')).toBe(1);
});
