import { type Change, changesBetween } from '../../domain/change.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import type { Judgement } from '../../domain/judgement.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';

export interface PlannedChanges {
  readonly changes: readonly Change[];
  /** Things of a place that could not be read until now: they join the baseline, nobody can say when they came. */
  readonly adopted: readonly WatchedThing[];
  /** The reading becomes the baseline: there was none. */
  readonly makesBaseline: boolean;
}

/** How a reading differs from the baseline; nothing is written. */
export function planChanges(store: AgentStore, scannerId: string, judgement: Judgement): PlannedChanges {
  if (judgement.differences) return { ...judgement.differences, adopted: [] };
  if (!judgement.things) return nothing;
  const baseline = store.baselines.read(scannerId);
  if (baseline === null) return { ...nothing, makesBaseline: true };
  const isUnread = (thing: WatchedThing): boolean => isHidden(thing.key, judgement.unreadable ?? []);
  const opened = newlyReadable(store, scannerId, baseline, judgement.unreadable ?? []);
  const adopted = judgement.things.filter(({ key }) => isHidden(key, opened));
  return { changes: changesBetween([...baseline, ...adopted], judgement.things, isUnread), adopted, makesBaseline: false };
}

export const nothing: PlannedChanges = { changes: [], adopted: [], makesBaseline: false };

/** Places that the last reading could not read, this one could, and of which the baseline knows nothing. */
function newlyReadable(
  store: AgentStore,
  scannerId: string,
  baseline: readonly WatchedThing[],
  hidden: readonly Unreadable[],
): Unreadable[] {
  const before = store.results.results().find(({ coverage }) => coverage.scannerId === scannerId)?.unreadable ?? [];
  return before.filter(
    ({ subject }) => !hidden.some((place) => place.subject === subject) && !baseline.some(({ key }) => key.startsWith(subject)),
  );
}

/** Whether a thing lies in a place that could not be read. */
export function isHidden(key: string, unreadable: readonly Unreadable[]): boolean {
  return unreadable.some(({ subject }) => key.startsWith(subject));
}
