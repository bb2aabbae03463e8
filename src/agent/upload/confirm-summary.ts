import { type Clock, isoTime } from '../../base/clock.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { enqueueSummary } from './enqueue-summary.ts';

/**
 * Takes summaries out of the outbox that are on the collector's disk; returns how many. Where the collector's knowledge ended before what
 * it had confirmed, it was put back from a backup: everything is told again, what is resolved as well. All in one transaction, so that a
 * crash repeats it.
 */
export function confirmSummaries(
  store: AgentStore,
  summaryIds: readonly string[],
  previousSequence: number | undefined,
  clock: Clock,
): number {
  return store.transaction(() => {
    const last = store.outbox.lastSent();
    // A file may name summaries that the network has delivered since it was written: the collector cannot have stood behind those before it.
    const confirmed = last === null ? 0 : last.sequence - 1 - summaryIds.indexOf(last.summaryId);
    const acknowledged = summaryIds.filter((summaryId) => store.outbox.acknowledgeSummary(summaryId, isoTime(clock))).length;
    if (acknowledged > 0 && previousSequence !== undefined && previousSequence < confirmed) {
      const detail = `The collector had confirmed summary ${confirmed} and knew none after ${previousSequence}: all is told again.`;
      store.results.addEvent({ at: isoTime(clock), code: 'collector-lost-data', detail });
      store.findings.reportEverythingAgain();
      enqueueSummary(store, clock);
    }
    return acknowledged;
  });
}
