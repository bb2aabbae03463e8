import { createHash } from 'node:crypto';
import type { LogHead } from './log-break.ts';

export const logEntryKinds = ['finding', 'step', 'dropped', 'steps', 'cut'] as const;
export type LogEntryKind = (typeof logEntryKinds)[number];

/**
 * That something happened to a finding. `digest` is of what was then stored of it, empty for one that was dropped; for 'steps', which
 * stands for all steps so far, `digestOfSteps`. 'cut' is of no finding: the entries before `digestOfCut` are no longer kept.
 */
export interface LogEntry {
  readonly kind: LogEntryKind;
  readonly fingerprint: string;
  readonly digest: string;
}

/** The head of a log without entries. */
export const emptyLog: LogHead = { length: 0, head: '0'.repeat(64) };

/** SHA-256 over JSON: no two lists of values have one text. */
export const digestOf = (values: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(values)).digest('hex');

/** How many steps there were, and all of them. */
export const digestOfSteps = (digests: readonly string[]): string => `${digests.length}:${digestOf(digests)}`;
export const digestOfCut = ({ length, head }: LogHead): string => digestOf([length, head]);

export const nextHead = ({ length, head }: LogHead, { kind, fingerprint, digest }: LogEntry): LogHead => ({
  length: length + 1,
  head: digestOf([head, length + 1, kind, fingerprint, digest]),
});
