import type { WarnedMachine, Warning, WarningDetail } from '../../../contracts/warnings.ts';
import type { CsvCell } from '../../../base/write-csv.ts';
import { sumOfFigures, type WarningFigures } from '../../../domain/warnings/figures.ts';
import type { WarningWords } from '../../../domain/words/warning-catalogue.ts';
import { needText } from '../../../domain/words/warning-words.ts';

export type TableRow = readonly CsvCell[];

const listedStates = ['missing', 'end-of-life', 'unknown', 'silent', 'not-affected'] as const;

/** Remediated and all stand in cells of their own: "3/5" in one would become the third of May. */
export function unitHeader({ table, state }: WarningWords): TableRow {
  return [table.warning, table.unit, table.remediated, table.allMachines, ...listedStates.map((name) => state[name]), table.imported];
}

export function unitRows({ warning, units }: WarningDetail, { table }: WarningWords): TableRow[] {
  const row = (name: string, { counts, remediated, total, imported }: WarningFigures): TableRow => [
    warning.number,
    name,
    remediated,
    total,
    ...listedStates.map((state) => counts[state]),
    imported,
  ];
  return [
    ...units.map(({ unitName, figures }) => row(unitName, figures)),
    row(table.total, sumOfFigures(units.map(({ figures }) => figures))),
  ];
}

export function machineHeader({ table }: WarningWords): TableRow {
  return [table.warning, table.unit, table.machine, table.state, table.need, table.reason, table.heardAt, table.importedFrom];
}

/** The letter that machines are held against; until that was done, nothing is wrong with what is known of them. */
export type JudgedLetter = Pick<Warning, 'number' | 'judgedAt'>;

export function machineRow({ number, judgedAt }: JudgedLetter, machine: WarnedMachine, words: WarningWords): TableRow {
  const why = judgedAt === null ? words.table.notJudged : machine.reason === null ? '' : words.reason[machine.reason];
  return [
    number,
    machine.unitName,
    machine.hostname,
    words.state[machine.state],
    machine.needs.map((one) => needText(one, words)).join('; '),
    machine.state === 'unknown' ? why : '',
    machine.heardAt === null ? '' : timeInVietnam(machine.heardAt),
    machine.source ?? '',
  ];
}

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** `17:05 20/03/2025`. */
export function timeInVietnam(iso: string): string {
  const { year, month, day, hour, minute } = Object.fromEntries(
    parts.formatToParts(Date.parse(iso)).map(({ type, value }) => [type, value]),
  );
  return `${hour}:${minute} ${day}/${month}/${year}`;
}
