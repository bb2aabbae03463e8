const hoursAheadOfUtc = 7;

/** `YYYY-MM-DD`, or null for a day that no calendar has. */
export function calendarDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** The day in Vietnam, `YYYY-MM-DD`, at so many milliseconds since the epoch; Vietnam keeps one offset all year. */
export const dayInVietnam = (ms: number): string => new Date(ms + hoursAheadOfUtc * 3_600_000).toISOString().slice(0, 10);
