import { type Clock, isoTime } from '../../base/clock.ts';
import type { FindingDraft, RuleId } from '../../domain/finding.ts';
import { reconcile } from '../../domain/reconcile.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { enqueueSummary } from '../upload/enqueue-summary.ts';

export const watcherId = 'watcher';

/**
 * Stores what watching saw, and puts a summary with it into the outbox, in one durable transaction. What is not told now is not gone,
 * but for findings of the rules that this looked at as a whole.
 */
export function tellNow(
  store: AgentStore,
  clock: Clock,
  drafts: readonly Omit<FindingDraft, 'scannerId'>[],
  lookedAt: readonly RuleId[] = [],
): void {
  const now = isoTime(clock);
  store.transaction(() => {
    const stored = store.findings.ofScanner(watcherId);
    const own = drafts.map((draft) => ({ ...draft, scannerId: watcherId }));
    const transitions = reconcile({ stored, drafts: own, isCovered: ({ rule }) => lookedAt.includes(rule), now });
    for (const { finding, event, step } of transitions) {
      store.findings.save(finding, event !== 'seen');
      if (step) store.findings.addStep(finding.fingerprint, step);
    }
    enqueueSummary(store, clock);
  });
}
