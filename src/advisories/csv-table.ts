import { CsvError, parse } from 'csv-parse/sync';
import { quoted } from './problem-in-words.ts';
import { plainWords } from './plain-words.ts';

export type CsvTable =
  | { readonly status: 'read'; readonly header: readonly string[]; readonly rows: readonly CsvRow[] }
  | { readonly status: 'refused'; readonly reason: string };

export interface CsvRow {
  /** From 1; the header has line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const longestRecord = 100_000;
const mostColumns = 200;
const separators = [',', ';', '\t'] as const;

/** A table with a header, by RFC 4180; the separator that the header has most of counts. Rows as wide as the header. */
export function readCsv(text: string): CsvTable {
  const [head = ''] = text.split(/\r?\n/, 1);
  const counted = separators.map((separator) => ({ separator, count: head.split(separator).length }));
  const { separator } = counted.reduce((best, next) => (next.count > best.count ? next : best));
  const records: CsvRow[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: separator,
      max_record_size: longestRecord,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: readonly string[], { lines }) => {
        records.push({ line: lines, cells: cells.map(plainWords) });
        return null;
      },
    });
    return table(records);
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    return refuse(`It is no CSV table: ${thrown.message.slice(0, 200)}`);
  }
}

const refuse = (reason: string): CsvTable => ({ status: 'refused', reason });

function table([header, ...rows]: readonly CsvRow[]): CsvTable {
  if (!header || header.cells.length < 2) return refuse('It is no table: its first line has no columns.');
  if (header.cells.length > mostColumns) return refuse(`It has more than ${mostColumns} columns.`);
  const wrong = rows.find(({ cells }) => cells.length !== header.cells.length && !isBlank(cells));
  if (wrong)
    return refuse(
      `Line ${wrong.line} has ${wrong.cells.length} columns where the header has ${header.cells.length}, from ${quoted(wrong.cells[0] ?? '')} on. Put quotes around cells that hold the separator.`,
    );
  return { status: 'read', header: header.cells, rows: rows.filter(({ cells }) => !isBlank(cells)) };
}

/** What spreadsheets write below the end of a table. */
const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell === '');
