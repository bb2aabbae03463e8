import type { ExposureStatus } from '../advisories/exposure.ts';

/**
 * Where one machine stands with one warning:
 *
 * - `remediated` (đã xử lý): heard of lately, and every CVE of the warning is fixed on it or no longer concerns it;
 * - `missing` (còn thiếu bản vá), `end-of-life` (affected, and no fix will come);
 * - `unknown` (chưa xác định): nobody can tell; `silent` (mất kết nối): not heard of, so nobody can tell what it is now;
 * - `not-affected` (không bị ảnh hưởng): heard of lately and never concerned.
 */
export const machineStates = ['missing', 'end-of-life', 'unknown', 'silent', 'remediated', 'not-affected'] as const;
export type MachineState = (typeof machineStates)[number];

export interface MachineStanding {
  readonly isSilent: boolean;
  /** Over all CVEs of the warning; null where its inventory was not judged. */
  readonly status: ExposureStatus | null;
  /** True where an inventory that it once had was concerned, so that not being affected is the result of work. */
  readonly wasConcerned: boolean;
}

const statesOfStatus: Readonly<Record<ExposureStatus, MachineState>> = {
  affected: 'missing',
  'end-of-life': 'end-of-life',
  unknown: 'unknown',
  fixed: 'remediated',
  'not-affected': 'not-affected',
};

export function stateOfMachine({ isSilent, status, wasConcerned }: MachineStanding): MachineState {
  if (isSilent) return 'silent';
  if (status === null) return 'unknown';
  return status === 'not-affected' && wasConcerned ? 'remediated' : statesOfStatus[status];
}

export type StateCounts = Readonly<Record<MachineState, number>>;

export const noMachines: StateCounts = { missing: 0, 'end-of-life': 0, unknown: 0, silent: 0, remediated: 0, 'not-affected': 0 };

/** `số máy đã xử lý/tổng số máy` is `remediated`/`total`; `total` is every machine that is not known to be unconcerned. */
export interface WarningFigures {
  readonly counts: StateCounts;
  readonly remediated: number;
  readonly total: number;
  /** How many of all machines, unconcerned ones included, are known by an imported inventory and have no agent. */
  readonly imported: number;
}

export function figuresOf(counts: StateCounts, imported: number): WarningFigures {
  const all = machineStates.reduce((sum, state) => sum + counts[state], 0);
  return { counts, remediated: counts.remediated, total: all - counts['not-affected'], imported };
}

export function sumOfFigures(parts: readonly WarningFigures[]): WarningFigures {
  const sum = { ...noMachines };
  for (const { counts } of parts) for (const state of machineStates) sum[state] += counts[state];
  return figuresOf(
    sum,
    parts.reduce((imported, part) => imported + part.imported, 0),
  );
}
