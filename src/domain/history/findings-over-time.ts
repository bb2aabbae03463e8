import { type Finding, type FindingState, isUnsettled } from '../finding.ts';
import type { Severity } from '../severity.ts';

export interface FindingsAt {
  /** RFC 3339. */
  readonly at: string;
  readonly open: Readonly<Record<Severity, number>>;
}

export interface TimeSpan {
  readonly fromMs: number;
  readonly nowMs: number;
  readonly mostDays: number;
}

const dayMs = 86_400_000;
/** Vietnam has no summer time. */
const vietnamMs = 7 * 3_600_000;

/** Pure. How many findings were not settled at the end of each day in Vietnam within the span, and now. */
export function findingsOverTime(findings: readonly Finding[], { fromMs, nowMs, mostDays }: TimeSpan): FindingsAt[] {
  const today = Math.floor((nowMs + vietnamMs) / dayMs);
  const first = Math.max(Math.floor((fromMs + vietnamMs) / dayMs) + 1, today - mostDays + 1);
  const midnights = Array.from({ length: Math.max(0, today - first + 1) }, (_, at) => (first + at) * dayMs - vietnamMs);
  return [...midnights, nowMs].map((ms) => ({ at: new Date(ms).toISOString(), open: countedAt(findings, ms) }));
}

function countedAt(findings: readonly Finding[], ms: number): Record<Severity, number> {
  const open: Record<Severity, number> = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const finding of findings) {
    const state = stateAt(finding, ms);
    if (state !== null && isUnsettled(state)) open[finding.severity] += 1;
  }
  return open;
}

/** Null before it was first seen. Of a long history the newest steps are known: what lies before them is what the first of them left. */
function stateAt({ firstSeenAt, history = [], state }: Finding, ms: number): FindingState | null {
  if (Date.parse(firstSeenAt) > ms) return null;
  const [first] = history;
  if (!first) return state;
  return history.findLast(({ at }) => Date.parse(at) <= ms)?.to ?? first.from;
}
