import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCalendarDate, momentOf } from '../../../src/advisories/calendar-date.ts';

test('every day that the calendar has, and no other, is one', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 9999 }), fc.nat({ max: 15 }), fc.nat({ max: 35 }), (year, month, day) => {
      const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const date = new Date(Date.UTC(year, month - 1, day));
      expect(isCalendarDate(text)).toBe(date.toISOString().slice(0, 10) === text);
    }),
  ));

test('a moment in UTC is told as every other way of writing it', () =>
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2100-01-01') }), (date) => {
      const seconds = `${date.toISOString().slice(0, 19)}Z`;
      expect(momentOf(seconds)).toBe(new Date(seconds).toISOString());
      expect(momentOf(seconds.replace('Z', '+00:00'))).toBe(momentOf(seconds));
      expect(momentOf(date.toISOString())).toBe(date.toISOString());
    }),
  ));

test.for([
  '2024-02-30T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '2024-13-01T00:00:00Z',
  '2024-01-01T24:00:01Z',
  '2024-01-01T00:60:00Z',
  '',
  'today',
])('"%s" is no moment', (text) => expect(momentOf(text)).toBeNull());
