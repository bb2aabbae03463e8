import { AppError } from '../../base/app-error.ts';

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const longestMs = 3650 * unitMs.d;

const isUnit = (unit: string): unit is keyof typeof unitMs => Object.hasOwn(unitMs, unit);

/** Milliseconds of `30s`, `15m`, `12h` or `7d`, up to ten years. Throws USAGE, naming the option, for anything else. */
export function readDuration(option: string, text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,9})([a-z])$/.exec(text.trim()) ?? [];
  const ms = isUnit(unit) ? Number(amount) * unitMs[unit] : 0;
  if (ms < 1000 || ms > longestMs)
    throw new AppError(
      'USAGE',
      `${option} "${text}" is not a duration. Write a number and s, m, h or d, for example 7d; the longest is 3650d.`,
    );
  return ms;
}

/** A whole number within bounds. Throws USAGE, naming the option, for anything else. */
export function readWholeNumber(option: string, text: string, bounds: { readonly least: number; readonly most: number }): number {
  const number = /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!(number >= bounds.least && number <= bounds.most))
    throw new AppError('USAGE', `${option} "${text}" is not a whole number from ${bounds.least} to ${bounds.most}.`);
  return number;
}
