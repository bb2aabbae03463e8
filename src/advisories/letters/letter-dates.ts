import { isCalendarDate } from '../calendar-date.ts';

export type DateReading =
  | { readonly status: 'read'; dayOf(text: string): string | null }
  | { readonly status: 'refused'; readonly reason: string };

const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const dashed = /^(\d{1,2})-(\d{1,2})-(\d{4})$/;

/**
 * How the dates of one file are read: YYYY-MM-DD, DD/MM/YYYY, D-M-YYYY; and M/D/YYYY where the file has a date that can be nothing
 * else and none that cannot be that. Without such a date the first number is the day, as it is written in Vietnam.
 */
export function dateReadingOf(texts: readonly string[]): DateReading {
  const pairs = texts.flatMap((text) => {
    const [, first, second] = slashed.exec(text) ?? [];
    return first === undefined || second === undefined ? [] : [{ text, first: Number(first), second: Number(second) }];
  });
  const dayFirst = pairs.find(({ first }) => first > 12);
  const monthFirst = pairs.find(({ second }) => second > 12);
  if (dayFirst && monthFirst)
    return {
      status: 'refused',
      reason: `The dates ${dayFirst.text} and ${monthFirst.text} stand in different orders, so that day and month of the others cannot be told. Write dates as YYYY-MM-DD.`,
    };
  const order = monthFirst ? (first: string, second: string) => [second, first] : (first: string, second: string) => [first, second];
  return {
    status: 'read',
    dayOf: (text) => {
      if (isCalendarDate(text)) return text;
      const [, first = '', second = '', year = ''] = slashed.exec(text) ?? [];
      const [day = '', month = ''] = order(first, second);
      const [, dashedDay = day, dashedMonth = month, dashedYear = year] = dashed.exec(text) ?? [];
      const iso = `${dashedYear}-${dashedMonth.padStart(2, '0')}-${dashedDay.padStart(2, '0')}`;
      return isCalendarDate(iso) ? iso : null;
    },
  };
}
