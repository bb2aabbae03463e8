import { type DateMention, findDates } from './date-mentions.ts';
import type { FoldedText } from './folded-text.ts';
import { dated, distinct, proposal } from './letterhead.ts';
import type { LetterDoubt, Proposal } from './reading.ts';

// What may stand between such words and the date: the hour, in whatever way it is written.
const filler =
  "(?:[ \\n:,'\u2019\u2032-]|vao|la|den|het|ngay|xu ly|bao cao|hoan thanh|thuc hien|khac phuc|gio|h|\\d{1,2}[ ]?(?:h|gio|:|g)[ ]?(?:\\d{2})?(?:[ ]?phut)?){0,14}$";
const cue = new RegExp(
  `(?:truoc|cham nhat|muon nhat|thoi han|han chot|han cuoi|han bao cao|(?<![a-z])han|den het|khong muon hon|khong qua|thoi gian)${filler}`,
);
/** "trong ngày …" is a deadline of what is to be done, and of little else. */
const withinDay = /(?:hoan thanh|xong|bao cao|xu ly|khac phuc|gui)[^.\n]{0,40}trong[ \n]{1,5}(?:ngay[ \n]{1,5})?$/;
const aboutVersions = /(?:phien ban|phat hanh|cong bo|ban cap nhat|san pham)[^.\n]{0,60}$/;
const aboutWork = /(?:bao cao|hoan thanh|khac phuc|ra soat|xu ly)/;
/** What joins two days of which either may be the deadline, or of which one begins and one ends it. */
const joined = new RegExp(`^[ \\n]{0,5}(?:[,;/-]|hoac|hay|va|den)${filler}`);
const relative =
  /(?:trong(?:[ \n](?:vong|thoi han))?|cham nhat(?:[ \n]la)?|muon nhat|khong qua)[ \n]\d{1,3}[ \n]{0,3}(?:ngay|gio|tieng|tuan)(?![a-z])(?![ \n]qua(?![a-z]))(?![ \n,]{0,3}(?:\d{2}[ ]phut[ \n,]{0,3})?(?:ngay)?[ \n]?\d)(?:[ \n]lam[ \n]viec)?/g;
const wholeMonth =
  /(?:hoan thanh|xong|bao cao|xu ly|khac phuc|thoi han|(?<![a-z])han)[^.\n]{0,60}?((?:trong|truoc|het|cuoi)[ \n]thang[ \n]\d{1,2}(?:[ ]?\/[ ]?|[ \n]nam[ \n])\d{4})(?!\d)/g;

/** Dates that words such as "trước ngày" or "hạn" lead to, with those joined to them; deadlines in days or months are told and not reckoned. */
export function readDeadline(letter: FoldedText, issuedOn: string | null): readonly Proposal<string | null>[] {
  const year = issuedOn === null ? null : Number(issuedOn.slice(0, 4));
  const dates: Proposal<string | null>[] = [];
  let last: { readonly date: DateMention; readonly doubts: readonly LetterDoubt[] } | null = null;
  for (const date of findDates(letter, year)) {
    const doubts: readonly LetterDoubt[] | null =
      doubtsOf(letter, date) ?? (last && isJoined(letter, last.date, date) ? last.doubts : null);
    if (!doubts) continue;
    last = { date, doubts };
    dates.push(dated(letter, date, doubts));
  }
  const untold = [...findAll(letter, relative, 'relative'), ...findAll(letter, wholeMonth, 'day-missing')];
  return [...distinct(dates), ...untold.slice(0, 5)];
}

/** Null where nothing before the date makes it a deadline. */
function doubtsOf({ plain }: FoldedText, { start }: DateMention): readonly LetterDoubt[] | null {
  const before = plain.slice(Math.max(0, start - 60), start);
  if (withinDay.test(before)) return [];
  const led = cue.exec(before);
  if (!led) return null;
  const lead = before.slice(0, led.index);
  return aboutVersions.test(lead) && !aboutWork.test(lead) ? ['may-be-about-versions'] : [];
}

const isJoined = ({ plain }: FoldedText, last: DateMention, { start }: DateMention): boolean =>
  start - last.end < 40 && joined.test(plain.slice(last.end, start));

const findAll = (letter: FoldedText, pattern: RegExp, doubt: LetterDoubt): Proposal<null>[] =>
  [...letter.plain.matchAll(pattern)].map((found) => {
    const words = found[1] ?? found[0];
    const start = found.index + found[0].length - words.length;
    return proposal(letter, start, start + words.length, null, [doubt]);
  });
