const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True of `YYYY-MM-DD` where there is such a day. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = isoDate.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

const isoMoment = /^(\d{4}-\d{2}-\d{2})([tT ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([zZ]|[+-]\d{2}:?\d{2})?)?$/;

/** ISO 8601 in UTC of a date or a moment in RFC 3339 or near it; null for what is none. */
export function momentOf(text: string): string | null {
  const [, date, time] = isoMoment.exec(text.trim()) ?? [];
  if (date === undefined || !isCalendarDate(date)) return null;
  const ms = Date.parse(time === undefined || /z|[+-]\d{2}:?\d{2}$/i.test(time) ? text.trim() : `${text.trim()}Z`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
