import { expect, test } from 'vitest';
import { enqueueSummary } from '../../src/agent/upload/enqueue-summary.ts';
import { clockAt } from '../fixtures/collector/collector-under-test.ts';
import { roundsOf } from './rounds.ts';
import { aWard, atCollector, expectNothingLost, findOne, morning } from './ward.ts';

const hour = 3_600_000;

test('a collector that is away for 30 days gets every summary of them, in order', { timeout: 120_000 }, async () => {
  const clock = clockAt(morning);
  const { line, store, uploader, collector } = await aWard({ agentClock: clock, collectorClock: clock, timeoutMs: 5000 });
  line.set({ kind: 'refused' });
  // Every hour, as the default is, in the long version.
  const steps = process.env.FAULT_ROUNDS === undefined ? 30 * 4 : 30 * 24;
  for (let passed = 0; passed < steps; passed += 1) {
    clock.advance((30 * 24 * hour) / steps);
    if (passed % 10 === 0) findOne(store, `found at ${passed}`, clock);
    else store.transaction(() => enqueueSummary(store, clock));
    if (passed % 50 === 0)
      await expect(uploader.flush(AbortSignal.timeout(20_000))).rejects.toMatchObject({ code: 'COLLECTOR_UNREACHABLE' });
  }
  expect(store.outbox.waiting()).toBe(steps + 1);
  line.set({ kind: 'none' });
  expect(await uploader.flush(AbortSignal.timeout(60_000))).toBe(steps + 1);
  await expectNothingLost(store, collector.options.dataFolder);
});

test('clocks of agent and collector that jump by years, forth and back, change neither order nor number', {
  timeout: 300_000,
}, async () => {
  const rounds = roundsOf('clocks', 20);
  const [own, theirs] = [clockAt(morning), clockAt(morning)];
  const { store, uploader, collector } = await aWard({ agentClock: own, collectorClock: theirs, timeoutMs: 5000 });
  for (let round = 0; round < rounds.count; round += 1) {
    for (const clock of [own, theirs]) {
      const years = rounds.pick(41) - 20;
      clock.advance(Math.max(years * 365 * 24 * hour, -clock.now())); // before 1970 no machine starts
    }
    findOne(store, `round ${round}`, own);
    await uploader.flush(AbortSignal.timeout(20_000));
  }
  await expectNothingLost(store, collector.options.dataFolder);
  const { summaries } = await atCollector(collector.options.dataFolder);
  expect(summaries).toHaveLength(rounds.count + 1);
});
