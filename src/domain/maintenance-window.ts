/** A weekly window; one that ends before it begins runs past midnight. Times are HH:MM in Asia/Ho_Chi_Minh. */
export interface MaintenanceWindow {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

// Vietnam keeps UTC+7 the year round, since 1975 in the whole country.
const offsetMs = 7 * 3_600_000;

/** The window that `nowMs` lies in, as `sat 22:00-02:00`, or null. The end is not part of it. */
export function windowAt(windows: readonly MaintenanceWindow[], nowMs: number): string | null {
  const local = new Date(nowMs + offsetMs);
  const today = local.getUTCDay();
  const time = local.toISOString().slice(11, 16);
  for (const { days, from, to } of windows) {
    const begins = (day: number): boolean => days.some((name) => name === weekdays[(day + 7) % 7]);
    const isWithin =
      from <= to ? begins(today) && time >= from && time < to : (begins(today) && time >= from) || (begins(today - 1) && time < to);
    if (isWithin) return `${days.join(',')} ${from}-${to}`;
  }
  return null;
}
