import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCallRate } from '../../../../src/agent/access/call-rate.ts';
import { hashCode, isCodeOf } from '../../../../src/agent/access/code-hash.ts';
import { afterWrong, type Guesses, longestWaitMs, noGuesses, waitMs } from '../../../../src/agent/access/guesses.ts';
import { createItCode, setItCode } from '../../../../src/agent/access/it-code.ts';
import { toAppError } from '../../../../src/base/app-error.ts';
import { codeHashPattern } from '../../../../src/domain/it-code.ts';
import { openAgentStore } from '../../../../src/storage/agent/agent-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const code = 'mã-của-phòng-IT';

/** A workstation with a clock that a test moves; `restart` is the agent killed and started again. */
function workstation() {
  const folder = join(tempFolder(), 'agent');
  let now = Date.parse('2026-11-20T08:00:00Z');
  const clock = { now: () => now };
  const store = openAgentStore(folder);
  const again = () => createItCode({ store: openAgentStore(folder), clock });
  return { store, clock, pass: (ms: number) => void (now += ms), restart: again, itCode: createItCode({ store, clock }) };
}

test('a code is known by its hash alone, and the same word in another normal form is the same code', async () => {
  const hash = await hashCode(code);
  expect(hash).toMatch(codeHashPattern);
  expect(hash).not.toContain(code);
  expect(await hashCode(code)).not.toBe(hash);
  expect(await isCodeOf(hash, code.normalize('NFD'))).toBe(true);
  expect(await isCodeOf(hash, `${code} `)).toBe(false);
  expect(await isCodeOf('no hash', 'no hash')).toBe(false);
});

test('without a code set only an administrator decides; with one the right code does', async () => {
  const { store, clock, itCode } = workstation();
  await expect(itCode.demand('anything')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(setItCode(store, 'short', clock)).rejects.toMatchObject({ code: 'USAGE' });
  await setItCode(store, code, clock);
  await expect(itCode.demand(undefined)).rejects.toMatchObject({ code: 'IT_CODE_REQUIRED' });
  await expect(itCode.demand('wrong-code')).rejects.toMatchObject({ code: 'IT_CODE_WRONG' });
  await itCode.demand(code);
  expect(store.results.takeEvents().map((event) => event.code)).toEqual(['it-code-set']);
});

test('a code from the configuration holds where the machine has none of its own', async () => {
  const { store, clock } = workstation();
  const itCode = createItCode({ store, clock, configured: await hashCode('code-of-all-machines') });
  await itCode.demand('code-of-all-machines');
  await setItCode(store, code, clock);
  await expect(itCode.demand('code-of-all-machines')).rejects.toMatchObject({ code: 'IT_CODE_WRONG' });
});

test('wrong codes make even the right one wait, longer each time, also after a restart, and are told to the collector', async () => {
  const { store, clock, pass, itCode, restart } = workstation();
  await setItCode(store, code, clock);
  store.results.takeEvents();
  for (let wrong = 0; wrong < 3; wrong += 1) await expect(itCode.demand('wrong-code')).rejects.toMatchObject({ code: 'IT_CODE_WRONG' });
  await expect(itCode.demand(code)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await expect(restart().demand(code)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  for (const waitedMs of [1000, 2000]) {
    pass(waitedMs);
    await expect(restart().demand('wrong-code')).rejects.toMatchObject({ code: 'IT_CODE_WRONG' });
  }
  pass(3999);
  await expect(itCode.demand(code)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  pass(1);
  await itCode.demand(code);
  expect(store.results.takeEvents()).toMatchObject([{ code: 'it-code-guessed', detail: expect.stringContaining('5 wrong') }]);
});

test('guesses at the same moment are not tried beside each other', async () => {
  const { store, clock, itCode } = workstation();
  await setItCode(store, code, clock);
  const answers = await Promise.allSettled([itCode.demand('wrong-one'), itCode.demand('wrong-two'), itCode.demand(code)]);
  expect(answers.map((answer) => answer.status === 'rejected' && toAppError(answer.reason).code)).toEqual([
    'IT_CODE_WRONG',
    'RATE_LIMITED',
    'RATE_LIMITED',
  ]);
});

test('the wait grows, is bounded, and no clock makes it longer', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 }), { maxLength: 40 }), (leaps) => {
      let now = 1.7e12;
      let guesses: Guesses = noGuesses;
      let due = 0;
      for (const leap of leaps) {
        guesses = afterWrong(guesses, now);
        expect(waitMs(guesses, now)).toBeGreaterThanOrEqual(due);
        due = waitMs(guesses, now);
        now += leap;
        expect(waitMs(guesses, now)).toBeLessThanOrEqual(longestWaitMs);
      }
    }),
  ));

test('what is asked for too often is refused, and let through again with time, whatever the clock does', () => {
  let now = 0;
  const mayScan = createCallRate(2, 1000, { now: () => now });
  mayScan();
  mayScan();
  expect(mayScan).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  now = 1000;
  mayScan();
  now = -5000;
  expect(mayScan).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  now = -4000;
  mayScan();
});
