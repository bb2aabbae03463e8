import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '../../../src/base/write-csv.ts';

test.for([
  ['=1+1', "'=1+1"],
  ['+84 237', "'+84 237"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1', "' =1"],
  ['\t=1', '"\'\t=1"'],
  ['＝1', "'＝1"],
  ['Trạm Y tế B', 'Trạm Y tế B'],
  ['a "b", c', '"a ""b"", c"'],
] as const)('%j is written as %j', ([text, written]) => expect(csvLine([text])).toBe(`${written}\r\n`));

test('numbers stay numbers, and nothing stays empty', () => expect(csvLine([-3, 0, null])).toBe('-3,0,\r\n'));

test('what is written is read back, but for the apostrophe before a formula', () =>
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      (rows) => {
        const width = rows[0]?.length ?? 0;
        const even = rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
        const read: unknown = parse(even.map(csvLine).join(''), { record_delimiter: '\r\n' });
        expect(read).toEqual(even.map((row) => row.map((cell) => (/^\s*[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? `'${cell}` : cell))));
      },
    ),
  ));
