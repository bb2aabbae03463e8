import { calendarDate } from '../calendar-date.ts';
import type { FoldedText } from './folded-text.ts';

/** A date as it is written, in folded offsets. `date` is null where the calendar has no such day. */
export interface DateMention {
  readonly start: number;
  readonly end: number;
  readonly date: string | null;
  readonly isYearMissing: boolean;
  /** Two digits, taken as of this century. */
  readonly isYearShort: boolean;
}

const blank = '[ \\n]{1,20}';
const inWords = new RegExp(
  `(?:ngay${blank})?(?<!\\d)(\\d{1,2})${blank}thang${blank}(\\d{1,2})(?:(?:${blank}nam${blank}|[ ]{0,2}/[ ]{0,2})(\\d{4})(?!\\d))?`,
  'g',
);
const inFigures = /(?<![\d/.-])(\d{1,2})[ ]?([/.-])[ ]?(\d{1,2})(?:[ ]?\2[ ]?(\d{4}|\d\d(?!\d)))?(?![\d/-]|\.\d)/g;
const yearFirst = /(?<![\d/.-])(\d{4})-(\d{2})-(\d{2})(?![\d/-]|\.\d)/g;
/** Day and month alone, or with two digits of a year, are a date only where the words before call it one. */
const calledDate = /(?:ngay|truoc|han|hoac|hay|den|va)(?:[ \n:]{1,5}|[ ]{0,3},[ ]{0,3})$/;

/** Day before month, as Vietnam writes, or ISO 8601; `fallbackYear` stands in for one that is missing. */
export function findDates(letter: FoldedText, fallbackYear: number | null): readonly DateMention[] {
  const words = [...letter.plain.matchAll(inWords)].map((found) => mentionOf(found, found[1], found[2], found[3], fallbackYear));
  const figures = [...letter.plain.matchAll(inFigures)]
    .filter(
      (found) =>
        found[4]?.length === 4 || (found[2] === '/' && calledDate.test(letter.plain.slice(Math.max(0, found.index - 12), found.index))),
    )
    .map((found) => mentionOf(found, found[1], found[3], found[4], fallbackYear));
  const iso = [...letter.plain.matchAll(yearFirst)].map((found) => mentionOf(found, found[3], found[2], found[1], fallbackYear));
  return [...words, ...figures, ...iso].toSorted((a, b) => a.start - b.start);
}

function mentionOf(found: RegExpExecArray, day = '', month = '', year: string | undefined, fallbackYear: number | null): DateMention {
  const told = year === undefined ? fallbackYear : Number(year.length === 2 ? `20${year}` : year);
  return {
    start: found.index,
    end: found.index + found[0].length,
    date: told === null ? null : calendarDate(told, Number(month), Number(day)),
    isYearMissing: year === undefined,
    isYearShort: year?.length === 2,
  };
}
