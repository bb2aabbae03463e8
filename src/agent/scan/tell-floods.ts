import { type Change, findingOfChange } from '../../domain/change.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import { type FindingDraft, isUnsettled } from '../../domain/finding.ts';
import { foldChanges } from '../../domain/flood.ts';
import { withRules } from '../../domain/sigma/apply-sigma.ts';
import type { SigmaRule } from '../../domain/sigma/sigma-rule.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { isHidden } from './plan-changes.ts';

export interface UnexplainedChanges {
  readonly scannerId: string;
  readonly changes: readonly Change[];
  /** Detection rules that match a change, gravest first. */
  readonly matches: ReadonlyMap<Change, readonly SigmaRule[]>;
  readonly unreadable: readonly Unreadable[];
  /** RFC 3339. */
  readonly now: string;
}

export interface ToldChanges {
  readonly drafts: readonly FindingDraft[];
  /** The thing that each finding is about; a flood is about many. */
  readonly about: ReadonlyMap<string, Change>;
}

/** The findings that changes raise, many of one cause as one; keeps which things a flood has. Part of the caller's transaction. */
export function tellFloods(store: AgentStore, { scannerId, changes, matches, unreadable, now }: UnexplainedChanges): ToldChanges {
  const known = new Map(store.findings.ofScanner(scannerId).map((finding) => [finding.fingerprint, finding]));
  const standing = store.findings.standing();
  const draftOf = (change: Change): FindingDraft => withRules(findingOfChange(scannerId, change), matches.get(change) ?? []);
  const { alone, floods, floodOf } = foldChanges({
    changes,
    draftOf,
    isOpenFlood: (fingerprint) => isUnsettled(known.get(fingerprint)?.state ?? 'resolved'),
    isToldAlone: (fingerprint) => standing.has(fingerprint),
  });
  const joined = new Map(floods.map(({ draft }) => [draft.fingerprint, known.get(draft.fingerprint)?.evidence.flood?.joined ?? 0]));
  for (const change of changes) {
    const flood = floodOf(change);
    if (flood !== null && store.floods.join(flood, scannerId, change, now)) joined.set(flood, (joined.get(flood) ?? 0) + 1);
  }
  store.floods.letGo(scannerId, now, (key) => isHidden(key, unreadable));
  const own = alone.map((change) => [draftOf(change), change] as const);
  const folded = floods.map(({ draft, examples }): FindingDraft => {
    const flood = { count: store.floods.count(draft.fingerprint), joined: joined.get(draft.fingerprint) ?? 0, examples };
    return { ...draft, evidence: { ...draft.evidence, flood } };
  });
  return {
    drafts: [...own.map(([draft]) => draft), ...folded],
    about: new Map(own.map(([{ fingerprint }, change]) => [fingerprint, change])),
  };
}
