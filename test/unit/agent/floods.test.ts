import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runScan } from '../../../src/agent/scan/run-scan.ts';
import { settleFindings } from '../../../src/agent/settle-findings.ts';
import { systemClock } from '../../../src/base/clock.ts';
import type { Judgement } from '../../../src/domain/judgement.ts';
import type { WatchedThing } from '../../../src/domain/thing.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import type { Scanner } from '../../../src/scanners/scanner.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { hostOver } from '../../support/fake-host.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const never = new AbortController().signal;

function machine() {
  const root = tempFolder();
  const host = hostOver(root);
  const store = openAgentStore(join(root, 'data'));
  const scan = (chosen: readonly Scanner[]) => runScan({ scanners: chosen, skip: [] }, { host, clock: systemClock, store, signal: never });
  const reading = (judgement: Judgement) =>
    scan([{ id: 'persistence', runsOn: ['linux'], everyMinutes: 1, timeoutMs: 10_000, scan: () => Promise.resolve(judgement) }]);
  return { root, store, scan, reading };
}
const thing = (key: string, digest = '1'): WatchedThing => ({ kind: 'configuration-file', key, state: { digest } });
const things = (count: number): WatchedThing[] => Array.from({ length: count }, (_, at) => thing(`/srv/share/${at}`));

test('a thousand files in a watched folder are one finding; undone one by one its figure falls; with the last it ends', async () => {
  const { root, store, scan } = machine();
  const cron = scanners.filter(({ id }) => id === 'cron-jobs');
  await scan(cron);
  const names = Array.from({ length: 1000 }, (_, at) => `etc/cron.d/job-${at}`);
  layOut(root, Object.fromEntries(names.map((name) => [name, '* * * * * root id\n'])));
  await scan(cron);
  expect(store.findings.list()).toMatchObject([
    {
      rule: 'cron-job.added',
      technique: 'T1053.003',
      evidence: { subject: '/etc/cron.d', flood: { count: 1000, joined: 1000, examples: { length: 10 } } },
    },
  ]);
  for (const name of names.slice(0, 990)) rmSync(join(root, name));
  const later = await scan(cron);
  expect(later.resolved).toEqual([]);
  expect(store.findings.list()).toMatchObject([{ state: 'open', evidence: { flood: { count: 10, joined: 1000 } } }]);
  for (const name of names.slice(990)) rmSync(join(root, name));
  expect((await scan(cron)).resolved).toMatchObject([{ state: 'resolved' }]);
  layOut(root, { 'etc/cron.d/later': 'x\n' });
  await scan(cron);
  expect(store.findings.list({ state: 'open' })).toMatchObject([{ evidence: { subject: '/etc/cron.d/later' } }]);
});

test('an acknowledged flood stays so while it falls, and opens again with one more or one that changes again', async () => {
  const { store, reading } = machine();
  await reading({ things: [] });
  await reading({ things: things(60) });
  const acknowledge = (): void => {
    const chosen = store.findings.list({ state: 'open' }).map(({ fingerprint }) => fingerprint);
    expect(settleFindings(store, { decision: 'acknowledge', chosen, by: 'An', reason: 'đang xem' }, systemClock)).toBe(1);
  };
  acknowledge();
  await reading({ things: things(59) });
  expect(store.findings.list()).toMatchObject([{ state: 'acknowledged', evidence: { flood: { count: 59 } } }]);
  await reading({ things: [...things(59), thing('/srv/share/new')] });
  expect(store.findings.list()).toMatchObject([{ state: 'open', evidence: { flood: { count: 60, joined: 61 } } }]);
  acknowledge();
  await reading({ things: [...things(58), thing('/srv/share/58', 'other'), thing('/srv/share/new')] });
  expect(store.findings.list()).toMatchObject([{ state: 'open', evidence: { flood: { count: 60, joined: 62 } } }]);
});

test('accepting a flood takes all of its things into the baseline; a later change is told by itself', async () => {
  const { store, reading } = machine();
  await reading({ things: [] });
  await reading({ things: things(200) });
  settleFindings(store, { decision: 'accept', chosen: 'all-unsettled', by: 'An', reason: 'chép dữ liệu' }, systemClock);
  expect((await reading({ things: things(200) })).verdicts).toMatchObject([{ status: 'pass' }]);
  expect(store.findings.list()).toMatchObject([{ state: 'expected' }]);
  await reading({ things: [...things(199), thing('/srv/share/199', 'other')] });
  expect(store.findings.list({ state: 'open' })).toMatchObject([
    { rule: 'configuration-file.modified', evidence: { subject: '/srv/share/199' } },
  ]);
});

test('things of a flood whose place cannot be read now are still part of it', async () => {
  const { store, reading } = machine();
  await reading({ things: [] });
  await reading({ things: things(60) });
  await reading({ things: [], unreadable: [{ subject: '/srv/share', reason: 'EACCES' }] });
  expect(store.findings.list()).toMatchObject([{ state: 'open', evidence: { flood: { count: 60 } } }]);
  await reading({ things: [] });
  expect(store.findings.list()).toMatchObject([{ state: 'resolved' }]);
});

test('each thing of a flood is in the log of changes', async () => {
  const { root, reading } = machine();
  await reading({ things: [] });
  await reading({ things: things(300) });
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(join(root, 'data', 'agent.db'), { readonly: true });
  expect(db.prepare('SELECT count(*) FROM change').pluck().get()).toBe(300);
  db.close();
});
