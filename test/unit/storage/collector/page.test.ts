import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '../../../../src/storage/collector/cursor.ts';
import { cutPage, mostPageBytes } from '../../../../src/storage/collector/page.ts';

const anyRows = fc
  .array(fc.integer({ min: 0, max: 2 * mostPageBytes }), { maxLength: 12 })
  .map((sizes) => sizes.map((bytes, index) => ({ number: index + 1, bytes })));

test('reading page after page gives every row once, whatever the sizes', () => {
  fc.assert(
    fc.property(anyRows, fc.integer({ min: 1, max: 5 }), (rows, limit) => {
      const seen: number[] = [];
      for (let after: number | null = 0; after !== null; ) {
        const start: number = after;
        const { items, nextCursor } = cutPage('summary', rows.filter(({ number }) => number > start).slice(0, limit + 1), limit);
        seen.push(...items.map(({ number }) => number));
        expect(items.length).toBeLessThanOrEqual(limit);
        after = nextCursor === null ? null : readCursor('summary', nextCursor);
      }
      expect(seen).toEqual(rows.map(({ number }) => number));
    }),
  );
});

test('a page holds more than its bytes only when one row alone does', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { items } = cutPage('summary', rows, 100);
      expect(items.length <= 1 || items.reduce((sum, { bytes }) => sum + bytes, 0) <= mostPageBytes).toBe(true);
    }),
  );
});

test('a cursor leads back to its number, in its own list only', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), (number) => {
      const cursor = writeCursor('finding', number);
      expect(readCursor('finding', cursor)).toBe(number);
      expect(() => readCursor('summary', cursor)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
    }),
  );
});

test.for(['', 'finding', 'finding-', 'finding--1', 'finding-1 ', 'finding-1;drop', 'FINDING-1', 'finding-zzzzzzzzzzz'])(
  '"%s" is no cursor',
  (cursor) => {
    expect(() => readCursor('finding', cursor)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
  },
);
