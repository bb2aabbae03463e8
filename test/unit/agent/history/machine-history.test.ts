import { join } from 'node:path';
import { expect, test } from 'vitest';
import { machineHistory } from '../../../../src/agent/history/machine-history.ts';
import { notePending } from '../../../../src/agent/history/pending-history.ts';
import { machineHistory as contract } from '../../../../src/contracts/local-views.ts';
import { openAgentStore } from '../../../../src/storage/agent/agent-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const now = Date.parse('2026-11-23T10:00:00.000Z');
const host = { hostname: 'm1', os: 'linux', osName: 'Debian', osVersion: '12', kernel: '6.1' } as const;
const section = (security: number, others: number | null) => ({
  pending:
    others === null
      ? null
      : Array.from({ length: security + others }, (_, at) => ({
          name: `p${at}`,
          installed: '1',
          candidate: '2',
          isSecurity: at < security,
        })),
  listsFetchedAt: null,
  lastInstalledAt: null,
  oldestSecuritySince: null,
  automatic: 'unknown',
  lastAutomaticAt: null,
});
const emptyStore = () => openAgentStore(join(tempFolder(), 'agent'));

test('a machine that was never scanned has no past', () =>
  expect(machineHistory(emptyStore(), now)).toEqual({ findings: [], updates: [], scans: [] }));

test('of pending updates the last figure of each day stays, and what is not known is no figure', () => {
  const store = emptyStore();
  notePending(store, section(1, 2), '2026-11-21T08:00:00.000Z');
  notePending(store, section(3, 2), '2026-11-21T20:00:00.000Z');
  notePending(store, section(0, null), '2026-11-22T08:00:00.000Z');
  notePending(store, 'garbage', '2026-11-22T09:00:00.000Z');
  notePending(store, section(0, 0), '2026-11-23T08:00:00.000Z');
  expect(machineHistory(store, now).updates).toEqual([
    { at: '2026-11-21T20:00:00.000Z', pending: 5, security: 3 },
    { at: '2026-11-23T08:00:00.000Z', pending: 0, security: 0 },
  ]);
});

test('scans come with how long they took, a clock that was set back in between makes it 0', () => {
  const store = emptyStore();
  const scan = (at: number, took: number) =>
    store.results.saveScan(`s${at}`, new Date(at).toISOString(), new Date(at + took).toISOString(), host);
  scan(now - 3_600_000, 4200);
  scan(now - 1_800_000, -60_000);
  expect(machineHistory(store, now).scans.map(({ durationMs }) => durationMs)).toEqual([4200, 0]);
});

test('years of use fit into the answer', () => {
  const store = emptyStore();
  for (let day = 0; day < 900; day += 1) {
    const at = new Date(now - (900 - day) * 86_400_000).toISOString();
    notePending(store, section(day % 5, 1), at);
    store.results.saveScan(`s${day}`, at, at, host);
  }
  expect(contract.safeParse(machineHistory(store, now)).success).toBe(true);
});
