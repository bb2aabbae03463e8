import type { Kysely } from 'kysely';
import type { DayFigures, UnitFigures } from '../../../contracts/warnings.ts';
import type { StandingMachines } from '../../../domain/warnings/cve-standings.ts';
import type { WarningFigures } from '../../../domain/warnings/figures.ts';
import type { CollectorSchema } from '../schema.ts';
import { countByStandings } from './count-by-standings.ts';
import type { SilentBefore } from './count-machines.ts';
import { figuresOfRow } from './figure-rows.ts';
import { recount, type Recounting } from './recount.ts';
import { trendOf } from './trend.ts';

/** Figures as they were last counted, of all units or of one; a closed warning keeps those of its closing. */
export interface FigureStore {
  /** Counts all open warnings in one pass, and these too. */
  recount(counting: Recounting, also?: readonly number[]): Promise<void>;
  /** By unit, in the order of their names. */
  units(warning: number, unitId?: string): Promise<readonly UnitFigures[]>;
  totals(warnings: readonly number[], unitId?: string): Promise<ReadonlyMap<number, readonly WarningFigures[]>>;
  trend(warning: number, unitId?: string): Promise<readonly DayFigures[]>;
  /** As machines are now: by how their inventory stands with each CVE of the warning. */
  byStandings(warning: number, silentBefore: SilentBefore, unitId?: string): Promise<readonly StandingMachines[]>;
}

export function createFigureStore(db: Kysely<CollectorSchema>): FigureStore {
  return {
    recount: (counting, also = []) => db.transaction().execute((transaction) => recount(transaction, counting, also)),
    async units(warning, unitId) {
      const all = db
        .selectFrom('warning_figure')
        .innerJoin('unit', 'unit.id', 'warning_figure.unit_id')
        .selectAll('warning_figure')
        .select('unit.name')
        .where('warning', '=', warning)
        .orderBy('unit.name');
      const rows = await (unitId === undefined ? all : all.where('warning_figure.unit_id', '=', unitId)).execute();
      return rows.map((row) => ({ unitId: row.unit_id, unitName: row.name, figures: figuresOfRow(row) }));
    },
    async totals(warnings, unitId) {
      if (warnings.length === 0) return new Map();
      const all = db.selectFrom('warning_figure').selectAll().where('warning', 'in', warnings);
      const rows = await (unitId === undefined ? all : all.where('unit_id', '=', unitId)).execute();
      return new Map([...Map.groupBy(rows, ({ warning }) => warning)].map(([warning, parts]) => [warning, parts.map(figuresOfRow)]));
    },
    trend: (warning, unitId) => trendOf(db, warning, unitId),
    byStandings: (warning, silentBefore, unitId) => countByStandings(db, warning, silentBefore, unitId),
  };
}
