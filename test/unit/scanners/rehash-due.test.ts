import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRehashDue } from '../../../src/scanners/file-integrity/rehash-due.ts';

const dayMs = 86_400_000;
const now = { nowMs: 1000 * dayMs, rehashDays: 7 };
const due = (path: string, ageDays: number): boolean => isRehashDue(path, now.nowMs - ageDays * dayMs, now);

test('every folder is due after all the days, none before half of them', () =>
  fc.assert(
    fc.property(fc.string(), (path) => {
      expect([due(path, 3.49), due(path, 7)]).toEqual([false, true]);
    }),
  ));

test('a scan every six hours reads a small part of the disk again, never most of it', () => {
  const folders = Array.from({ length: 5000 }, (_, at) => `/usr/lib/folder-${at}`);
  const perScan = Array.from(
    { length: 28 },
    (_, scan) => folders.filter((path) => due(path, (scan + 1) / 4) && !due(path, scan / 4)).length,
  );
  expect(perScan.reduce((sum, count) => sum + count, 0)).toBe(folders.length);
  expect(Math.max(...perScan)).toBeLessThan(folders.length / 10);
});

test('a content that was read in the future, by a clock that was wrong, is read again', () => expect(due('/usr/bin', -1)).toBe(true));
