import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChallenges } from '../../../src/collector/auth/challenges.ts';

function atClock() {
  let now = 1_000_000;
  const challenges = createChallenges({ now: () => now });
  return { challenges, advance: (ms: number) => void (now += ms) };
}

test('a challenge holds once, for its purpose, until five minutes have passed', () => {
  const { challenges, advance } = atClock();
  const [taken, late, other] = [challenges.issue('sign-in'), challenges.issue('sign-in'), challenges.issue('a session')];
  expect([challenges.holds(taken, 'sign-in'), challenges.take(taken, 'sign-in'), challenges.take(taken, 'sign-in')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(challenges.holds(other, 'sign-in')).toBe(false);
  advance(299_999);
  expect(challenges.holds(late, 'sign-in')).toBe(true);
  advance(1);
  expect(challenges.take(late, 'sign-in')).toBe(false);
});

test('what was taken stays taken for as long as it could hold', () => {
  const { challenges, advance } = atClock();
  const taken = challenges.issue('sign-in');
  advance(200_000);
  challenges.take(taken, 'sign-in');
  advance(99_999);
  challenges.take(challenges.issue('sign-in'), 'sign-in'); // forgets what is over
  expect(challenges.take(taken, 'sign-in')).toBe(false);
});

test('nothing that was not issued here holds, however near it comes', () => {
  const { challenges } = atClock();
  const elsewhere = createChallenges({ now: () => 1_000_000 }).issue('sign-in');
  expect(challenges.holds(elsewhere, 'sign-in')).toBe(false);
  fc.assert(
    fc.property(fc.nat(55), fc.integer({ min: 1, max: 255 }), fc.string(), (at, flip, text) => {
      const bytes = Buffer.from(challenges.issue('sign-in'), 'base64url');
      bytes.writeUInt8(bytes.readUInt8(at) ^ flip, at);
      expect(challenges.holds(bytes.toString('base64url'), 'sign-in')).toBe(false);
      expect(challenges.holds(text, 'sign-in')).toBe(false);
    }),
  );
});
