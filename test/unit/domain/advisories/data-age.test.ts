import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DocumentFormat } from '../../../../src/domain/advisories/advisory.ts';
import { ageOfData, dataOldAfterDays, oldestReading } from '../../../../src/domain/advisories/data-age.ts';

const now = Date.parse('2026-11-24T08:00:00.000Z');
const daysAgo = (days: number): string => new Date(now - days * 86_400_000).toISOString();

test.for([
  { name: 'nothing was imported', readAt: null, advisories: 0, age: { status: 'none' } },
  { name: 'scores alone say nothing of machines', readAt: daysAgo(0), advisories: 0, age: { status: 'none' } },
  { name: 'read this morning', readAt: daysAgo(0.2), advisories: 1, age: { status: 'current', days: 0 } },
  { name: 'three days and a half', readAt: daysAgo(3.5), advisories: 1, age: { status: 'current', days: 3 } },
  { name: 'to the very end of the span', readAt: daysAgo(dataOldAfterDays), advisories: 1, age: { status: 'current', days: 7 } },
  { name: 'longer than the span', readAt: daysAgo(dataOldAfterDays + 0.01), advisories: 1, age: { status: 'old', days: 7 } },
  { name: 'a clock that is a little fast', readAt: daysAgo(-0.5), advisories: 1, age: { status: 'current', days: 0 } },
  { name: 'read in the future', readAt: daysAgo(-2), advisories: 1, age: { status: 'ahead', days: 0 } },
])('$name -> $age.status', ({ readAt, advisories, age }) => expect(ageOfData({ readAt, advisories }, now)).toMatchObject(age));

test('data never becomes current by waiting', () =>
  fc.assert(
    fc.property(fc.double({ min: -1, max: 400, noNaN: true }), fc.double({ min: 0, max: 400, noNaN: true }), (age, wait) => {
      const known = { readAt: daysAgo(age), advisories: 1 };
      const [before, after] = [ageOfData(known, now), ageOfData(known, now + wait * 86_400_000)];
      expect([before.status, after.status]).not.toEqual(['old', 'current']);
    }),
  ));

const read = (format: DocumentFormat, days: number) => ({ format, readAt: daysAgo(days) });

test.for([
  { name: 'nothing', readings: [], family: null, days: null },
  { name: 'fresh scores beside old advisories', readings: [read('epss', 0), read('kev', 0), read('osv', 30)], family: null, days: 30 },
  { name: 'the older of two sources', readings: [read('csaf', 3), read('osv', 1)], family: null, days: 3 },
  { name: 'scores alone', readings: [read('epss', 0)], family: null, days: null },
  {
    name: 'letters, which are whole in themselves, beside a source',
    readings: [read('letters', 300), read('osv', 1)],
    family: null,
    days: 1,
  },
  { name: 'letters alone', readings: [read('letters', 300)], family: null, days: 300 },
  { name: 'a source about another kind of system', readings: [read('msrc-kb', 90), read('osv', 1)], family: 'linux' as const, days: 1 },
  { name: 'the same on a system that it is about', readings: [read('msrc-kb', 90), read('osv', 1)], family: 'windows' as const, days: 90 },
])('of $name, verdicts are $days days old', ({ readings, family, days }) =>
  expect(oldestReading(readings, family)).toBe(days === null ? null : daysAgo(days)),
);
