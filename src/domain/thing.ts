import type { Severity } from './severity.ts';

/** What is known of a watched thing; compared as a whole, shown as before and after. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** How a watched thing may differ from its baseline. */
export const changeKinds = ['added', 'modified', 'removed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface KindOfThing {
  /** MITRE ATT&CK technique that such a change may be, where one applies. */
  readonly technique?: string;
  /** Where a modification is another technique than an addition. */
  readonly techniqueWhenModified?: string;
  /** How grave an unexplained change of this kind is. */
  readonly severity: Readonly<Record<ChangeKind, Severity>>;
}

/**
 * Everything that is told against a baseline, with its ATT&CK technique (attack.mitre.org, Enterprise matrix).
 * The names for people are in `words/`.
 */
export const kindsOfThing = {
  'cron-job': { technique: 'T1053.003', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'systemd-service': { technique: 'T1543.002', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'systemd-timer': { technique: 'T1053.006', severity: { added: 'high', modified: 'high', removed: 'low' } },
  account: { technique: 'T1136.001', techniqueWhenModified: 'T1098', severity: { added: 'medium', modified: 'medium', removed: 'low' } },
  'sudo-rule': { technique: 'T1548.003', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'authorized-key': { technique: 'T1098.004', severity: { added: 'high', modified: 'high', removed: 'low' } },
  'listening-port': { severity: { added: 'medium', modified: 'medium', removed: 'info' } },
  'system-file': { technique: 'T1554', severity: { added: 'high', modified: 'critical', removed: 'high' } },
  'configuration-file': { severity: { added: 'medium', modified: 'medium', removed: 'medium' } },
} as const satisfies Record<string, KindOfThing>;
export type ThingKind = keyof typeof kindsOfThing;

/** A thing that a scanner saw. `key` is unique within its kind and stays the same while the thing exists. */
export interface WatchedThing {
  readonly kind: ThingKind;
  readonly key: string;
  readonly state: Attributes;
  /** Where this very thing is less or more grave than its kind. */
  readonly severity?: Severity | undefined;
}
