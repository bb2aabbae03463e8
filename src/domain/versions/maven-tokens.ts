import { isDigit } from './key-bytes.ts';

/** `sign`: how it compares with nothing at all. `rank`: of a word, 0 to 6 for the known ones, `ownWord` for the rest. */
export type MavenToken =
  | { readonly kind: 'number'; readonly text: string; readonly sign: -1 | 0 | 1 }
  | { readonly kind: 'word'; readonly text: string; readonly rank: number; readonly sign: -1 | 0 | 1 }
  /** A list begins within the list; no list ends before the version does. */
  | { readonly kind: 'list'; readonly sign: 0 };

const ranks = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const release = ranks.indexOf('');
export const ownWord = ranks.length;
const aliases: Readonly<Record<string, string>> = { ga: '', final: '', release: '', cr: 'rc' };
const beforeDigits: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };
const list = { kind: 'list', sign: 0 } as const satisfies MavenToken;

/** The items of Maven's ComparableVersion 3.8 to 3.9 as one row, without those that mean nothing before the end or before a list. */
export function mavenTokens(version: string): readonly MavenToken[] {
  const lists: MavenToken[][] = [[]];
  const add = (token: MavenToken): void => void lists.at(-1)?.push(token);
  const addWordBeside = (token: MavenToken): void => {
    if (lists.at(-1)?.length !== 0) lists.push([]);
    add(token);
  };
  let start = 0;
  for (let index = 0; index < version.length; index += 1) {
    const separator = version.charAt(index);
    const isSeparator = separator === '.' || separator === '-';
    if (isSeparator) {
      add(index === start ? number('0') : numberOrWord(version.slice(start, index)));
      start = index + 1;
      if (separator === '-') lists.push([]);
    } else if (index > start && isDigit(version.charCodeAt(index)) !== isDigit(version.charCodeAt(start))) {
      const text = version.slice(start, index);
      if (isDigit(version.charCodeAt(start))) add(number(text));
      else addWordBeside(word(beforeDigits[text] ?? text));
      lists.push([]);
      start = index;
    }
  }
  const rest = numberOrWord(version.slice(start));
  if (start < version.length) (rest.kind === 'word' ? addWordBeside : add)(rest);
  return joined(lists);
}

function joined(lists: MavenToken[][]): readonly MavenToken[] {
  for (const items of lists) while (items.at(-1)?.sign === 0) items.pop();
  while (lists.at(-1)?.length === 0) lists.pop();
  return lists.flatMap((items, depth) => (depth === 0 ? items : [list, ...items]));
}

const number = (text: string): MavenToken => ({ kind: 'number', text, sign: /^0*$/.test(text) ? 0 : 1 });

function word(text: string): MavenToken {
  const known = Object.hasOwn(aliases, text) ? (aliases[text] ?? text) : text;
  const rank = ranks.indexOf(known);
  return { kind: 'word', text: known, rank: rank < 0 ? ownWord : rank, sign: rank === release ? 0 : rank >= 0 && rank < release ? -1 : 1 };
}

const numberOrWord = (text: string): MavenToken => (isDigit(text.charCodeAt(0)) ? number(text) : word(text));
