import { expect, test } from 'vitest';
import { readDuration, readWholeNumber } from '../../../src/cli/commands/option-values.ts';

const usage = expect.objectContaining({ code: 'USAGE', exitCode: 2, message: expect.stringContaining('--opt') });

test.for([
  ['30s', 30_000],
  ['15m', 900_000],
  ['12h', 43_200_000],
  ['7d', 604_800_000],
  [' 3650d ', 315_360_000_000],
] as const)('"%s" is %d ms', ([text, ms]) => {
  expect(readDuration('--opt', text)).toBe(ms);
});

test.for(['', '7', 'd', '0s', '-1d', '1.5h', '7 d', '3651d', '99999999999d', '1w', '1d1h'])('"%s" is no duration', (text) => {
  expect(() => readDuration('--opt', text)).toThrow(usage);
});

test.for(['', ' ', '-1', '1.5', '0x10', '1e3', '65536', 'a', '99999999999999999999'])('"%s" is no port', (text) => {
  expect(() => readWholeNumber('--opt', text, { least: 0, most: 65_535 })).toThrow(usage);
});

test('the bounds themselves are within', () => {
  expect(['0', '65535'].map((text) => readWholeNumber('--opt', text, { least: 0, most: 65_535 }))).toEqual([0, 65_535]);
});
