import type { Change } from './change.ts';
import type { Unreadable } from './coverage.ts';
import type { FindingDraft } from './finding.ts';
import type { WatchedThing } from './thing.ts';
import type { Verdict } from './verdict.ts';

/** Inventory that a scanner contributes to the summary, by name; its text is addressed by digest. */
export interface Section {
  readonly name: 'inventory' | 'updates';
  readonly body: unknown;
}

export interface Differences {
  readonly changes: readonly Change[];
  /** The reading became the baseline: there was none. */
  readonly makesBaseline: boolean;
}

/**
 * What a scanner makes of its facts. A scanner of a state gives its own verdict; a scanner of things gives those, and
 * its verdict follows from how they differ from the baseline.
 */
export interface Judgement {
  readonly verdict?: Verdict;
  readonly drafts?: readonly Omit<FindingDraft, 'scannerId'>[];
  readonly things?: readonly WatchedThing[];
  /** Differences from a baseline that the scanner keeps itself, instead of `things`. */
  readonly differences?: Differences;
  readonly unreadable?: readonly Unreadable[];
  readonly section?: Section;
  /** What this scanner will want to know at its next reading; given back as `ScanContext.remembered`. JSON text. */
  readonly remember?: string;
}
