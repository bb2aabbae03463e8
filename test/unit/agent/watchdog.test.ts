import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCpuBudget, windowMs } from '../../../src/agent/watchdog/cpu-budget.ts';
import { reportLimitExceeded, resolveLimitExceeded } from '../../../src/agent/watchdog/report-limit.ts';
import { supervise } from '../../../src/agent/watchdog/supervise.ts';
import { watchSelf } from '../../../src/agent/watchdog/watch-self.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { coreCount, startOwnProcess } from '../../../src/platform/own-process.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const node = (script: string) =>
  startOwnProcess({ args: ['-e', script], lowPriority: true, onLine: () => undefined, onErrorLine: () => undefined });
const mb = 1024 * 1024;

test('whatever a process would use, what it may use keeps to its share over any stretch longer than the window', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 300, maxLength: 300 }), (wanted) => {
      const budget = createCpuBudget(0.05, 2, 0);
      let usedMs = 0;
      let runs = true;
      let nowMs = 0;
      for (const want of wanted) {
        nowMs += 200;
        usedMs += runs ? want : 0;
        runs = budget.allows(usedMs, nowMs);
      }
      const allowance = 0.05 * 2 * (nowMs + windowMs) + 400; // one step may overshoot
      expect(usedMs).toBeLessThanOrEqual(allowance);
    }),
  ));

test('a process over its memory limit is ended and the limit is named', { timeout: 20_000 }, async () => {
  const child = node('const held = []; setInterval(() => held.push(Buffer.alloc(20e6, 1)), 20)');
  await expect(supervise(child, { maxMemoryBytes: 150 * mb, cpuShare: null })).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    message: expect.stringMatching(/used \d+ MB, limit 150 MB/),
  });
  expect(await child.ended).toBe('SIGKILL');
});

test('a process that spins is held to its share of the processor', { timeout: 30_000 }, async () => {
  const child = node('for (;;);');
  const supervised = supervise(child, { maxMemoryBytes: 500 * mb, cpuShare: 0.02 });
  await wait(4000);
  const before = child.sample().cpuMs;
  await wait(6000);
  const share = (child.sample().cpuMs - before) / 6000 / coreCount;
  child.terminate('SIGKILL');
  await supervised;
  expect(share).toBeLessThan(0.06);
});

test('the agent notices its own excess once', async () => {
  const details: string[] = [];
  const watch = watchSelf({ maxMemoryBytes: 1, cpuShare: 1 }, (detail) => details.push(detail));
  await wait(3500);
  watch.stop();
  expect(details).toEqual([expect.stringMatching(/agent used \d+ MB, limit 0 MB/)]);
});

test('an excess is a finding until a scan keeps to the limits', () => {
  const store = openAgentStore(tempFolder());
  reportLimitExceeded(store, 'scan used 200 MB, limit 150 MB', systemClock);
  expect(store.findings.list()).toMatchObject([
    { rule: 'agent.limit-exceeded', state: 'open', evidence: { subject: 'scan used 200 MB, limit 150 MB' } },
  ]);
  expect(store.results.takeEvents()).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
  store.transaction(() => resolveLimitExceeded(store, systemClock));
  expect(store.findings.list()).toMatchObject([{ state: 'resolved' }]);
  store.close();
});
