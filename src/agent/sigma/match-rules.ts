import { createHash } from 'node:crypto';
import { type Clock, isoTime } from '../../base/clock.ts';
import type { Change } from '../../domain/change.ts';
import { applySigma } from '../../domain/sigma/apply-sigma.ts';
import type { SigmaRule } from '../../domain/sigma/sigma-rule.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { ListedRule, RuleFolder } from './load-rules.ts';

export interface RuleMatching {
  /** The rules that match each change; a change that none matches is not in the answer. */
  match(changes: readonly Change[]): Promise<ReadonlyMap<Change, readonly SigmaRule[]>>;
}

export interface RuleMatchingDeps {
  readonly folders: readonly RuleFolder[];
  readonly store: AgentStore;
  readonly clock: Clock;
}

/** Reads the rules when the first change asks for them: most scans find none, and pay nothing. */
export function createRuleMatching({ folders, store, clock }: RuleMatchingDeps): RuleMatching {
  let loading: Promise<readonly ListedRule[]> | null = null;
  const load = async (): Promise<readonly ListedRule[]> => {
    const { loadRules } = await import('./load-rules.ts');
    const listed = loadRules(folders);
    reportRefused(store, listed, isoTime(clock));
    return listed;
  };
  return {
    async match(changes) {
      if (changes.length === 0) return new Map();
      loading ??= load();
      const listed = await loading;
      return applySigma(
        listed.flatMap((rule) => (rule.status === 'accepted' ? [rule.accepted] : [])),
        changes,
      );
    },
  };
}

const reportedKey = 'sigma:reported';

/** One event of the agent, for the next summary, whenever other rules are refused than the last time. */
function reportRefused(store: AgentStore, listed: readonly ListedRule[], now: string): void {
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
