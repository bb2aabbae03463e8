import { type Encode, encodings } from './encodings.ts';
import type { RuleNotes } from './rule-refusal.ts';
import { containing, endingWith, startingWith, withAnyDash } from './value-pattern.ts';

/** Where a value has to stand in a field. */
export const positions = { contains: containing, startswith: startingWith, endswith: endingWith } as const;
type Position = keyof typeof positions;

const comparisons = ['lt', 'lte', 'gt', 'gte'] as const;
export type Comparison = (typeof comparisons)[number];

/** How the values of one item are compared, by the modifiers behind its field (modifiers appendix 2.1.0). */
export type Comparing =
  | { readonly as: 'value' }
  | { readonly as: 'text'; readonly steps: readonly TextStep[] }
  | { readonly as: 'regular-expression'; readonly flags: ReadonlySet<string> }
  | { readonly as: 'other-field'; readonly position: Position | null }
  | { readonly as: 'number'; readonly comparison: Comparison }
  | { readonly as: 'network' }
  | { readonly as: 'existence' };

/** `expand`, or what makes other texts of a text. Steps are taken in the order in which the modifiers are written. */
export type TextStep = 'expand' | Encode;

export interface ItemReading {
  /** Null for the whole event. */
  readonly field: string | null;
  readonly comparing: Comparing;
  readonly isCased: boolean;
  readonly needsAll: boolean;
  readonly isNegated: boolean;
}

/** Null, and refused, for modifiers that are unknown or do not go together. */
export function readItemKey(key: string, notes: RuleNotes): ItemReading | null {
  const [name = '', ...modifiers] = key.split('|');
  const unknown = modifiers.find((modifier) => !isKnown(modifier));
  if (unknown !== undefined) {
    notes.refuse('modifier-unknown', unknown);
    return null;
  }
  const field = name === '' ? null : name;
  const has = (modifier: string): boolean => modifiers.includes(modifier);
  const comparing = modifiers.length > mostModifiers ? null : readComparing(modifiers.filter((modifier) => !isOneOf(general, modifier)));
  if (!comparing || (has('cased') && !isOfText(comparing)) || (field === null && !suitsWholeEvent(comparing, modifiers))) {
    notes.refuse('modifier-combination', key);
    return null;
  }
  return { field, comparing, isCased: has('cased'), needsAll: has('all'), isNegated: has('neq') };
}

const mostModifiers = 8;
const general = ['all', 'neq', 'cased'] as const;
const regexFlags = ['i', 'm', 's'] as const;

function readComparing([first, ...rest]: readonly string[]): Comparing | null {
  if (first === undefined) return { as: 'value' };
  if (first === 're') return rest.every((flag) => isOneOf(regexFlags, flag)) ? { as: 'regular-expression', flags: new Set(rest) } : null;
  if (first === 'fieldref') {
    const [position = null, ...more] = rest;
    return more.length === 0 && (position === null || isPosition(position)) ? { as: 'other-field', position } : null;
  }
  const alone = readLone(first);
  if (alone) return rest.length === 0 ? alone : null;
  const steps = [first, ...rest].map(textStep);
  return steps.includes(null) ? null : { as: 'text', steps: steps.filter((step) => step !== null) };
}

/** Modifiers that stand for themselves. */
function readLone(modifier: string): Comparing | null {
  if (modifier === 'cidr') return { as: 'network' };
  if (modifier === 'exists') return { as: 'existence' };
  return isOneOf(comparisons, modifier) ? { as: 'number', comparison: modifier } : null;
}

function textStep(modifier: string): TextStep | null {
  if (modifier === 'expand') return modifier;
  if (modifier === 'windash') return ({ pattern, isBytes }) => [{ pattern: withAnyDash(pattern), isBytes }];
  if (isPosition(modifier)) return ({ pattern, isBytes }) => [{ pattern: positions[modifier](pattern), isBytes }];
  return isEncoding(modifier) ? encodings[modifier] : null;
}

const isOfText = ({ as }: Comparing): boolean => as === 'value' || as === 'text' || as === 'other-field';

/** Of the whole event one can say what it contains, not where that stands, nor what number it is. */
function suitsWholeEvent({ as }: Comparing, modifiers: readonly string[]): boolean {
  if (modifiers.includes('startswith') || modifiers.includes('endswith')) return false;
  return as === 'value' || as === 'text' || as === 'regular-expression';
}

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name => names.some((known) => known === name);
const isPosition = (name: string): name is Position => Object.hasOwn(positions, name);
const isEncoding = (name: string): name is keyof typeof encodings => Object.hasOwn(encodings, name);
const others = ['cidr', 'exists', 're', 'fieldref', 'expand', 'windash'] as const;
const isKnown = (name: string): boolean =>
  isPosition(name) ||
  isEncoding(name) ||
  [general, regexFlags, comparisons, others].some((names: readonly string[]) => names.includes(name));
