interface WrittenDate {
  readonly separator: string;
  readonly parts: readonly [number, number, number];
  readonly isYearFirst: boolean;
}

/**
 * The date in ISO 8601 without its time. Windows writes dates as the user set them: what comes first is told by a number above 12 in
 * this date, or in another one that the same output writes the same way. Null where neither tells, and where it is no Gregorian date.
 */
export function installDate(text: string, others: readonly string[]): string | null {
  const date = writtenDate(text);
  if (date === null) return null;
  const [first, second, third] = date.parts;
  if (date.isYearFirst) return isoDate(first, second, third);
  const order = first === second ? 'day-first' : (orderOf(date) ?? orderOfAll(others, date.separator));
  if (order === null) return null;
  return order === 'day-first' ? isoDate(third, second, first) : isoDate(third, first, second);
}

function writtenDate(text: string): WrittenDate | null {
  const match = /^\s*(\d{1,4})([-/.]) ?(\d{1,2})\2 ?(\d{1,4})\.?(?![\d./-])/.exec(text);
  if (!match) return null;
  const parts = [Number(match[1]), Number(match[3]), Number(match[4])] as const;
  const lengths = [match[1]?.length, match[4]?.length];
  const isYearFirst = lengths[0] === 4 && (lengths[1] ?? 0) <= 2;
  // A year of two digits looks like a day.
  return isYearFirst || ((lengths[0] ?? 0) <= 2 && lengths[1] === 4) ? { separator: match[2] ?? '', parts, isYearFirst } : null;
}

export const isWrittenDate = (text: string): boolean => writtenDate(text) !== null;

type DateOrder = 'day-first' | 'month-first';

function orderOf({ parts: [first, second] }: WrittenDate): DateOrder | null {
  if (first > 12 === second > 12) return null;
  return first > 12 ? 'day-first' : 'month-first';
}

/** Null where none of them tells, or one tells otherwise than another. */
function orderOfAll(texts: readonly string[], separator: string): DateOrder | null {
  // A date stands at the start of a value, or after the last comma: `Maker N75 Ver. 01.29, 4-6-2018`.
  const orders = texts
    .map((text) => writtenDate(text.slice(text.lastIndexOf(', ') + 1)) ?? writtenDate(text))
    .filter((date) => date !== null)
    .filter((date) => !date.isYearFirst && date.separator === separator)
    .map(orderOf)
    .filter((order) => order !== null);
  const [order = null] = orders;
  return orders.every((other) => other === order) ? order : null;
}

function isoDate(year: number, month: number, day: number): string | null {
  // Windows XP is of 2001, clocks start later than this; other calendars count otherwise.
  if (year < 1980 || year > 2100) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}
