import { compileGlob } from './glob.ts';
import type { RuleNotes } from './rule-refusal.ts';
import type { SigmaEvent } from './sigma-event.ts';
import { joined, many } from './value-pattern.ts';

export interface EventTest {
  holds(event: SigmaEvent): boolean;
  /** It never holds for an event whose number (EventID) the rule does not name. */
  readonly namesEvent: boolean;
}

export interface ConditionContext {
  readonly notes: RuleNotes;
  /** Names of all searches of the rule. */
  readonly names: readonly string[];
  search(name: string): EventTest;
}

const longest = 8192;
const deepest = 64;
export const never: EventTest = { holds: () => false, namesEvent: true };

/**
 * A condition (rules specification 2.0.0, "Condition"): `or` binds least, then `and`, `not`, `1 of` and `all of`, brackets. What is
 * none is refused.
 */
export function compileCondition(text: string, context: ConditionContext): EventTest {
  if (text.includes('|')) return refused(context, 'aggregation', text);
  if (text.length > longest) return refused(context, 'condition', `${text.slice(0, 60)}…`);
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  const reader: TokenReader = { tokens, at: 0, text };
  const test = readOr(reader, context, 0);
  if (reader.at < tokens.length) return refused(context, 'condition', text);
  return test;
}

interface TokenReader {
  readonly tokens: readonly string[];
  at: number;
  readonly text: string;
}

function refused({ notes }: ConditionContext, code: 'aggregation' | 'condition' | 'search-missing', subject: string): EventTest {
  notes.refuse(code, subject);
  return never;
}

function readOr(reader: TokenReader, context: ConditionContext, depth: number): EventTest {
  const tests = [readAnd(reader, context, depth)];
  while (takes(reader, 'or')) tests.push(readAnd(reader, context, depth));
  return anyOf(tests);
}

function readAnd(reader: TokenReader, context: ConditionContext, depth: number): EventTest {
  const tests = [readNot(reader, context, depth)];
  while (takes(reader, 'and')) tests.push(readNot(reader, context, depth));
  return allOf(tests);
}

function readNot(reader: TokenReader, context: ConditionContext, depth: number): EventTest {
  if (depth > deepest) {
    reader.at = reader.tokens.length;
    return refused(context, 'condition', reader.text);
  }
  if (!takes(reader, 'not')) return readOperand(reader, context, depth);
  const test = readNot(reader, context, depth + 1);
  return { holds: (event) => !test.holds(event), namesEvent: false };
}

function readOperand(reader: TokenReader, context: ConditionContext, depth: number): EventTest {
  if (takes(reader, '(')) {
    const test = readOr(reader, context, depth + 1);
    return takes(reader, ')') ? test : refused(context, 'condition', reader.text);
  }
  const name = reader.tokens[reader.at];
  if (reader.tokens[reader.at + 1] === 'of') return readSelector(reader, context);
  if (name === undefined || /^(and|or|not|\))$/.test(name)) return refused(context, 'condition', reader.text);
  reader.at += 1;
  return context.names.includes(name) ? context.search(name) : refused(context, 'search-missing', name);
}

/** Searches whose name begins with an underscore are never meant. */
function readSelector(reader: TokenReader, context: ConditionContext): EventTest {
  const [quantifier, , pattern] = reader.tokens.slice(reader.at, reader.at + 3);
  reader.at += 3;
  if ((quantifier !== '1' && quantifier !== 'all') || pattern === undefined || /^[()]$/.test(pattern))
    return refused(context, 'condition', reader.text);
  const isMeant =
    pattern === 'them'
      ? () => true
      : compileGlob(joined(pattern.split('*').flatMap((part, index) => (index === 0 ? [part] : [many, part]))));
  const meant = context.names.filter((name) => !name.startsWith('_') && isMeant(name));
  if (meant.length === 0) return refused(context, 'search-missing', pattern);
  const tests = meant.map((name) => context.search(name));
  return quantifier === '1' ? anyOf(tests) : allOf(tests);
}

function takes(reader: TokenReader, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false;
  reader.at += 1;
  return true;
}

export const anyOf = (tests: readonly EventTest[]): EventTest => ({
  holds: (event) => tests.some((test) => test.holds(event)),
  namesEvent: tests.every(({ namesEvent }) => namesEvent),
});
export const allOf = (tests: readonly EventTest[]): EventTest => ({
  holds: (event) => tests.every((test) => test.holds(event)),
  namesEvent: tests.some(({ namesEvent }) => namesEvent),
});
