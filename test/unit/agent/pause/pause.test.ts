import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPause } from '../../../../src/agent/pause/pause.ts';
import { openAgentStore } from '../../../../src/storage/agent/agent-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const start = Date.parse('2026-11-20T08:00:00Z');
const request = { minutes: 60, by: 'Lê Thị An', reason: 'cài lại máy in' };
beforeEach(() => vi.useFakeTimers({ now: start }));
afterEach(() => vi.useRealTimers());

function workstation() {
  const store = openAgentStore(join(tempFolder(), 'agent'));
  const did: string[] = [];
  const clock = { now: () => Date.now() };
  const begin = () => createPause({ store, clock, onBegin: () => void did.push('begin'), onEnd: () => void did.push('end') });
  return { store, did, begin, pause: begin() };
}
const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

test('a pause ends by itself, says who and why, and is told to the collector at both ends', () => {
  const { pause, did, store } = workstation();
  expect(pause.now()).toBeNull();
  expect(pause.begin(request)).toBe('2026-11-20T09:00:00.000Z');
  minutes(59);
  expect(pause.now()).toEqual({ until: '2026-11-20T09:00:00.000Z', by: 'Lê Thị An', reason: 'cài lại máy in' });
  minutes(2);
  expect(pause.now()).toBeNull();
  expect(did).toEqual(['begin', 'end']);
  const events = store.results.takeEvents();
  expect(events.map(({ code }) => code)).toEqual(['scans-paused', 'scans-resumed']);
  expect(events[0]?.detail, 'the name stays here').not.toContain('An');
});

test('a person ends it early, once', () => {
  const { pause, did } = workstation();
  pause.begin(request);
  expect(pause.end()).toBe(true);
  expect(pause.end()).toBe(false);
  minutes(120);
  expect(did).toEqual(['begin', 'end']);
});

test('a restart keeps it, and one that ended meanwhile is caught up with', () => {
  const { pause, begin, did } = workstation();
  pause.begin(request);
  pause.stop();
  expect(begin().now()).not.toBeNull();
  vi.setSystemTime(start + 3 * 3_600_000);
  expect(begin().now()).toBeNull();
  expect(did).toEqual(['begin', 'end']);
});

test.for([
  { name: 'set back by a year', now: start - 365 * 86_400_000 },
  { name: 'set forward by a year', now: start + 365 * 86_400_000 },
])('no clock makes a pause longer: $name', ({ now }) => {
  const { pause } = workstation();
  pause.begin(request);
  vi.setSystemTime(now);
  expect(pause.now()).toBeNull();
});

test('what stands in the database and was not written here is no pause', () => {
  const { store, begin } = workstation();
  for (const text of ['{', '{}', JSON.stringify({ from: start, until: start + 30 * 86_400_000, by: 'x', reason: 'y' })]) {
    store.setSetting('pause', text);
    expect(begin().now()).toBeNull();
  }
});
