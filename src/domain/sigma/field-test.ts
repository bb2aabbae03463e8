import { foldCase } from './fold-case.ts';
import { compileGlob } from './glob.ts';
import { parseNetwork } from './ip-network.ts';
import type { Comparison, ItemReading } from './modifiers.ts';
import { type RegexEngine, regexSize } from './regex-engine.ts';
import { referenceTest } from './reference-test.ts';
import type { RuleNotes } from './rule-refusal.ts';
import type { FieldReading, SigmaEvent } from './sigma-event.ts';
import type { SigmaScalar } from './sigma-rule.ts';
import { spellingsOf } from './value-spellings.ts';
import { containing, mapTexts, parsePattern, plainText, type ValuePattern } from './value-pattern.ts';

export type FieldTest = (field: FieldReading, event: SigmaEvent) => boolean;

export interface TestContext {
  readonly notes: RuleNotes;
  readonly regexEngine: RegexEngine;
}

/** What one value of an item asks of a field. A value that does not suit its modifiers is refused. */
export function compileValue(value: SigmaScalar, reading: ItemReading, context: TestContext): FieldTest {
  if (!context.notes.mayCompile(1)) return () => false;
  const test = testOf(value, reading, context);
  if (test) return test;
  context.notes.refuse('value', `${reading.field ?? ''}: ${String(value)}`);
  return () => false;
}

/** Null for a value of the wrong type. */
function testOf(value: SigmaScalar, reading: ItemReading, { notes, regexEngine }: TestContext): FieldTest | null {
  const { comparing } = reading;
  switch (comparing.as) {
    case 'value':
      return valueTest(value, reading, notes);
    case 'text':
      return textTest(value, reading, comparing.steps, notes);
    case 'regular-expression':
      return typeof value === 'string' ? regexTest(value, comparing.flags, regexEngine, notes) : null;
    case 'other-field':
      return typeof value === 'string' ? referenceTest(value, comparing.position, reading.isCased, notes) : null;
    case 'number':
      return typeof value === 'number' ? numberTest(value, comparing.comparison) : null;
    case 'network': {
      const contains = typeof value === 'string' ? parseNetwork(value) : null;
      return contains && (({ values }) => values.some(({ text }) => contains(text)));
    }
    case 'existence':
      return typeof value === 'boolean' ? ({ exists }) => exists === value : null;
  }
}

function valueTest(value: SigmaScalar, reading: ItemReading, notes: RuleNotes): FieldTest | null {
  const { field } = reading;
  if (value === null) return field === null ? null : ({ values }) => values.length === 0;
  if (typeof value === 'string' || field === null) {
    const pattern = parsePattern(String(value));
    const plain = plainText(pattern);
    if (field !== null && plain !== null) notes.asksFor(field, plain);
    return patternTest(pattern, reading);
  }
  const written = String(value);
  notes.asksFor(field, written);
  return ({ values }) => values.some(({ raw, folded }) => raw === value || folded === written);
}

function textTest(value: SigmaScalar, reading: ItemReading, steps: Parameters<typeof spellingsOf>[1], notes: RuleNotes): FieldTest | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const spellings = spellingsOf(String(value), steps, notes);
  if (spellings && !notes.mayCompile(spellings.length - 1)) return () => false;
  const tests = spellings?.map((pattern) => patternTest(pattern, reading));
  return tests ? (field, event) => tests.some((test) => test(field, event)) : null;
}

/** A keyword stands anywhere in the event; the value of a field is all of it. */
function patternTest(pattern: ValuePattern, { field, isCased }: ItemReading): FieldTest {
  const placed = field === null ? containing(pattern) : pattern;
  const fits = compileGlob(isCased ? placed : mapTexts(placed, foldCase));
  return ({ values }) => values.some(({ text, folded }) => fits(isCased ? text : folded));
}

/** So many states of an expression take the memory of one pattern. */
const statesOfPattern = 20;

function regexTest(expression: string, flags: ReadonlySet<string>, engine: RegexEngine, notes: RuleNotes): FieldTest {
  const size = regexSize(expression);
  if (size !== null && !notes.mayCompile(Math.ceil(size / statesOfPattern))) return () => false;
  const finds =
    size === null ? null : engine(expression, { ignoreCase: flags.has('i'), multiline: flags.has('m'), dotAll: flags.has('s') });
  if (!finds) notes.refuse('regular-expression', expression);
  return ({ values }) => finds !== null && values.some(({ text }) => finds(text));
}

const compare: Readonly<Record<Comparison, (actual: number, wanted: number) => boolean>> = {
  lt: (actual, wanted) => actual < wanted,
  lte: (actual, wanted) => actual <= wanted,
  gt: (actual, wanted) => actual > wanted,
  gte: (actual, wanted) => actual >= wanted,
};

/** What is no number is neither more nor less than one. */
function numberTest(wanted: number, comparison: Comparison): FieldTest {
  return ({ values }) =>
    values.some(({ text }) => /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) && compare[comparison](Number(text), wanted));
}
