import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detect, type Fields, select } from '../../../support/sigma.ts';

/** Searches that hold when the event has their letter. */
const searches = { a: { A: 1 }, b: { B: 1 }, c: { C: 1 }, sel_1: { A: 1 }, sel_2: { B: 1 }, _hidden: { C: 1 } };
const eventOf = (letters: string): Fields => Object.fromEntries(Array.from(letters, (letter) => [letter, 1]));
const holds = (condition: string | readonly string[], letters: string): boolean =>
  detect({ ...searches, condition }).matches(eventOf(letters));

test.for([
  ['a', 'A', true],
  ['a', 'B', false],
  ['a or b', 'B', true],
  ['a and b', 'B', false],
  ['not a', '', true],
  ['not not a', 'A', true],
  ['a or b and c', 'A', true],
  ['(a or b) and c', 'A', false],
  ['not a and b', 'B', true],
  ['not (a and b)', 'A', true],
  ['not a or b', 'AB', true],
  ['a and not 1 of sel_*', 'A', false],
  ['1 of sel_*', 'B', true],
  ['all of sel_*', 'B', false],
  ['all of sel_*', 'AB', true],
  ['1 of *_2', 'B', true],
  ['1 of s*_*', 'C', false],
  ['1 of sel_1', 'A', true],
  ['not 1 of sel_* and c', 'C', true],
  ['((((a))))', 'A', true],
  ['a\n  or b', 'B', true],
  ['1 of sel*', 'C', false],
] as const)('%s on %s is %s', ([condition, letters, expected]) => expect(holds(condition, letters)).toBe(expected));

test('searches that begin with an underscore are not among them', () => {
  const hidden = { a: { A: 1 }, _b: { B: 1 } };
  expect(detect({ ...hidden, condition: '1 of them' }).matches(eventOf('B'))).toBe(false);
  expect(detect({ ...hidden, condition: 'all of them' }).matches(eventOf('A'))).toBe(true);
  expect(detect({ ...hidden, condition: '_b' }).matches(eventOf('B'))).toBe(true);
});

test('a list of conditions is any of them', () => {
  expect(holds(['a', 'b'], 'B')).toBe(true);
  expect(holds(['a', 'b'], 'C')).toBe(false);
});

test.for([
  ['', 'condition'],
  ['a and', 'condition'],
  ['and a', 'condition'],
  ['a b', 'condition'],
  ['(a', 'condition'],
  ['a)', 'condition'],
  ['()', 'condition'],
  ['not', 'condition'],
  ['2 of sel_*', 'condition'],
  ['any of sel_*', 'condition'],
  ['1 of', 'condition'],
  ['1 of (a)', 'condition'],
  ['a AND b', 'condition'],
  ['nothing', 'search-missing'],
  ['1 of nothing*', 'search-missing'],
  ['1 of _hid*', 'search-missing'],
  ['a | count() by B > 5', 'aggregation'],
  ['a | near b', 'aggregation'],
  ['constructor', 'search-missing'],
] as const)('the condition "%s" is refused: %s', ([condition, code]) =>
  expect(detect({ ...searches, condition }).refusals.map((refusal) => refusal.code)).toContain(code),
);

test.for([
  { name: 'brackets within brackets', condition: `${'('.repeat(200)}a${')'.repeat(200)}` },
  { name: 'not after not', condition: `${'not '.repeat(200)}a` },
  { name: 'a condition without end', condition: Array.from({ length: 5000 }, () => 'a').join(' or ') },
])('$name: refused', ({ condition }) => expect(detect({ ...searches, condition }).refusals.map(({ code }) => code)).toContain('condition'));

test('a search that no condition names does not speak against a rule', () =>
  expect(detect({ a: { A: 1 }, broken: { 'B|nope': 1 }, condition: 'a' }).refusals).toEqual([]));

test.for([
  { name: 'a map is all of its fields', search: { A: 1, B: 1 }, event: { A: 1 }, matches: false },
  { name: 'a list of maps is any of them', search: [{ A: 1 }, { B: 1 }], event: { B: 1 }, matches: true },
  {
    name: 'one field twice with different modifiers',
    search: { 'A|startswith': 'x', 'A|endswith': 'z' },
    event: { A: 'xyz' },
    matches: true,
  },
  { name: 'keywords are any of them, anywhere', search: ['evil', 'svc -n'], event: { A: 'x', B: 'an EVIL thing' }, matches: true },
  { name: 'keywords take wildcards', search: ['ev*l thi?g'], event: { B: 'an evil thing' }, matches: true },
  { name: 'a number is a keyword', search: [4625], event: { B: 4625 }, matches: true },
  { name: 'all keywords', search: { '|all': ['evil', 'twin'] }, event: { A: 'evil', B: 'twin' }, matches: true },
  { name: 'not all keywords', search: { '|all': ['evil', 'twin'] }, event: { A: 'evil' }, matches: false },
  { name: 'a keyword as an expression', search: { '|re': '^ev.l$' }, event: { A: 'evil' }, matches: true },
  { name: 'keywords beside maps', search: ['evil', { A: 1 }], event: { A: 1 }, matches: true },
  { name: 'no keyword', search: ['evil'], event: { A: 'good' }, matches: false },
])('$name', ({ search, event, matches }) => expect(select(search).matches(event)).toBe(matches));

type Tree = { readonly text: string; holds(letters: ReadonlySet<string>): boolean };
const leaf = fc.constantFrom('a', 'b', 'c').map((name): Tree => ({ text: name, holds: (letters) => letters.has(name.toUpperCase()) }));
const selector = fc.tuple(fc.constantFrom('1', 'all'), fc.constantFrom('sel_*', 'sel*', 'sel_*')).map(
  ([quantifier, pattern]): Tree => ({
    text: `${quantifier} of ${pattern}`,
    holds: (letters) => (quantifier === '1' ? letters.has('A') || letters.has('B') : letters.has('A') && letters.has('B')),
  }),
);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    leaf,
    selector,
    tie('tree').map((one) => ({ text: `not (${one.text})`, holds: (letters: ReadonlySet<string>) => !one.holds(letters) })),
    fc.tuple(tie('tree'), tie('tree')).map(([x, y]) => ({
      text: `(${x.text}) and (${y.text})`,
      holds: (letters: ReadonlySet<string>) => x.holds(letters) && y.holds(letters),
    })),
    fc.tuple(tie('tree'), tie('tree')).map(([x, y]) => ({
      text: `((${x.text}) or (${y.text}))`,
      holds: (letters: ReadonlySet<string>) => x.holds(letters) || y.holds(letters),
    })),
  ),
}));
const letters = fc.constantFrom('', 'A', 'B', 'C', 'AB', 'AC', 'BC', 'ABC');

test('a condition holds as its formula does', () =>
  fc.assert(
    fc.property(tree, letters, (formula, present) => {
      expect(holds(formula.text, present)).toBe(formula.holds(new Set(present)));
    }),
    { numRuns: 1000 },
  ));

test('without brackets `not` binds before `and`, and `and` before `or`', () =>
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(fc.boolean(), fc.constantFrom('a', 'b', 'c')), { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 4,
      }),
      letters,
      (terms, present) => {
        const text = terms.map((term) => term.map(([isNot, name]) => `${isNot ? 'not ' : ''}${name}`).join(' and ')).join(' or ');
        const expected = terms.some((term) => term.every(([isNot, name]) => present.includes(name.toUpperCase()) !== isNot));
        expect(holds(text, present)).toBe(expected);
      },
    ),
    { numRuns: 1000 },
  ));

test('the laws of logic hold', () =>
  fc.assert(
    fc.property(tree, tree, letters, (x, y, present) => {
      const is = (text: string): boolean => holds(text, present);
      expect(is(`not (not (${x.text}))`)).toBe(is(x.text));
      expect(is(`not ((${x.text}) and (${y.text}))`)).toBe(is(`not (${x.text}) or not (${y.text})`));
      expect(is(`not ((${x.text}) or (${y.text}))`)).toBe(is(`not (${x.text}) and not (${y.text})`));
      expect(is(`(${x.text}) and (${y.text})`)).toBe(is(`(${y.text}) and (${x.text})`));
    }),
  ));
