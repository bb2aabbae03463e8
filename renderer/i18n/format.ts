import type { Language } from '../../src/domain/words/language.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** A number and how it is written. */
export interface Quantity {
  readonly value: number;
  readonly text: string;
}

/** Figures and times as a person in Vietnam reads them; instants are RFC 3339, `now` is in ms since the epoch. */
export interface Format {
  count(value: number): string;
  quantity(value: number): Quantity;
  /** Date and time to the minute. */
  instant(iso: string): string;
  /** A day in Vietnam, from `YYYY-MM-DD`. */
  day(date: string): string;
  /** Time of day to the second. */
  timeOfDay(ms: number): string;
  /** How long before `now`, in the largest unit that fits. */
  ago(iso: string, now: number): string;
  /** A length of time in its largest unit, two where that is below three. */
  duration(seconds: number): string;
  bytes(value: number): string;
}

const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;
type Step = (typeof steps)[number][0];

const justNow: Readonly<Record<Language, string>> = { vi: 'vừa xong', en: 'just now' };

export function formatFor(language: Language): Format {
  const locale = locales[language];
  const counts = new Intl.NumberFormat(locale);
  const ages = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: language === 'vi' ? '2-digit' : 'short',
    day: language === 'vi' ? '2-digit' : 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const read = (ms: number): Record<string, string> => Object.fromEntries(parts.formatToParts(ms).map(({ type, value }) => [type, value]));
  const amount = (value: number, unit: Step): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  return {
    count: (value) => counts.format(value),
    quantity: (value) => ({ value, text: counts.format(value) }),
    instant(iso) {
      const { year, month, day, hour, minute } = read(Date.parse(iso));
      return language === 'vi' ? `${hour}:${minute} ${day}/${month}/${year}` : `${day} ${month} ${year}, ${hour}:${minute}`;
    },
    day(date) {
      const { year, month, day } = read(Date.parse(`${date}T00:00:00+07:00`));
      return language === 'vi' ? `${day}/${month}/${year}` : `${day} ${month} ${year}`;
    },
    timeOfDay(ms) {
      const { hour, minute, second } = read(ms);
      return `${hour}:${minute}:${second}`;
    },
    ago(iso, now) {
      const seconds = (Date.parse(iso) - now) / 1000;
      const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? [];
      return unit && length ? ages.format(Math.trunc(seconds / length), unit) : justNow[language];
    },
    duration(seconds) {
      const whole = Math.max(60, Math.round(Math.abs(seconds)));
      const at = steps.findIndex(([, size]) => whole >= size);
      const [unit, size] = steps[at] ?? steps[2];
      const most = Math.floor(whole / size);
      const [nextUnit, nextSize] = steps[at + 1] ?? [];
      const rest = nextSize ? Math.floor((whole % size) / nextSize) : 0;
      return nextUnit && rest > 0 && most < 3 ? `${amount(most, unit)} ${amount(rest, nextUnit)}` : amount(most, unit);
    },
    bytes: (value) => `${counts.format(value)} B`,
  };
}
