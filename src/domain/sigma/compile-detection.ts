import { allOf, anyOf, compileCondition, type EventTest, never } from './condition.ts';
import { compileValue, type TestContext } from './field-test.ts';
import { readItemKey } from './modifiers.ts';
import type { RegexEngine } from './regex-engine.ts';
import type { RefusalCode, RuleNotes, RuleRefusal } from './rule-refusal.ts';
import type { SigmaEvent } from './sigma-event.ts';
import type { DetectionItem, Search, SearchAlternative, SigmaRule, SigmaScalar } from './sigma-rule.ts';
import { parsePattern, plainText } from './value-pattern.ts';

/** What a rule looks for, ready to be asked. */
export interface Detection {
  matches(event: SigmaEvent): boolean;
  /** It holds for no event whose number it does not name. */
  readonly namesEvent: boolean;
  /** Fields that any search in a condition looks at. */
  readonly fields: ReadonlySet<string>;
  /** Values that a field is to have as a whole, as texts. */
  readonly wholeValues: ReadonlyMap<string, ReadonlySet<string>>;
  readonly hasKeywords: boolean;
  /** How many patterns its values became. */
  readonly patterns: number;
}

const mostPatterns = 5000;
/** Then the rest of the rule is not looked at any more. */
const mostRefusals = 20;

export type Compiled<Value> =
  | { readonly status: 'accepted'; readonly value: Value }
  | { readonly status: 'refused'; readonly refusals: readonly RuleRefusal[] };

/** Compiles the searches that the conditions name, and these; or tells everything in them that cannot be honoured. */
export function compileDetection(
  { searches, conditions }: Pick<SigmaRule, 'searches' | 'conditions'>,
  regexEngine: RegexEngine,
): Compiled<Detection> {
  const refusals: RuleRefusal[] = [];
  const fields = new Set<string>();
  const wholeValues = new Map<string, Set<string>>();
  let hasKeywords = false;
  let patterns = 0;
  const notes: RuleNotes = {
    refuse: (code: RefusalCode, subject: string) => void refusals.push({ code, subject: subject.slice(0, 200) }),
    looksAt: (field) => void fields.add(field),
    asksFor: (field, value) => void wholeValues.set(field, (wholeValues.get(field) ?? new Set()).add(value)),
    mayCompile: (more) => {
      patterns += more;
      return patterns <= mostPatterns && refusals.length < mostRefusals;
    },
    searchesEverything: () => {
      hasKeywords = true;
    },
  };
  const compiled = new Map<string, EventTest>();
  const search = (name: string): EventTest => {
    const test = compiled.get(name) ?? compileSearch(searches.get(name) ?? [], { notes, regexEngine });
    compiled.set(name, test);
    return test;
  };
  const { holds, namesEvent } = anyOf(
    conditions.map((condition) => compileCondition(condition, { notes, names: [...searches.keys()], search })),
  );
  if (patterns > mostPatterns) refusals.push({ code: 'too-large', subject: `${mostPatterns} patterns` });
  return refusals.length > 0
    ? { status: 'refused', refusals }
    : { status: 'accepted', value: { matches: holds, namesEvent, fields, wholeValues, hasKeywords, patterns } };
}

const compileSearch = (search: Search, context: TestContext): EventTest =>
  anyOf(search.map((alternative) => compileAlternative(alternative, context)));

function compileAlternative(alternative: SearchAlternative, context: TestContext): EventTest {
  if ('keyword' in alternative) return compileItem({ key: '', values: [alternative.keyword] }, context);
  return allOf(alternative.items.map((item) => compileItem(item, context)));
}

function compileItem({ key, values }: DetectionItem, context: TestContext): EventTest {
  const reading = readItemKey(key, context.notes);
  if (!reading) return never;
  const { field, comparing, needsAll, isNegated } = reading;
  if (field === null) context.notes.searchesEverything();
  else context.notes.looksAt(field);
  const tests = values.map((value) => compileValue(value, reading, context));
  const holds = (event: SigmaEvent): boolean => {
    const found = field === null ? event.everything() : event.field(field);
    const isFound = needsAll ? tests.every((test) => test(found, event)) : tests.some((test) => test(found, event));
    return isFound !== isNegated;
  };
  return { holds, namesEvent: field === 'EventID' && comparing.as === 'value' && !isNegated && values.every(isPlain) };
}

/** A number, or a text without wildcards. */
const isPlain = (value: SigmaScalar): boolean =>
  typeof value === 'number' || (typeof value === 'string' && plainText(parsePattern(value)) !== null);
