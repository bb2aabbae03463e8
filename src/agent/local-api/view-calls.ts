import { parseJson } from '../../base/parse-json.ts';
import type { Clock } from '../../base/clock.ts';
import { getChecks, getExposedItems, getHistory, getUpdates, listChanges, mostPlaces } from '../../contracts/local-views.ts';
import { updatesSection } from '../../contracts/summary.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { createCallRate } from '../access/call-rate.ts';
import type { ExposureAsker } from '../exposure/ask-exposure.ts';
import { machineHistory } from '../history/machine-history.ts';
import { type ServedCall, serve } from './local-server.ts';

export interface ViewCallDeps {
  readonly store: AgentStore;
  readonly clock: Clock;
  readonly exposures: ExposureAsker;
}

/** What the dashboard shows of the database; reads only. */
export function viewCalls({ store, clock, exposures }: ViewCallDeps): ServedCall[] {
  const mayMatch = createCallRate(5, 30_000, clock);
  return [
    serve(getChecks, () => ({ checks: store.results.results().map(shortened) })),
    serve(listChanges, ({ only, before, limit }) => {
      const changes = store.changes.list({ only, before, limit: limit + 1 });
      return { changes: changes.slice(0, limit), hasMore: changes.length > limit };
    }),
    serve(getUpdates, () => ({ updates: updatesSection.nullable().parse(parseJson(store.results.newestSection('updates') ?? 'null')) })),
    serve(getExposedItems, (_, { signal }) => {
      mayMatch();
      return exposures.askAll(signal);
    }),
    serve(getHistory, () => machineHistory(store, clock.now())),
  ];
}

function shortened({ verdict, coverage, unreadable, finishedAt }: ReturnType<AgentStore['results']['results']>[number]) {
  return {
    verdict: verdict.status === 'pass' ? verdict : { ...verdict, subjects: verdict.subjects.slice(0, mostPlaces) },
    coverage,
    unreadable: unreadable.slice(0, mostPlaces),
    places: unreadable.length,
    finishedAt,
  };
}
