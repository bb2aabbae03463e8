/** How long the log is and what its last hash is: whoever keeps it can tell later whether the log was changed before there. */
export interface LogHead {
  readonly length: number;
  /** SHA-256 in hexadecimal. */
  readonly head: string;
}

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
