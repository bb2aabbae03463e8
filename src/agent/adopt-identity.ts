import type { Clock } from '../base/clock.ts';
import type { AgentStore } from '../storage/agent/agent-store.ts';
import { enqueueSummary } from './upload/enqueue-summary.ts';

/**
 * Makes the database follow the identity in the enrolment file: what waits goes out under it, and all findings are told again, since the
 * collector knows none of this endpoint. Does nothing where both agree, so that a crash between the two is made good by calling it again.
 */
export function adoptIdentity(store: AgentStore, endpointId: string, clock: Clock): void {
  store.transaction(() => {
    if (store.setting('endpointId') === endpointId) return;
    store.setSetting('endpointId', endpointId);
    store.outbox.readdress(endpointId);
    store.findings.reportAllAgain();
    enqueueSummary(store, clock);
  });
}
