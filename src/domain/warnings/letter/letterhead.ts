import { type DateMention, findDates } from './date-mentions.ts';
import type { FoldedText } from './folded-text.ts';
import type { LetterDoubt, Proposal } from './reading.ts';

/** Where number, place and date stand in a letter. */
const headLength = 1500;
// A second part with letters; a year in the middle tells a law, unless it stands as the number of the letter itself.
const number =
  /(?<![\d/])(\d{1,6}(?:[ ]{0,4}\/[ ]{0,4}(?:19|20)\d\d)?)[ ]{0,4}\/[ ]{0,4}(\p{L}[\p{L}\d&.]{0,20}(?:[ ]{0,2}-[ ]{0,2}\p{L}[\p{L}\d&.]{0,20}){0,4})/gu;
const beforeOwnNumber = /(?:^|\n)[ ]{0,40}so[ ]{0,4}:?[ ]{0,20}$/;
const blankNumber = /(?:^|\n)[ ]{0,40}so[ ]{0,4}:?[ ._]{1,60}\/[ ]{0,4}(\p{L}[\p{L}\d-]{1,40})/u;

/** Số, ký hiệu. One that stands as a letter's own number stands outweighs those that the letter refers to. */
export function readNumber(letter: FoldedText): readonly Proposal<string>[] {
  const found = [...letter.plain.matchAll(number)].filter(({ 2: mark = '' }) => mark.length >= 2 && !/^(?:kb|cve)\d*$/.test(mark));
  const own = found.filter(({ index }) => index < headLength && beforeOwnNumber.test(letter.plain.slice(Math.max(0, index - 80), index)));
  if (own.length === 0) {
    const empty = blankNumber.exec(letter.plain.slice(0, headLength));
    if (empty) return [proposal(letter, empty.index, empty.index + empty[0].length, '', ['left-blank'])];
  }
  const numbers = own.length > 0 ? own : found.filter(({ 1: first = '' }) => !first.includes('/'));
  const doubts: readonly LetterDoubt[] = own.length > 0 ? [] : ['place-unusual'];
  return distinct(
    numbers.map(({ 0: text, index }) =>
      proposal(
        letter,
        index,
        index + text.length,
        letter.marked
          .slice(index, index + text.length)
          .toUpperCase()
          .replaceAll(/\s/g, ''),
        doubts,
      ),
    ),
  );
}

/** Ends with the date itself. */
const besidePlace = /\p{L}[ ]{0,3},[ \n]{0,20}ngay[ \n]{1,20}[^,]{8,60}$/u;
const blankDay = /ngay[ .…_]{1,40}thang[ .…_]{1,10}(?:\d{1,2}[ .…_]{1,20})?nam/;

/** The date beside the place ("Hà Nội, ngày …"), else all dates above the address. */
export function readIssuedOn(letter: FoldedText): readonly Proposal<string | null>[] {
  const dates = findDates(letter, null).filter(({ start, isYearMissing }) => start < headLength && !isYearMissing);
  const beside = dates.filter(({ start, end }) => besidePlace.test(letter.plain.slice(Math.max(0, start - 30), end)));
  if (beside.length > 0) return distinct(beside.slice(0, 1).map((date) => dated(letter, date, [])));
  const empty = blankDay.exec(letter.plain.slice(0, headLength));
  if (empty) return [proposal(letter, empty.index, empty.index + empty[0].length, null, ['left-blank'])];
  const address = letter.plain.indexOf('kinh gui');
  return distinct(dates.filter(({ start }) => address < 0 || start < address).map((date) => dated(letter, date, ['place-unusual'])));
}

/** Trích yếu: what follows "V/v" up to an empty line, the address or another part of the head. */
export function readTitle(letter: FoldedText): readonly Proposal<string>[] {
  const place = titlePlace(letter);
  return place ? [proposal(letter, place.start, place.end, letter.wordsOf(place.start, place.end), [])] : [];
}

/** Where the subject stands, in folded offsets; null where none is told apart. */
export function titlePlace(letter: FoldedText): { readonly start: number; readonly end: number } | null {
  const found =
    /(?:^|\n)[ ]{0,40}v\/v[ :]{0,4}((?:(?!\n[ ]*\n|kinh gui|cong hoa|doc lap)[^]){1,400}?)(?=\n[ ]*\n|\n[^\n]{0,60}(?:kinh gui|cong hoa|doc lap|, ngay)|$)/.exec(
      letter.plain.slice(0, headLength),
    );
  const words = found?.[1];
  if (!found || words === undefined || words.trim() === '') return null;
  const start = found.index + found[0].lastIndexOf(words);
  return { start, end: start + words.length };
}

export const dated = (
  letter: FoldedText,
  { start, end, date, isYearMissing, isYearShort }: DateMention,
  doubts: readonly LetterDoubt[],
): Proposal<string | null> =>
  proposal(letter, start, end, date, [
    ...doubts,
    ...(isYearMissing ? (['year-missing'] as const) : []),
    ...(isYearShort ? (['year-short'] as const) : []),
    ...(date === null && !isYearMissing ? (['no-such-day'] as const) : []),
  ]);

export function proposal<Value>(
  letter: FoldedText,
  start: number,
  end: number,
  value: Value,
  doubts: readonly LetterDoubt[],
): Proposal<Value> {
  return { value, text: letter.wordsOf(start, end), span: letter.spanOf(start, end), doubts };
}

/** Each value once; several values are each in doubt. */
export function distinct<Value>(proposals: readonly Proposal<Value>[]): readonly Proposal<Value>[] {
  const first = [...new Map(proposals.toReversed().map((one) => [one.value, one])).values()].toReversed();
  return first.length < 2 ? first : first.map((one) => ({ ...one, doubts: [...one.doubts, 'several' as const] }));
}
