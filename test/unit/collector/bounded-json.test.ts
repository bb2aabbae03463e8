import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBoundedJson } from '../../../src/collector/ingest/bounded-json.ts';

const parse = (text: string) => parseBoundedJson(Buffer.from(text)).json;
const invalid = expect.objectContaining({ code: 'REQUEST_INVALID' });

test('what JSON.parse reads within the bounds, this reads alike', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 20 }), (text) => {
      expect(parse(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('brackets, commas and quotes within strings do not count', () => {
  const text = JSON.stringify({ key: '[{'.repeat(100_000) + ',"'.repeat(200_000), '\\': '\\"' });
  expect(parse(text)).toEqual(JSON.parse(text));
});

test.for([
  { name: '33 levels', text: '['.repeat(33) + ']'.repeat(33) },
  { name: 'a level for every byte, unclosed', text: '[{'.repeat(1_000_000) },
  { name: 'half a million values', text: `[${'0,'.repeat(500_000)}0]` },
  { name: 'half a million empty objects', text: `[${'{},'.repeat(500_000)}{}]` },
  { name: 'an unclosed string', text: '"abc' },
  { name: 'an escape at the very end', text: '"abc\\' },
  { name: 'a byte order mark', text: '\uFEFF{}' },
  { name: 'nothing', text: '' },
])('$name is refused', ({ text }) => {
  expect(() => parse(text)).toThrow(invalid);
});

test('32 levels pass', () => {
  expect(parse('['.repeat(32) + ']'.repeat(32))).toHaveLength(1);
});

test('bytes that are not UTF-8 are refused rather than repaired: the text is what was signed', () => {
  expect(() => parseBoundedJson(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toThrow(invalid);
});
