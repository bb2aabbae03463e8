import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const rows = z.array(z.array(z.string()));

/** The longest real row lists some hundred updates. */
const longestRow = 100_000;

/** Lines of separated values, one row each; a line cut within quotes keeps what it has. Empty where it is no such text after all. */
export function csvRows(lines: readonly string[], delimiter: string): readonly (readonly string[])[] {
  const whole = lines
    .filter((line) => line.length <= longestRow)
    .map((line) => ((line.match(/"/g)?.length ?? 0) % 2 === 0 ? line : `${line}"`));
  try {
    return rows.parse(parse(whole.join('\n'), { delimiter, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true }));
  } catch {
    return [];
  }
}
