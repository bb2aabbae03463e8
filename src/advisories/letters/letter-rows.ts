import { countLowerCase, cveIdOf, sortedCves } from '../../domain/advisories/cve-id.ts';
import { readCsv } from '../csv-table.ts';
import { kbOf } from '../msrc/msrc-products.ts';
import { quoted } from '../problem-in-words.ts';
import { type LetterColumn, letterColumns } from './letter-columns.ts';
import { dateReadingOf } from './letter-dates.ts';

/** One row of a list of warning letters. Days are `YYYY-MM-DD`; what the row leaves empty is null. */
export interface LetterRow {
  /** `15/CATTT-NCSC`. */
  readonly number: string;
  readonly date: string | null;
  readonly cves: readonly string[];
  readonly group: string | null;
  readonly title: string | null;
  readonly vendor: string | null;
  readonly product: string | null;
  readonly deadline: string | null;
  readonly fixedVersion: string | null;
  /** `KB5062554`. */
  readonly updates: readonly string[];
}

export type LetterRows =
  | { readonly status: 'read'; readonly rows: readonly LetterRow[]; readonly lowerCaseCves: number }
  | { readonly status: 'refused'; readonly reason: string };

const longestCell = 1_000;
const refuse = (reason: string): LetterRows => ({ status: 'refused', reason });

/** Reads a CSV of warning letters, with columns in Vietnamese or English; or says what is wrong with the first row that is. */
export function readLetterRows(text: string): LetterRows {
  const table = readCsv(text);
  if (table.status === 'refused') return table;
  const columns = letterColumns(table.header);
  if (!columns) return refuse('It has no column for the number of the letter (Số) or for the CVE, or has one of its columns twice.');
  const cell = (cells: readonly string[], column: LetterColumn): string => cells[columns.get(column) ?? -1] ?? '';
  const dates = dateReadingOf(table.rows.flatMap(({ cells }) => [cell(cells, 'date'), cell(cells, 'deadline')]));
  if (dates.status === 'refused') return dates;
  const rows: LetterRow[] = [];
  let lowerCaseCves = 0;
  for (const { line, cells } of table.rows) {
    const bad = (what: string): LetterRows => refuse(`Line ${line}: ${what} Nothing of the list was imported.`);
    const long = cells.find((value) => value.length > longestCell);
    if (long !== undefined) return bad(`a cell has ${long.length} characters; more than ${longestCell} are not read.`);
    const number = cell(cells, 'number');
    if (number === '') return bad('it names no letter.');
    const written = cell(cells, 'cve')
      .split(/[\s,;]+/)
      .filter((id) => id !== '');
    const wrong = written.find((id) => cveIdOf(id) === null);
    if (wrong !== undefined) return bad(`${quoted(wrong)} is no CVE id.`);
    if (written.length === 0) return bad('it names no CVE.');
    const kbs = cell(cells, 'kb')
      .split(/[\s,;]+/)
      .filter((kb) => kb !== '');
    const wrongKb = kbs.find((kb) => kbOf(kb) === null);
    if (wrongKb !== undefined) return bad(`${quoted(wrongKb)} is no number of an update, such as KB5062554.`);
    const days = (['date', 'deadline'] as const).map((column) => ({ written: cell(cells, column), day: dates.dayOf(cell(cells, column)) }));
    const wrongDay = days.find(({ written: said, day }) => said !== '' && day === null);
    if (wrongDay) return bad(`${quoted(wrongDay.written)} is no date. Write it as YYYY-MM-DD or DD/MM/YYYY.`);
    const orNull = (column: LetterColumn): string | null => cell(cells, column) || null;
    lowerCaseCves += countLowerCase(written);
    rows.push({
      number,
      date: days[0]?.day ?? null,
      cves: sortedCves(written),
      group: orNull('group'),
      title: orNull('title'),
      vendor: orNull('vendor'),
      product: orNull('product'),
      deadline: days[1]?.day ?? null,
      fixedVersion: orNull('fixedVersion'),
      updates: [...new Set(kbs.flatMap((kb) => kbOf(kb) ?? []))],
    });
  }
  return rows.length === 0 ? refuse('It has a header and no rows.') : { status: 'read', rows, lowerCaseCves };
}
