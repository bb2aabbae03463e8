import { type Clock, isoTime } from '../../base/clock.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import { reconcile } from '../../domain/reconcile.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { enqueueSummary } from '../upload/enqueue-summary.ts';

const scannerId = 'watchdog';

/** Stores, and reports at once, that the product went over its own limits. */
export function reportLimitExceeded(store: AgentStore, detail: string, clock: Clock): void {
  const now = isoTime(clock);
  store.transaction(() => {
    store.results.addEvent({ at: now, code: 'LIMIT_EXCEEDED', detail });
    const draft = {
      scannerId,
      rule: 'agent.limit-exceeded' as const,
      fingerprint: fingerprintOf('agent', 'limit'),
      severity: 'medium' as const,
      evidence: { subject: detail },
    };
    settle(store, [draft], now);
    enqueueSummary(store, clock);
  });
}

/** A scan that kept to the limits ends the finding; part of the caller's transaction. */
export function resolveLimitExceeded(store: AgentStore, clock: Clock): void {
  settle(store, [], isoTime(clock));
}

function settle(store: AgentStore, drafts: Parameters<typeof reconcile>[0]['drafts'], now: string): void {
  const transitions = reconcile({ stored: store.findings.ofScanner(scannerId), drafts, isCovered: () => true, now });
  for (const { finding, event, step } of transitions) {
    store.findings.save(finding, event !== 'seen');
    if (step) store.findings.addStep(finding.fingerprint, step);
  }
}
