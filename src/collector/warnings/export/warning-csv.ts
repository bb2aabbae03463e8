import { byteOrderMark, csvLine } from '../../../base/write-csv.ts';
import type { WarnedMachine, WarningDetail } from '../../../contracts/warnings.ts';
import type { WarningWords } from '../../../domain/words/warning-catalogue.ts';
import { type JudgedLetter, machineHeader, machineRow, unitHeader, unitRows } from './warning-tables.ts';

export function unitsAsCsv(detail: WarningDetail, words: WarningWords): string {
  return byteOrderMark + [unitHeader(words), ...unitRows(detail, words)].map(csvLine).join('');
}

/** Page by page, so that a list of any length is written. */
export async function* machinesAsCsv(
  letter: JudgedLetter,
  pages: AsyncIterable<readonly WarnedMachine[]>,
  words: WarningWords,
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(machineHeader(words));
  for await (const page of pages) yield page.map((machine) => csvLine(machineRow(letter, machine, words))).join('');
}
