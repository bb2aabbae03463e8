import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { runScan } from '../../../src/agent/scan/run-scan.ts';
import { type Settlement, settleFindings } from '../../../src/agent/settle-findings.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { summary } from '../../../src/contracts/summary.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { hostOver } from '../../support/fake-host.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const never = new AbortController().signal;
const cron = scanners.filter(({ id }) => id === 'cron-jobs');

async function machine() {
  const root = tempFolder();
  const host = hostOver(root);
  const store = openAgentStore(join(root, 'data'));
  const scan = () => runScan({ scanners: cron, skip: [] }, { host, clock: systemClock, store, signal: never });
  const settle = (over: Partial<Settlement> = {}) =>
    settleFindings(store, { decision: 'accept', chosen: 'all-unsettled', by: 'Lê Thị An', reason: 'phiếu 12', ...over }, systemClock);
  await scan();
  return { root, store, scan, settle };
}

test('what is acknowledged stays counted, is told again when it differs, and ends by itself', async () => {
  const { root, store, scan, settle } = await machine();
  layOut(root, { 'etc/cron.d/x': 'a\n' });
  await scan();
  const [finding] = store.findings.list();
  settle({ decision: 'acknowledge', chosen: [finding?.fingerprint ?? ''] });
  await scan();
  expect(store.findings.list()).toMatchObject([{ state: 'acknowledged' }]);
  layOut(root, { 'etc/cron.d/x': 'b\n' });
  await scan();
  expect(store.findings.list()).toMatchObject([{ state: 'open' }]);
  settle({ decision: 'acknowledge', chosen: [finding?.fingerprint.slice(0, 6) ?? ''], by: 'Trần Bình', reason: 'đang xem' });
  rmSync(join(root, 'etc/cron.d/x'));
  await scan();
  expect(store.findings.list()).toMatchObject([
    {
      state: 'resolved',
      history: [
        { from: 'open', to: 'acknowledged', by: 'Lê Thị An', reason: 'phiếu 12' },
        { from: 'acknowledged', to: 'open', by: null, reason: null },
        { from: 'open', to: 'acknowledged', by: 'Trần Bình', reason: 'đang xem' },
        { from: 'acknowledged', to: 'resolved', by: null, reason: null },
      ],
    },
  ]);
});

test('a wrong name changes nothing, not even what the right names beside it say', async () => {
  const { root, store, scan, settle } = await machine();
  layOut(root, { 'etc/cron.d/x': 'a\n', 'etc/cron.d/y': 'a\n' });
  await scan();
  const [first, second] = store.findings.list().map(({ fingerprint }) => fingerprint);
  for (const chosen of [['ffffffff'], [first ?? '', 'abc'], [first ?? '', '%'.repeat(8)], [first ?? '', second ?? '', '0'.repeat(33)]])
    expect(() => settle({ chosen })).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringContaining('There is no finding') }),
    );
  expect(store.findings.list({ state: 'open' })).toHaveLength(2);
  expect(settle({ chosen: [first ?? '', first?.slice(0, 8) ?? ''] }), 'one finding under two names').toBe(1);
  expect(() => settle({ chosen: [first ?? ''] })).toThrow(/settled already: it is expected since .* \(Lê Thị An\)/);
  expect(settle()).toBe(1);
  expect(settle()).toBe(0);
});

test('a prefix of two findings is refused', async () => {
  const { store, settle } = await machine();
  for (const end of ['1', '2'])
    store.findings.save(
      {
        scannerId: 'cron-jobs',
        rule: 'cron-job.added',
        fingerprint: `abcdef${end.repeat(26)}`,
        severity: 'high',
        evidence: { subject: end },
        state: 'open',
        firstSeenAt: '2026-11-20T08:00:00.000Z',
        lastSeenAt: '2026-11-20T08:00:00.000Z',
      },
      true,
    );
  expect(() => settle({ chosen: ['abcdef'] })).toThrow(/fits more than one/);
  expect(settle({ chosen: ['abcdef1'] })).toBe(1);
});

test('the collector is told that and why, and not by whom', async () => {
  const { root, store, scan, settle } = await machine();
  store.setSetting('endpointId', crypto.randomUUID());
  layOut(root, { 'etc/cron.d/x': 'a\n' });
  await scan();
  settle({ reason: 'Lê Thị An cài trong /home/an.le/cron theo phiếu 12' });
  const waiting = [store.outbox.next()];
  store.outbox.acknowledge(waiting[0]?.sequence ?? 0, new Date().toISOString());
  const sent = summary.parse(JSON.parse(store.outbox.next()?.body ?? ''));
  const step = sent.findings[0]?.history?.[0];
  expect(step).toMatchObject({ to: 'expected', by: expect.stringMatching(/^~[0-9a-f]{8}$/) });
  expect(step?.reason).toMatch(/^~[0-9a-f]{8} cài trong \/home\/~[0-9a-f]{8}\/~[0-9a-f]{8}$/);
});

test('a change that a person accepted is stored as explained by that person', async () => {
  const { root, scan, settle } = await machine();
  layOut(root, { 'etc/cron.d/x': 'a\n' });
  await scan();
  settle();
  const db = new Database(join(root, 'data', 'agent.db'), { readonly: true });
  expect(JSON.parse(String(db.prepare('SELECT explanation FROM change').pluck().get()))).toEqual({
    by: 'person',
    person: 'Lê Thị An',
    reason: 'phiếu 12',
  });
  db.close();
});

test('the history of findings can be added to, and neither changed nor taken away', async () => {
  const { root, scan, settle } = await machine();
  layOut(root, { 'etc/cron.d/x': 'a\n' });
  await scan();
  settle();
  const db = new Database(join(root, 'data', 'agent.db'));
  expect(() => db.exec("UPDATE finding_step SET by = 'someone else'")).toThrow(/fixed/);
  expect(() => db.exec('DELETE FROM finding_step')).toThrow(/kept/);
  db.close();
});
