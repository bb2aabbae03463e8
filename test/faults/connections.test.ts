import { expect, test } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { clockAt } from '../fixtures/collector/collector-under-test.ts';
import type { Fault } from './bad-line.ts';
import { type Rounds, roundsOf } from './rounds.ts';
import { aWard, expectNothingLost, findOne, morning } from './ward.ts';

/** A handshake, a summary and its answer take about 4,500 bytes. */
const reach = 6000;
const faults: readonly ((rounds: Rounds) => Fault)[] = [
  ({ pick }) => ({ kind: 'cut', afterBytes: pick(reach) }),
  ({ pick }) => ({ kind: 'deaf', afterBytes: pick(2000) }),
  ({ pick }) => ({ kind: 'half-open', afterBytes: pick(reach) }),
  ({ pick }) => ({ kind: 'slow', bytesPerTick: 200 + pick(2000) }),
  () => ({ kind: 'refused' }),
];

test('connections that are cut, half-open, slow, refused or deaf at random bytes lose nothing and double nothing', {
  timeout: 1_800_000,
}, async () => {
  const rounds = roundsOf('connections', 20);
  const clock = clockAt(morning);
  const { line, store, uploader, collector } = await aWard({ timeoutMs: 250 });
  await uploader.flush(AbortSignal.timeout(20_000));
  for (let round = 0; round < rounds.count; round += 1) {
    findOne(store, `/etc/cron.d/intruder-${round}`, clock);
    const fault = faults[rounds.pick(faults.length)]?.(rounds) ?? { kind: 'none' };
    line.set(fault);
    const outcome = await uploader.flush(AbortSignal.timeout(20_000)).catch((thrown: unknown) => thrown);
    if (typeof outcome !== 'number') {
      expect(outcome, JSON.stringify(fault)).toBeInstanceOf(AppError);
      expect(outcome).toMatchObject({ code: expect.stringMatching(/^COLLECTOR_(UNREACHABLE|NOT_TRUSTED)$/), retryable: true });
    }
    line.set({ kind: 'none' });
    // Every second time what waits goes together with the next.
    if (rounds.pick(2) === 0) await uploader.flush(AbortSignal.timeout(20_000)).catch(() => undefined);
  }
  line.set({ kind: 'none' });
  while (store.outbox.waiting() > 0) await uploader.flush(AbortSignal.timeout(20_000)).catch(() => undefined);
  await expectNothingLost(store, collector.options.dataFolder);
});

test('a black hole is given up within the time allowed, and does not stop the agent from writing', async () => {
  const clock = clockAt(morning);
  const { line, store, uploader, collector } = await aWard({ timeoutMs: 500 });
  line.set({ kind: 'half-open', afterBytes: 0 });
  findOne(store, 'a', clock);
  const before = performance.now();
  const flushed = uploader.flush(AbortSignal.timeout(20_000)).catch((thrown: unknown) => thrown);
  findOne(store, 'b', clock);
  expect(await flushed).toMatchObject({ code: 'COLLECTOR_UNREACHABLE' });
  expect(performance.now() - before).toBeLessThan(5000);
  line.set({ kind: 'none' });
  await uploader.flush(AbortSignal.timeout(20_000));
  await expectNothingLost(store, collector.options.dataFolder);
});
