import { dashes, type ValuePattern } from './value-pattern.ts';

/** What stands between two `*`: of one length, wherever it is looked for. */
interface Segment<Text> {
  readonly length: number;
  startsAt(text: Text, at: number): boolean;
  /** Where it first starts at or after `from`, -1 for nowhere. */
  find(text: Text, from: number): number;
}

/** Whether a whole text is of a pattern; the time is at worst the length of the text times that of the pattern. */
export function compileGlob(pattern: ValuePattern): (text: string) => boolean {
  const runs = betweenMany(pattern);
  if (runs.every((run) => run.every((part) => typeof part === 'string'))) {
    const segments = runs.map((run) => textSegment(run.join('')));
    return (text) => fits(text, segments);
  }
  const segments = runs.map((run) => characterSegment(run.flatMap(charactersOf)));
  return (text) => fits(Array.from(text), segments);
}

function betweenMany(pattern: ValuePattern): ValuePattern[] {
  const runs: ValuePattern[number][][] = [[]];
  for (const part of pattern) {
    if (typeof part === 'object' && part.wildcard === 'many') runs.push([]);
    else runs.at(-1)?.push(part);
  }
  return runs;
}

function fits<Text extends { readonly length: number }>(text: Text, segments: readonly Segment<Text>[]): boolean {
  const [first, ...others] = segments;
  const last = others.pop();
  if (!first?.startsAt(text, 0)) return false;
  if (!last) return first.length === text.length;
  let at = first.length;
  for (const segment of others) {
    const found = segment.find(text, at);
    if (found === -1) return false;
    at = found + segment.length;
  }
  return text.length - last.length >= at && last.startsAt(text, text.length - last.length);
}

const textSegment = (wanted: string): Segment<string> => ({
  length: wanted.length,
  startsAt: (text, at) => text.startsWith(wanted, at),
  find: (text, from) => text.indexOf(wanted, from),
});

type IsCharacter = (character: string | undefined) => boolean;

function characterSegment(wanted: readonly IsCharacter[]): Segment<readonly string[]> {
  const startsAt = (text: readonly string[], at: number): boolean => wanted.every((is, index) => is(text[at + index]));
  const find = (text: readonly string[], from: number): number => {
    for (let at = from; at + wanted.length <= text.length; at += 1) if (startsAt(text, at)) return at;
    return -1;
  };
  return { length: wanted.length, startsAt, find };
}

const anyDash: ReadonlySet<string | undefined> = new Set(dashes);

/** A character is a code point: `?` stands for one of these. */
function charactersOf(part: ValuePattern[number]): IsCharacter[] {
  if (typeof part === 'string') return Array.from(part, (wanted) => (character: string | undefined) => character === wanted);
  return [part.wildcard === 'dash' ? (character) => anyDash.has(character) : (character) => character !== undefined];
}
