import type { Kysely } from 'kysely';
import type { CollectorSchema } from '../schema.ts';
import { countMachines, type SilentBefore } from './count-machines.ts';
import { figureColumns, type FigureRow, rowOfCounts } from './figure-rows.ts';

export interface Recounting {
  readonly silentBefore: SilentBefore;
  /** `YYYY-MM-DD` in Vietnam. */
  readonly day: string;
  readonly now: number;
}

interface PlacedRow extends FigureRow {
  readonly warning: number;
  readonly unit_id: string;
}

const rowsAtOnce = 1000;
/** Where nothing changed, the time of counting is written this often only: a write costs a flush of the disk. */
const staleMs = 60_000;

/** Writes what has changed only: most counts of most units are as they were. */
export async function recount(db: Kysely<CollectorSchema>, { silentBefore, day, now }: Recounting, also: readonly number[]): Promise<void> {
  const open = await db.selectFrom('warning').select('number').where('state', '=', 'open').execute();
  const warnings = [...new Set([...open.map(({ number }) => number), ...also])];
  if (warnings.length === 0) return;
  const groups = Map.groupBy(await countMachines(db, warnings, silentBefore), ({ warning, unitId }) => keyOf(warning, unitId));
  const known = await db.selectFrom('warning_figure').selectAll().where('warning', 'in', warnings).execute();
  const before = new Map(known.map((row) => [keyOf(row.warning, row.unit_id), row]));
  const counted = [...groups.values()].flatMap((group): PlacedRow[] =>
    group[0] ? [{ warning: group[0].warning, unit_id: group[0].unitId, ...rowOfCounts(group) }] : [],
  );
  const emptied = known
    .filter((row) => !groups.has(keyOf(row.warning, row.unit_id)))
    .map(({ warning, unit_id }): PlacedRow => ({ warning, unit_id, ...rowOfCounts([]) }));
  const changed = [...counted, ...emptied].filter((row) => !isSame(row, before.get(keyOf(row.warning, row.unit_id))));
  for (let at = 0; at < changed.length; at += rowsAtOnce) await writeRows(db, changed.slice(at, at + rowsAtOnce), day);
  await db
    .updateTable('warning')
    .set({ counted_at: now })
    .where('number', 'in', warnings)
    .where((eb) => eb.or([eb('counted_at', 'is', null), eb('counted_at', '<', changed.length > 0 ? now : now - staleMs)]))
    .execute();
}

const keyOf = (warning: number, unitId: string): string => `${warning} ${unitId}`;
const isSame = (row: FigureRow, before: FigureRow | undefined): boolean =>
  before !== undefined && figureColumns.every((column) => row[column] === before[column]);

async function writeRows(db: Kysely<CollectorSchema>, rows: readonly PlacedRow[], day: string): Promise<void> {
  await db
    .insertInto('warning_figure')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['warning', 'unit_id'])
        .doUpdateSet((eb) => Object.fromEntries(figureColumns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute();
  await db
    .insertInto('warning_day')
    .values(rows.map((row) => ({ ...row, day })))
    .onConflict((conflict) =>
      conflict
        .columns(['warning', 'day', 'unit_id'])
        .doUpdateSet((eb) => Object.fromEntries(figureColumns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
    )
    .execute();
}
