import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldCase } from '../../../../src/domain/sigma/fold-case.ts';
import { compileGlob } from '../../../../src/domain/sigma/glob.ts';
import { parsePattern, plainText } from '../../../../src/domain/sigma/value-pattern.ts';
import { select } from '../../../support/sigma.ts';

const shown = (value: string): string =>
  parsePattern(value)
    .map((part) => (typeof part === 'string' ? `[${part}]` : { many: '*', one: '?', dash: '-' }[part.wildcard]))
    .join('');

// The table of the rules specification 2.0.0, "Escaping".
test.for([
  ['C:\\Windows', '[C:\\Windows]'],
  ['C:\\\\Windows', '[C:\\Windows]'],
  ['a\\*b', '[a*b]'],
  ['a\\?b', '[a?b]'],
  ['a\\\\*', '[a\\]*'],
  ['a\\\\?', '[a\\]?'],
  ['a\\\\\\*', '[a\\*]'],
  ['a\\\\\\b', '[a\\\\b]'],
  ['a\\\\\\\\b', '[a\\\\b]'],
  ['ends\\', '[ends\\]'],
  ['\\\\\\\\*', '[\\\\]*'],
  ['**a**', '*[a]*'],
  ['', ''],
] as const)('%s is read as %s', ([value, expected]) => expect(shown(value)).toBe(expected));

const escaped = (text: string): string => text.replaceAll(/[\\*?]/g, '\\$&');
const nasty = fc
  .array(fc.constantFrom('\\', '*', '?', 'a', 'B', 'ế', '😀', '-', '%', '\n', ' '), { maxLength: 12 })
  .map((parts) => parts.join(''));

test('a text that is escaped stands for itself alone', () =>
  fc.assert(
    fc.property(nasty, nasty, (text, other) => {
      expect(plainText(parsePattern(escaped(text)))).toBe(text);
      const rule = select({ 'F|cased': escaped(text) });
      expect(rule.matches({ F: text })).toBe(true);
      expect(rule.matches({ F: other })).toBe(text === other);
    }),
    { numRuns: 2000 },
  ));

/** As slow as it is plain: tries every way to share a text out. */
function fits(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*') return text.some((_, at) => fits(rest, text.slice(at))) || fits(rest, []);
  return text.length > 0 && (first === '?' || first === text[0]) && fits(rest, text.slice(1));
}

const few = fc.array(fc.constantFrom('a', 'b', '😀'), { maxLength: 8 });

test('wildcards match as trying everything does', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', '😀', '*', '?'), { maxLength: 8 }), few, (pattern, text) => {
      expect(compileGlob(parsePattern(pattern.join('')))(text.join(''))).toBe(fits(pattern, text));
    }),
    { numRuns: 5000 },
  ));

test('contains, startswith and endswith are those of plain texts, without case', () =>
  fc.assert(
    fc.property(nasty, nasty, nasty, (part, before, after) => {
      for (const text of [`${before}${part}${after}`, before, `${part}${after}`, `${before}${part}`]) {
        const is = (modifier: string): boolean => select({ [`F|${modifier}`]: escaped(part) }).matches({ F: text });
        expect(is('contains')).toBe(foldCase(text).includes(foldCase(part)));
        expect(is('startswith')).toBe(foldCase(text).startsWith(foldCase(part)));
        expect(is('endswith')).toBe(foldCase(text).endsWith(foldCase(part)));
        expect(is('contains|cased')).toBe(text.includes(part));
      }
    }),
    { numRuns: 1000 },
  ));

test('`all` is every value, none is any, `neq` is neither', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'ab'), { minLength: 1, maxLength: 4 }), few, (values, text) => {
      const found = new Set(values.map((value) => text.join('').includes(value)));
      const is = (key: string): boolean => select({ [key]: values }).matches({ F: text.join('') });
      expect(is('F|contains')).toBe(found.has(true));
      expect(is('F|contains|all')).toBe(!found.has(false));
      expect(is('F|contains|neq')).toBe(!found.has(true));
    }),
  ));

test('case is told apart by nothing but `cased`, and folding keeps the number of characters', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
      expect(Array.from(foldCase(text))).toHaveLength(Array.from(text).length);
      expect(foldCase(foldCase(text))).toBe(foldCase(text));
      expect(select({ F: escaped(text) }).matches({ F: foldCase(text) })).toBe(true);
    }),
    { numRuns: 2000 },
  ));

test('whatever stands around a text, its base64 is found by base64offset', () =>
  fc.assert(
    fc.property(fc.string({ minLength: 3 }), fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (text, before, after) => {
      const stream = Buffer.concat([before, Buffer.from(text), after]).toString('base64');
      expect(select({ 'F|base64offset|contains': escaped(text) }).matches({ F: stream })).toBe(true);
      const wide = Buffer.concat([before, Buffer.from(text, 'utf16le'), after]).toString('base64');
      expect(select({ 'F|wide|base64offset|contains': escaped(text) }).matches({ F: wide })).toBe(true);
    }),
    { numRuns: 1000 },
  ));

test('a pattern made to backtrack takes no longer', () => {
  const rule = select({ 'F|contains': Array.from({ length: 60 }, () => 'a?').join('*') });
  const started = performance.now();
  expect(rule.matches({ F: `${'a'.repeat(100_000)}b` })).toBe(true);
  expect(select({ F: `${'*a?'.repeat(400)}*c` }).matches({ F: 'ab'.repeat(2000) })).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
