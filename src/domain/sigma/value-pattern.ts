/** Stands for any text, for any one character, or for any one of the dashes that Windows programs take for `-`. */
export interface Wildcard {
  readonly wildcard: 'many' | 'one' | 'dash';
}
export const many: Wildcard = { wildcard: 'many' };
const one: Wildcard = { wildcard: 'one' };
const dash: Wildcard = { wildcard: 'dash' };

/** Plain text and wildcards, in order; no two texts side by side, no empty text. */
export type ValuePattern = readonly (string | Wildcard)[];

/** Characters that `windash` takes for each other (modifiers appendix 2.1.0). */
export const dashes = ['-', '/', '\u2013', '\u2014', '\u2015'] as const;

/**
 * A value with its wildcards. A backslash before `*`, `?` or a backslash takes its meaning from it, any other backslash is one
 * (rules specification 2.0.0, "Escaping").
 */
export function parsePattern(value: string): ValuePattern {
  const parts: (string | Wildcard)[] = [];
  for (const [token] of value.matchAll(/\\[*?\\]|[*?]|\\|[^*?\\]+/g)) {
    if (token === '*') parts.push(many);
    else if (token === '?') parts.push(one);
    else parts.push(token.length === 2 && /^\\[*?\\]$/.test(token) ? token.slice(1) : token);
  }
  return joined(parts);
}

/** The text of a pattern without wildcards, null for one with. */
export function plainText(pattern: ValuePattern): string | null {
  const [first = '', ...rest] = pattern;
  return typeof first === 'string' && rest.length === 0 ? first : null;
}

export const startingWith = (pattern: ValuePattern): ValuePattern => joined([...pattern, many]);
export const endingWith = (pattern: ValuePattern): ValuePattern => joined([many, ...pattern]);
export const containing = (pattern: ValuePattern): ValuePattern => joined([many, ...pattern, many]);

export const mapTexts = (pattern: ValuePattern, change: (text: string) => string): ValuePattern =>
  joined(pattern.map((part) => (typeof part === 'string' ? change(part) : part)));

/** Every dash stands for all of them. */
export function withAnyDash(pattern: ValuePattern): ValuePattern {
  return joined(
    pattern.flatMap((part) =>
      typeof part === 'string' ? Array.from(part.split(/([-/\u2013-\u2015])/), (text, index) => (index % 2 === 1 ? dash : text)) : [part],
    ),
  );
}

/** The patterns that one with `dash` stands for, or null for more than `most`. */
export function eachDash(pattern: ValuePattern, most: number): ValuePattern[] | null {
  let all: (string | Wildcard)[][] = [[]];
  for (const part of pattern) {
    const choices = typeof part === 'object' && part.wildcard === 'dash' ? dashes : [part];
    if (all.length * choices.length > most) return null;
    all = all.flatMap((start) => choices.map((choice) => [...start, choice]));
  }
  return all.map(joined);
}

/** Texts side by side become one. */
export function joined(parts: readonly (string | Wildcard)[]): ValuePattern {
  const result: (string | Wildcard)[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part;
    else if (part !== '' && !(isMany(part) && isMany(last))) result.push(part);
  }
  return result;
}

const isMany = (part: string | Wildcard | undefined): boolean => typeof part === 'object' && part.wildcard === 'many';
