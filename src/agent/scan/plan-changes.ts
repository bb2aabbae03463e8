import { type Change, changesBetween } from '../../domain/change.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import type { Judgement } from '../../domain/judgement.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';

export interface PlannedChanges {
  readonly changes: readonly Change[];
  /** The reading becomes the baseline: there was none. */
  readonly makesBaseline: boolean;
}

/** How a reading differs from the baseline; nothing is written. */
export function planChanges(store: AgentStore, scannerId: string, judgement: Judgement): PlannedChanges {
  if (!judgement.things) return { changes: [], makesBaseline: false };
  const baseline = store.baselines.read(scannerId);
  if (baseline === null) return { changes: [], makesBaseline: true };
  const isUnread = (thing: WatchedThing): boolean => isHidden(thing.key, judgement.unreadable ?? []);
  return { changes: changesBetween(baseline, judgement.things, isUnread), makesBaseline: false };
}

/** Whether a thing lies in a place that could not be read. */
export function isHidden(key: string, unreadable: readonly Unreadable[]): boolean {
  return unreadable.some(({ subject }) => key.startsWith(subject));
}
