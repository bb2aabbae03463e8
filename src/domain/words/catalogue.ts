import type { FindingState, StateRule } from '../finding.ts';
import type { ScannerId } from '../scanner-ids.ts';
import type { Severity } from '../severity.ts';
import type { ChangeKind, ThingKind } from '../thing.ts';
import type { VerdictReason, VerdictStatus } from '../verdict.ts';

/** All words of the domain in one language; a missing one does not compile. */
export interface Words {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly state: Readonly<Record<FindingState, string>>;
  readonly status: Readonly<Record<VerdictStatus, string>>;
  readonly patchStatus: Readonly<Record<VerdictStatus, string>>;
  readonly change: Readonly<Record<ChangeKind, (what: string, subject: string) => string>>;
  /** What many changes of one cause are about; `folder` is that of most, empty for none. */
  readonly flood: (count: number, folder: string) => string;
  readonly kind: Readonly<Record<ThingKind, string>>;
  /** Follows what rests on dates that came with the product: of which day they are, and to confirm them. */
  readonly builtIn: (day: string) => string;
  readonly stateRule: Readonly<Record<StateRule, (subject: string) => string>>;
  readonly scanner: Readonly<Record<ScannerId, string>>;
  readonly verdictReason: Readonly<Record<VerdictReason, string>>;
}
