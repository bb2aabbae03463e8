export type CsvCell = string | number | null;

/** Spreadsheet programs take a cell that begins so for a formula, the full-width forms included. */
const startsFormula = /^[\s]*[=+\-@\t\r\n＝＋－＠]/u;
const needsQuotes = /[",;\r\n\t]|^\s|\s$/;

/** What makes spreadsheet programs read UTF-8. */
export const byteOrderMark = '\ufeff';

/** One line with its line end, by RFC 4180. Text that could run as a formula gets an apostrophe in front; numbers stay numbers. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = startsFormula.test(cell) ? `'${cell}` : cell;
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
