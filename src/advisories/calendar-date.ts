const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True of `YYYY-MM-DD` where there is such a day. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = isoDate.exec(text) ?? [];
  if (year === undefined) return false;
  return isDay(Number(year), Number(month), Number(day));
}

const daysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (daysOf[month - 1] ?? 0));
}

/** As nearly all documents write it, in whole seconds and UTC. */
const plainMoment = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

const isoMoment = /^(\d{4}-\d{2}-\d{2})([tT ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([zZ]|[+-]\d{2}:?\d{2})?)?$/;

/** ISO 8601 in UTC of a date or a moment in RFC 3339 or near it; null for what is none. */
export function momentOf(text: string): string | null {
  const [, plainDate] = plainMoment.exec(text) ?? [];
  if (plainDate !== undefined) return isCalendarDate(plainDate) ? `${text.slice(0, -1)}.000Z` : null;
  const [, date, time] = isoMoment.exec(text.trim()) ?? [];
  if (date === undefined || !isCalendarDate(date)) return null;
  const ms = Date.parse(time === undefined || /z|[+-]\d{2}:?\d{2}$/i.test(time) ? text.trim() : `${text.trim()}Z`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
