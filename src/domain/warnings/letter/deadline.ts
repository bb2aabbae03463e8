import { findDates } from './date-mentions.ts';
import type { FoldedText } from './folded-text.ts';
import { dated, distinct, proposal } from './letterhead.ts';
import type { LetterDoubt, Proposal } from './reading.ts';

const cue =
  /(?:truoc|cham nhat|muon nhat|thoi han|han chot|han cuoi|han bao cao|(?<![a-z])han|den het|khong muon hon)(?:[ \n:,-]|vao|la|den|het|ngay|xu ly|bao cao|hoan thanh|gio|h|\d{1,2}[ ]?(?:h|gio|:)[ ]?(?:\d{2})?(?:[ ]?phut)?){0,12}$/;
const aboutVersions = /(?:phien ban|phat hanh|cong bo|ban cap nhat|san pham)[^.\n]{0,60}$/;
const relative = /trong[ \n](?:vong|thoi han)[ \n]\d{1,3}[ \n](?:ngay|gio|tieng)(?:[ \n]lam[ \n]viec)?/g;

/** Dates that words such as "trước ngày" or "hạn" lead to; deadlines in days are told and not reckoned. */
export function readDeadline(letter: FoldedText, issuedOn: string | null): readonly Proposal<string | null>[] {
  const year = issuedOn === null ? null : Number(issuedOn.slice(0, 4));
  const dates = findDates(letter, year).flatMap((date) => {
    const before = letter.plain.slice(Math.max(0, date.start - 60), date.start);
    const led = cue.exec(before);
    if (!led) return [];
    const isVersions =
      aboutVersions.test(before.slice(0, led.index)) && !/(?:bao cao|hoan thanh|khac phuc|ra soat|xu ly)/.test(before.slice(0, led.index));
    const doubts: readonly LetterDoubt[] = isVersions ? ['may-be-about-versions'] : [];
    return [dated(letter, date, doubts)];
  });
  const inDays = [...letter.plain.matchAll(relative)].map(({ 0: words, index }) =>
    proposal<string | null>(letter, index, index + words.length, null, ['relative']),
  );
  return [...distinct(dates), ...inDays.slice(0, 5)];
}
