import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { WarnedMachine, WarningDetail } from '../../../contracts/warnings.ts';
import type { WarningWords } from '../../../domain/words/warning-catalogue.ts';
import { machineHeader, machineRow, type TableRow, timeInVietnam, unitHeader, unitRows } from './warning-tables.ts';

/** A workbook is made in memory; longer lists are for CSV. */
const mostMachines = 20_000;

/** Two sheets: figures by unit, and machines. */
export async function warningAsXlsx(
  detail: WarningDetail,
  pages: AsyncIterable<readonly WarnedMachine[]>,
  words: WarningWords,
): Promise<Buffer> {
  const { warning } = detail;
  const { table } = words;
  const about: TableRow[] = [
    [table.warning, warning.number],
    [table.title, warning.title],
    [table.deadline, warning.deadline ?? ''],
    [table.countedAt, warning.countedAt === null ? table.notCounted : timeInVietnam(warning.countedAt)],
    [table.dataReadAt, detail.dataReadAt === null ? table.noData : timeInVietnam(detail.dataReadAt)],
    [],
  ];
  const machines: TableRow[] = [];
  let isCut = false;
  for await (const page of pages) {
    machines.push(...page.slice(0, mostMachines - machines.length).map((machine) => machineRow(warning, machine, words)));
    isCut = machines.length >= mostMachines;
    if (isCut) break;
  }
  const units = unitHeader(words);
  return writeXlsxFile([
    {
      sheet: table.units,
      columns: columns(units.length),
      data: [...about.map(cellsOf), headerOf(units), ...unitRows(detail, words).map(cellsOf)],
    },
    {
      sheet: table.machines,
      columns: columns(machineHeader(words).length),
      data: [headerOf(machineHeader(words)), ...machines.map(cellsOf), ...(isCut ? [cellsOf([table.cut])] : [])],
    },
  ]).toBuffer();
}

/** The first columns hold names. */
const columns = (count: number) => Array.from({ length: count }, (_, at) => ({ width: at < 3 ? 28 : 18 }));

/** Text is typed as text: no cell can become a formula. */
const cellsOf = (row: TableRow): SheetData[number] =>
  row.map((cell) => (typeof cell === 'number' ? { value: cell, type: Number } : { value: withoutControls(cell ?? ''), type: String }));
const headerOf = (row: TableRow): SheetData[number] =>
  row.map((cell) => ({ value: String(cell), type: String, fontWeight: 'bold', wrap: true }));

/** XML has no way to write them. */
const withoutControls = (text: string): string => text.replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, ' ').toWellFormed();
