import { createHash } from 'node:crypto';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { ListedRule } from './load-rules.ts';

const reportedKey = 'sigma:reported';

/** One event of the agent, for the next summary, whenever other rules are refused than the last time. It names no rule and no file. */
export function reportRefused(store: AgentStore, listed: readonly ListedRule[], now: string): void {
  const refused = listed.filter((rule) => rule.status === 'refused');
  const reasons = refused.map(({ file, title, refusals }) => JSON.stringify([file, title, refusals]));
  const digest = createHash('sha256').update(reasons.join('\n')).digest('hex');
  if (store.setting(reportedKey) === digest || (refused.length === 0 && store.setting(reportedKey) === null)) return;
  const counts = new Map<string, number>();
  for (const code of refused.flatMap(({ refusals }) => refusals[0]?.code ?? [])) counts.set(code, (counts.get(code) ?? 0) + 1);
  const shown = [...counts].toSorted(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
  store.transaction(() => {
    store.results.addEvent({
      at: now,
      code: 'SIGMA_RULES_REFUSED',
      detail: `${refused.length}/${listed.length}: ${shown.join(', ')}`.slice(0, 500),
    });
    store.setSetting(reportedKey, digest);
  });
}

/** The rules took longer than they may: the rest of the changes of this scan were held against none. */
export function reportStopped(store: AgentStore, longestMs: number, now: string): void {
  store.results.addEvent({ at: now, code: 'SIGMA_TIME_EXCEEDED', detail: `${longestMs} ms` });
}
