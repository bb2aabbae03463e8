import type { Severity } from './severity.ts';
import type { Attributes, ChangeKind, ThingKind } from './thing.ts';

/** Findings that rest on the state itself, not on a difference: `subject kind.what is the case`. */
export const stateRules = [
  'patch-status.security-updates-pending',
  'patch-status.update-lists-missing',
  'patch-status.update-lists-stale',
  'patch-status.automatic-updates-off',
  'patch-status.update-service-failing',
  'system.out-of-support',
  'system.support-ending',
  'reboot.required',
  'account.second-root',
  'agent.limit-exceeded',
  'agent.watch-limited',
] as const;
/** Findings of what happened once: nothing that is the case now ends them, a person does. */
export const eventRules = [
  'log.cleared',
  'clock.set-back',
  'ransomware.canary-touched',
  'ransomware.mass-change',
  'ransomware.note',
] as const;
export type StateRule = (typeof stateRules)[number] | (typeof eventRules)[number];
export type ChangeRule = `${ThingKind}.${ChangeKind}`;
export type RuleId = StateRule | ChangeRule;

export const findingStates = ['open', 'acknowledged', 'expected', 'resolved'] as const;
export type FindingState = (typeof findingStates)[number];

/** One step in the life of a finding. `by` and `reason` are null where a scan took it. `at` is RFC 3339. */
export interface FindingStep {
  readonly at: string;
  readonly from: FindingState;
  readonly to: FindingState;
  readonly by: string | null;
  readonly reason: string | null;
}

/** A detection rule of others that matches what was found; its author and licence are shown wherever it is. */
export interface CitedRule {
  readonly id: string | null;
  readonly title: string;
  readonly author: string | null;
  /** SPDX id; null where neither the rule nor the file beside it says one. */
  readonly license: string | null;
  readonly severity: Severity | null;
}

/** How many rules a finding cites. */
export const mostCitedRules = 10;

/** How many things such a finding names. */
export const mostExamples = 10;

/** What a finding rests on that stands for many changes of one cause. */
export interface Flood {
  /** Things that differ now. */
  readonly count: number;
  /** Changes since it was raised; grows with each thing that joins it or changes again, and never falls. */
  readonly joined: number;
  /** Some of the things: paths, keys, names. */
  readonly examples: readonly string[];
}

/** What a finding rests on. `subject` names the thing for a person: a path, an account, a port; of a flood, the folder of most. */
export interface Evidence {
  readonly subject: string;
  readonly before?: Attributes | undefined;
  readonly after?: Attributes | undefined;
  /** Gravest first. */
  readonly rules?: readonly CitedRule[] | undefined;
  readonly flood?: Flood | undefined;
}

/** A finding as a scan sees it now, before it is told against what is stored. */
export interface FindingDraft {
  readonly scannerId: string;
  readonly rule: RuleId;
  /** The thing it is about, `kind` and `key`: one finding per thing, whoever saw it. */
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly technique?: string | undefined;
  readonly evidence: Evidence;
}

/** Something a person should know. Times are RFC 3339 in UTC. */
export interface Finding extends FindingDraft {
  readonly state: FindingState;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** What became of it since it was raised, oldest first; absent where nothing did. */
  readonly history?: readonly FindingStep[] | undefined;
}

export const isUnsettled = (state: FindingState): boolean => state === 'open' || state === 'acknowledged';
