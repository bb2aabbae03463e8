import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFor } from '../../../renderer/i18n/format.ts';

const vi = formatFor('vi');
const en = formatFor('en');
const now = Date.parse('2026-11-23T16:30:00.000Z');
const before = (seconds: number): string => new Date(now - seconds * 1000).toISOString();

test('instants are told in Vietnam time, whatever the time zone of the browser', () => {
  expect(vi.instant('2026-11-23T17:05:00.000Z')).toBe('00:05 24/11/2026');
  expect(en.instant('2026-11-23T17:05:00.000Z')).toBe('24 Nov 2026, 00:05');
  expect(vi.timeOfDay(Date.parse('2026-11-23T17:05:09.000Z'))).toBe('00:05:09');
});

test.for([
  [0, 'vừa xong', 'just now'],
  [59, 'vừa xong', 'just now'],
  [60, '1 phút trước', '1 minute ago'],
  [3599, '59 phút trước', '59 minutes ago'],
  [3600, '1 giờ trước', '1 hour ago'],
  [86_400 * 3, '3 ngày trước', '3 days ago'],
] as const)('%d seconds ago', ([seconds, inVietnamese, inEnglish]) => {
  expect(vi.ago(before(seconds), now)).toBe(inVietnamese);
  expect(en.ago(before(seconds), now)).toBe(inEnglish);
});

test.for([
  [130, '2 phút', '2 minutes'],
  [-420, '7 phút', '7 minutes'],
  [3900, '1 giờ 5 phút', '1 hour 5 minutes'],
  [5 * 3600 + 600, '5 giờ', '5 hours'],
  [86_400 * 2 + 3600 * 4, '2 ngày 4 giờ', '2 days 4 hours'],
  [86_400 * 400, '400 ngày', '400 days'],
] as const)('a length of %d seconds', ([seconds, inVietnamese, inEnglish]) => {
  expect(vi.duration(seconds)).toBe(inVietnamese);
  expect(en.duration(seconds)).toBe(inEnglish);
});

test('numbers are grouped as each language does', () => {
  expect(vi.count(12_345)).toBe('12.345');
  expect(en.count(12_345)).toBe('12,345');
  expect(vi.bytes(934_016)).toBe('934.016 B');
});

test('no length of time is told as nothing or as a fraction', () =>
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (seconds) => {
      expect(en.duration(seconds)).toMatch(/^[1-9]\d{0,2}(,\d{3})* (minute|hour|day)s?( [1-9]\d? (minute|hour)s?)?$/);
    }),
  ));
