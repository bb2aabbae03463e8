import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerFile } from '../../../src/domain/file-ledger.ts';
import { packFiles, unpackFiles } from '../../../src/domain/packed-files.ts';

const textOrNull = fc.option(fc.string({ unit: 'binary' }));
const count = fc.nat();
const timeMs = fc.double({ min: 0, max: 1e14, noNaN: true, noDefaultInfinity: true }).map(Math.abs);
const anyFile: fc.Arbitrary<LedgerFile> = fc.record({
  name: fc.string({ unit: 'binary' }),
  type: fc.constantFrom('file', 'link', 'fifo', 'socket', 'device'),
  size: fc.maxSafeNat(),
  mtimeMs: timeMs,
  ctimeMs: timeMs,
  inode: fc.maxSafeNat(),
  mode: count,
  uid: count,
  gid: count,
  linkTarget: textOrNull,
  digest: textOrNull,
});

test('files come out as they went in, line breaks in names and times below a millisecond included', () =>
  fc.assert(
    fc.property(fc.array(anyFile), (files) => {
      expect(unpackFiles(packFiles(files))).toEqual(files);
    }),
  ));

const row = ['name', 'file', 1, 2.5, 3, 4, 0o644, 0, 0, null, null];

test.for([
  { name: 'text that is no JSON', lines: ['{'] },
  { name: 'a file with a column too few', lines: [JSON.stringify(row.slice(1))] },
  { name: 'a type that does not exist', lines: [JSON.stringify(row.with(1, 'folder'))] },
  { name: 'a size in words', lines: [JSON.stringify(row.with(2, 'one'))] },
  { name: 'a digest that is a number', lines: [JSON.stringify(row), JSON.stringify(row.with(10, 7))] },
])('$name is a damaged ledger, not a baseline', ({ lines }) => {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  expect(() => unpackFiles(bytes)).toThrow(expect.objectContaining({ code: 'STORE_UNUSABLE' }));
});
