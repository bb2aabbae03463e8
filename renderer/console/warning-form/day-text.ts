import { calendarDate } from '../../../src/domain/warnings/calendar-date.ts';

/** Pure. `YYYY-MM-DD` as day/month/year, the order that people in Vietnam type in either language. */
export const dayText = (day: string | null): string => day?.split('-').toReversed().join('/') ?? '';

/** Pure. `YYYY-MM-DD` of a day that was typed as day/month/year or as year-month-day; null where it is none. */
export function readDay(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (day !== undefined) return calendarDate(Number(year), Number(month), Number(day));
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return isoYear === undefined ? null : calendarDate(Number(isoYear), Number(isoMonth), Number(isoDay));
}
