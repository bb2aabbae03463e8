import { createHash } from 'node:crypto';

export const logEntryKinds = ['finding', 'step', 'dropped'] as const;
export type LogEntryKind = (typeof logEntryKinds)[number];

/** That something happened to a finding. `digest` is of what was then stored of it, empty for one that was dropped. */
export interface LogEntry {
  readonly kind: LogEntryKind;
  readonly fingerprint: string;
  readonly digest: string;
}

/** How long the log is and what its last hash is: whoever keeps it can tell later whether the log was changed before there. */
export interface LogHead {
  readonly length: number;
  /** SHA-256 in hexadecimal. */
  readonly head: string;
}

/** The head of a log without entries. */
export const emptyLog: LogHead = { length: 0, head: '0'.repeat(64) };

/** SHA-256 over JSON: no two lists of values have one text. */
export const digestOf = (values: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(values)).digest('hex');

export const nextHead = ({ length, head }: LogHead, { kind, fingerprint, digest }: LogEntry): LogHead => ({
  length: length + 1,
  head: digestOf([head, length + 1, kind, fingerprint, digest]),
});

/** What an endpoint says of its log. `from` is the head that the summary before this one carried, as the log has it now. */
export interface ToldLog extends LogHead {
  readonly from: LogHead;
  /** False when the endpoint itself sees that findings or the log were changed past the agent. */
  readonly intact: boolean;
}

export const logBreaks = ['altered', 'went-back', 'forked'] as const;
export type LogBreak = (typeof logBreaks)[number];

/** What is wrong with a log as it is told now, against the head that was kept of it; null when it goes on from there. */
export function breakOf(kept: LogHead | null, told: ToldLog): LogBreak | null {
  if (kept && told.length < kept.length) return 'went-back';
  const same = kept && [told, told.from].find(({ length }) => length === kept.length);
  if (same && same.head !== kept.head) return 'forked';
  return told.intact ? null : 'altered';
}
