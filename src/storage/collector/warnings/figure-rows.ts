import { figuresOf, noMachines, stateOfMachine, type StateCounts, type WarningFigures } from '../../../domain/warnings/figures.ts';
import { exposureStatuses } from '../../../domain/advisories/exposure.ts';
import type { CountedMachines } from './count-machines.ts';

/** Counts as columns. */
export interface FigureRow {
  readonly missing: number;
  readonly end_of_life: number;
  readonly unknown: number;
  readonly silent: number;
  readonly remediated: number;
  readonly not_affected: number;
  readonly imported: number;
}

export const figureColumns = ['missing', 'end_of_life', 'unknown', 'silent', 'remediated', 'not_affected', 'imported'] as const;

export const figuresOfRow = (row: FigureRow): WarningFigures =>
  figuresOf(
    {
      missing: row.missing,
      'end-of-life': row.end_of_life,
      unknown: row.unknown,
      silent: row.silent,
      remediated: row.remediated,
      'not-affected': row.not_affected,
    },
    row.imported,
  );

/** Of one warning and one unit. Machines that are counted as concerned once leave the unaffected, among which they are counted too. */
export function rowOfCounts(counted: readonly CountedMachines[]): FigureRow {
  const counts: Record<keyof StateCounts, number> = { ...noMachines };
  let imported = 0;
  for (const { isSilent, isImported, status: text, wasConcerned, machines } of counted) {
    const status = exposureStatuses.find((known) => known === text) ?? null;
    const standing = { isSilent: isSilent === 1, status };
    counts[stateOfMachine({ ...standing, wasConcerned: wasConcerned === 1 })] += machines;
    if (wasConcerned === 1) counts[stateOfMachine({ ...standing, wasConcerned: false })] -= machines;
    else if (isImported === 1) imported += machines;
  }
  return {
    missing: counts.missing,
    end_of_life: counts['end-of-life'],
    unknown: counts.unknown,
    silent: counts.silent,
    remediated: counts.remediated,
    not_affected: counts['not-affected'],
    imported,
  };
}
