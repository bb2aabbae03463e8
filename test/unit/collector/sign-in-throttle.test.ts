import { expect, test } from 'vitest';
import { createSignInThrottle } from '../../../src/collector/auth/sign-in-throttle.ts';
import { clockAt } from '../../fixtures/collector/collector-under-test.ts';

const lan = { login: 'lan', address: '10.0.0.1', device: null };

function throttled() {
  const clock = clockAt('2026-11-20T08:00:00.000Z');
  return { clock, throttle: createSignInThrottle(clock) };
}

test('the first failures cost nothing, each further one twice as long, up to a quarter of an hour', () => {
  const { clock, throttle } = throttled();
  const waits = Array.from({ length: 20 }, () => {
    const waitMs = throttle.begin(lan);
    clock.advance(waitMs);
    if (waitMs > 0) expect(throttle.begin(lan)).toBe(0);
    return waitMs;
  });
  expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 1000, 2000, 4000, 8000, 16_000]);
  expect(Math.max(...waits)).toBe(900_000);
});

test.for([
  { name: 'from elsewhere', attempt: { ...lan, address: '10.0.0.2' } },
  { name: 'in a browser that is known, behind the same address', attempt: { ...lan, device: 'hash' } },
])('who guesses shuts the person out neither $name', ({ attempt }) => {
  const { throttle } = throttled();
  for (let guess = 0; guess < 1000; guess += 1) throttle.begin(lan);
  expect(throttle.begin(lan)).toBeGreaterThan(0);
  expect(throttle.begin(attempt)).toBe(0);
});

test.for([
  { name: 'an address', address: () => '10.0.0.1' },
  { name: 'the first 64 bits of an IPv6 address', address: (at: number) => `2001:db8:1:2::${at.toString(16)}` },
])('guessing at many logins from $name is slowed down too', ({ address }) => {
  const { throttle } = throttled();
  const waits = Array.from({ length: 21 }, (_, at) => throttle.begin({ login: `person-${at}`, address: address(at), device: null }));
  expect(waits.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 0));
  expect(waits[20]).toBeGreaterThan(0);
});

test('a good sign-in takes its own failures back, and not what a neighbour guessed', () => {
  const { throttle } = throttled();
  for (let guess = 0; guess < 20; guess += 1) throttle.begin({ ...lan, login: `person-${guess}` });
  expect(throttle.begin({ ...lan, address: '10.0.0.3' })).toBe(0);
  throttle.succeeded({ ...lan, address: '10.0.0.3' });
  expect(throttle.begin(lan)).toBeGreaterThan(0);
});

test('an hour of quiet, or a clock that was set back, lets anew', () => {
  for (const ms of [3_600_000, -86_400_000]) {
    const { clock, throttle } = throttled();
    for (let guess = 0; guess < 30; guess += 1) throttle.begin(lan);
    clock.advance(ms);
    expect(throttle.begin(lan)).toBe(0);
  }
});
