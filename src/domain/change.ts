import { stopsBackups } from './backup-schedules.ts';
import type { FindingDraft } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Attributes, type ChangeKind, type KindOfThing, kindsOfThing, type ThingKind, type WatchedThing } from './thing.ts';

/** A difference between the baseline and the reading of now. */
export interface Change {
  readonly kind: ThingKind;
  readonly key: string;
  readonly change: ChangeKind;
  readonly before?: Attributes | undefined;
  readonly after?: Attributes | undefined;
  readonly severity?: WatchedThing['severity'];
  readonly technique?: WatchedThing['technique'];
}

/** A baseline entry or a reading, by identity. */
export const thingId = (thing: { readonly kind: ThingKind; readonly key: string }): string => `${thing.kind}\0${thing.key}`;

/** Equal for equal attributes, whatever the order in which they were set. */
export function attributesText(attributes: Attributes): string {
  return JSON.stringify(Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What differs, in the order of the reading, removals last. A thing that is missing from the reading because its place
 * could not be read is not removed: `isUnreadable` tells.
 */
export function changesBetween(
  baseline: readonly WatchedThing[],
  reading: readonly WatchedThing[],
  isUnreadable: (thing: WatchedThing) => boolean = () => false,
): Change[] {
  const accepted = new Map(baseline.map((thing) => [thingId(thing), thing]));
  const seen = new Set<string>();
  const changes: Change[] = [];
  for (const thing of reading) {
    const id = thingId(thing);
    if (seen.has(id)) continue;
    seen.add(id);
    const before = accepted.get(id);
    const { kind, key, state: after, severity, technique } = thing;
    if (!before) changes.push({ kind, key, change: 'added', after, severity, technique });
    else if (attributesText(before.state) !== attributesText(after))
      changes.push({ kind, key, change: 'modified', before: before.state, after, severity, technique });
  }
  for (const [id, thing] of accepted)
    if (!seen.has(id) && !isUnreadable(thing)) changes.push({ kind: thing.kind, key: thing.key, change: 'removed', before: thing.state });
  return changes;
}

/** The finding that an unexplained change raises. */
export function findingOfChange(scannerId: string, change: Change): FindingDraft {
  const kind: KindOfThing = kindsOfThing[change.kind];
  const own = stopsBackups(change) ? ({ technique: 'T1490', severity: 'high' } as const) : change;
  return {
    scannerId,
    rule: `${change.kind}.${change.change}`,
    fingerprint: fingerprintOf(kind.isFile ? 'file' : change.kind, change.key),
    severity: own.severity ?? kind.severity[change.change],
    technique: own.technique ?? (change.change === 'modified' ? (kind.techniqueWhenModified ?? kind.technique) : kind.technique),
    evidence: { subject: change.key, before: change.before, after: change.after },
  };
}
