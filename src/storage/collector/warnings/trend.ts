import type { Kysely } from 'kysely';
import type { DayFigures } from '../../../contracts/warnings.ts';
import { sumOfFigures, type WarningFigures } from '../../../domain/warnings/figures.ts';
import type { CollectorSchema } from '../schema.ts';
import { figuresOfRow } from './figure-rows.ts';

const mostDays = 400;

/** Totals at the end of each day on which some unit changed; a unit without a row that day is as on the day before. */
export async function trendOf(db: Kysely<CollectorSchema>, warning: number, unitId?: string): Promise<readonly DayFigures[]> {
  const all = db.selectFrom('warning_day').selectAll().where('warning', '=', warning).orderBy('day');
  const rows = await (unitId === undefined ? all : all.where('unit_id', '=', unitId)).execute();
  const units = new Map<string, WarningFigures>();
  const days: DayFigures[] = [];
  for (const [day, changed] of Map.groupBy(rows, (row) => row.day)) {
    for (const row of changed) units.set(row.unit_id, figuresOfRow(row));
    const figures = sumOfFigures([...units.values()]);
    days.push({ day, figures: { ...figures, counts: { ...figures.counts } } });
  }
  return days.slice(-mostDays);
}
