import { type Clock, isoTime } from '../../base/clock.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import { reconcile } from '../../domain/reconcile.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { enqueueSummary } from '../upload/enqueue-summary.ts';

export const watcherId = 'watcher';

/** Stores what watching saw, and puts a summary with it into the outbox, in one durable transaction. */
export function tellNow(store: AgentStore, clock: Clock, drafts: readonly Omit<FindingDraft, 'scannerId'>[]): void {
  const now = isoTime(clock);
  store.transaction(() => {
    const stored = store.findings.ofScanner(watcherId);
    const own = drafts.map((draft) => ({ ...draft, scannerId: watcherId }));
    // What is not told now is not gone: only a person, or the state itself, ends these.
    const transitions = reconcile({ stored, drafts: own, isCovered: () => false, now });
    for (const { finding, event, step } of transitions) {
      store.findings.save(finding, event !== 'seen');
      if (step) store.findings.addStep(finding.fingerprint, step);
    }
    enqueueSummary(store, clock);
  });
}
