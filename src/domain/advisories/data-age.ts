/** Sources publish every day and a running collector looks daily: data that was not read for so long has missed something. */
export const dataOldAfterDays = 7;

const dayMs = 86_400_000;

/**
 * How far verdicts can be trusted that rest on vulnerability data. `none`: there is no advisory, so every verdict is unknown;
 * `ahead`: read more than a day after now, so that one of two clocks is wrong and the age means nothing.
 */
export type DataAge =
  | { readonly status: 'none' }
  | { readonly status: 'current' | 'old' | 'ahead'; readonly readAt: string; readonly days: number };

/** Pure. Scores and catalogues alone say of no machine that it is or is not affected: without an advisory there is no data. */
export function ageOfData({ readAt, advisories }: { readonly readAt: string | null; readonly advisories: number }, nowMs: number): DataAge {
  if (readAt === null || advisories === 0) return { status: 'none' };
  const ageMs = nowMs - Date.parse(readAt);
  if (ageMs < -dayMs) return { status: 'ahead', readAt, days: 0 };
  return { status: ageMs > dataOldAfterDays * dayMs ? 'old' : 'current', readAt, days: Math.max(0, Math.floor(ageMs / dayMs)) };
}
