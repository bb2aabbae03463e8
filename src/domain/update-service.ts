import type { UpdateService } from './facts.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { FindingDraft } from './finding.ts';

/** Automatic updates that have not succeeded for so long are failing. */
const failingAfterDays = 7;
const dayMs = 86_400_000;

/** Graver where somebody turned automatic updates off than where nobody ever turned them on: many a server is updated by hand. */
export function serviceDrafts(service: UpdateService, nowMs: number): Omit<FindingDraft, 'scannerId'>[] {
  const { automatic, because, lastSuccessAtMs, pausedUntilMs } = service;
  const isPaused = pausedUntilMs !== null && pausedUntilMs > nowMs;
  if (automatic === 'turned-off' || automatic === 'not-set-up' || isPaused) {
    const reasons = [...because, ...(isPaused ? [`paused until ${new Date(pausedUntilMs).toISOString().slice(0, 10)}`] : [])];
    return [draft('automatic-updates-off', automatic === 'not-set-up' && !isPaused ? 'low' : 'medium', reasons, {})];
  }
  if (automatic !== 'on' || lastSuccessAtMs === null || nowMs - lastSuccessAtMs <= failingAfterDays * dayMs) return [];
  const lastSuccessAt = new Date(lastSuccessAtMs).toISOString();
  return [draft('update-service-failing', 'medium', [lastSuccessAt.slice(0, 10)], { lastSuccessAt })];
}

function draft(
  what: 'automatic-updates-off' | 'update-service-failing',
  severity: 'low' | 'medium',
  reasons: readonly string[],
  more: Readonly<Record<string, string>>,
): Omit<FindingDraft, 'scannerId'> {
  return {
    rule: `patch-status.${what}`,
    fingerprint: fingerprintOf('patch-status', what),
    severity,
    evidence: { subject: reasons.join(', '), after: { because: [...reasons], ...more } },
  };
}
