import type { ExposureUnknown } from '../advisories/exposure.ts';
import type { MachineState } from '../warnings/figures.ts';
import type { RankReason } from '../warnings/ranking.ts';
import type { Impact, WarningState } from '../warnings/warning.ts';

/** Headers of tables that are handed on. */
type TableWord =
  | 'warning'
  | 'title'
  | 'deadline'
  | 'countedAt'
  | 'notCounted'
  | 'notJudged'
  | 'dataReadAt'
  | 'noData'
  | 'units'
  | 'machines'
  | 'unit'
  | 'total'
  | 'remediated'
  | 'allMachines'
  | 'imported'
  | 'machine'
  | 'state'
  | 'need'
  | 'reason'
  | 'heardAt'
  | 'importedFrom'
  | 'cut';

/** Words about warnings in one language; a missing one does not compile. */
export interface WarningWords {
  readonly state: Readonly<Record<MachineState, string>>;
  readonly impact: Readonly<Record<Impact, string>>;
  readonly warningState: Readonly<Record<WarningState, string>>;
  readonly reason: Readonly<Record<ExposureUnknown, string>>;
  readonly aheadBy: Readonly<Record<RankReason, string>>;
  readonly fixFirst: string;
  /** Machines without the fix, whether one will come or not. */
  readonly lacking: string;
  /** Machines of which it is not known. */
  readonly doubtful: string;
  readonly beforeNext: (reason: string) => string;
  /** What speaks for fixing it soon; `percent` and `score` as they are written. */
  readonly urgency: {
    readonly ransomware: string;
    readonly exploited: string;
    readonly epss: (percent: string) => string;
    readonly noEpss: string;
    readonly cvss: (score: string) => string;
    readonly noCvss: string;
  };
  readonly orLater: (updates: string) => string;
  readonly highestOf: (versions: string) => string;
  readonly noFix: (item: string) => string;
  readonly remediatedOfTotal: string;
  readonly table: Readonly<Record<TableWord, string>>;
}
