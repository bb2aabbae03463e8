import type { FoldedText } from './folded-text.ts';
import { proposal } from './letterhead.ts';
import type { Effect, LetterDoubt, Proposal } from './reading.ts';

const effectWords: readonly (readonly [Effect, RegExp])[] = [
  ['code-execution', /thuc thi (?:ma|lenh)(?: doc)?(?: tu xa| tuy y)?|remote code execution/],
  ['privilege-escalation', /(?:nang cao|leo thang) (?:dac )?quyen/],
  ['security-bypass', /vuot qua (?:co che|tinh nang|xac thuc)[a-z ]{0,30}|bo qua (?:co che )?xac thuc/],
  ['spoofing', /(?:tan cong )?gia mao/],
  ['denial-of-service', /tu choi dich vu/],
  ['information-leak', /(?:lo lot|thu thap|danh cap|tiet lo) (?:du lieu|thong tin)/],
];

/** What an attacker can do, once for each kind. A line break counts as a blank. */
export function readEffects(letter: FoldedText): readonly Proposal<Effect>[] {
  const text = letter.plain.replaceAll('\n', ' ');
  return effectWords.flatMap(([effect, pattern]) => {
    const found = pattern.exec(text);
    return found ? [proposal(letter, found.index, found.index + found[0].trimEnd().length, effect, [])] : [];
  });
}

const exploited =
  /(?:dang|da|hien) (?:co the )?(?:bi |duoc )?(?:cac )?[a-z ]{0,40}?khai thac[a-z ]{0,40}?(?:trong|ngoai) thuc te|(?:dang|da) bi (?:[a-z ]{0,30})?khai thac|khai thac (?:trong|ngoai) thuc te|exploited in the wild/g;
const denied = /(?:chua|khong|chua ghi nhan|chua co)[a-z ]{0,40}$/;
const possible = /(?:co the|co nguy co|kha nang)[a-z ]{0,30}$/;

/** "đang bị khai thác trong thực tế", not where it is denied; where it only may be, that is told as a doubt. */
export function readExploited(letter: FoldedText): readonly (Proposal<true> & { readonly at: number })[] {
  const text = letter.plain.replaceAll('\n', ' ');
  return [...text.matchAll(exploited)].slice(0, 200).flatMap(({ 0: words, index }) => {
    const before = text.slice(Math.max(0, index - 60), index);
    if (denied.test(before) || /(?:chua|khong) (?:bi|duoc|co|ghi)/.test(words)) return [];
    const isOnlyPossible = possible.test(before) || words.includes('co the');
    const doubts: readonly LetterDoubt[] = isOnlyPossible ? ['only-possible'] : [];
    return [{ ...proposal(letter, index, index + words.trimEnd().length, true as const, doubts), at: index }];
  });
}
