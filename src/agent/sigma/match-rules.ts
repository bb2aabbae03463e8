import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Clock, isoTime } from '../../base/clock.ts';
import type { Change } from '../../domain/change.ts';
import { createRuleMatcher, type RuleMatcher } from '../../domain/sigma/apply-sigma.ts';
import type { SigmaRule } from '../../domain/sigma/sigma-rule.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { RuleFolder } from './load-rules.ts';
import { reportRefused, reportStopped } from './report-rules.ts';

export interface RuleMatching {
  /** The rules that match each change, gravest first; a change that none matches is not in the answer. */
  match(changes: readonly Change[], signal: AbortSignal): Promise<ReadonlyMap<Change, readonly SigmaRule[]>>;
}

export interface RuleMatchingDeps {
  readonly folders: readonly RuleFolder[];
  readonly store: AgentStore;
  readonly clock: Clock;
  /** All of the time that one scan may spend on asking rules. */
  readonly longestMs?: number;
}

/** Reads the rules when the first change asks for them: most scans find none, and pay nothing. For one scan. */
export function createRuleMatching({ folders, store, clock, longestMs = 20_000 }: RuleMatchingDeps): RuleMatching {
  let loading: Promise<RuleMatcher> | null = null;
  let spentMs = 0;
  let turnBegan = 0;
  let isReported = false;
  const mayGoOn = (): boolean => spentMs + performance.now() - turnBegan < longestMs;
  const load = async (): Promise<RuleMatcher> => {
    const { loadRules } = await import('./load-rules.ts');
    const listed = loadRules(folders);
    reportRefused(store, listed, isoTime(clock));
    return createRuleMatcher(
      listed.flatMap((rule) => (rule.status === 'accepted' ? [rule.accepted] : [])),
      mayGoOn,
    );
  };
  const ask = (matcher: RuleMatcher, change: Change): readonly SigmaRule[] | null => {
    turnBegan = performance.now();
    const rules = matcher(change);
    spentMs += performance.now() - turnBegan;
    return rules;
  };
  return {
    async match(changes, signal) {
      const matches = new Map<Change, readonly SigmaRule[]>();
      if (changes.length === 0) return matches;
      loading ??= load();
      const matcher = await loading;
      for (const [index, change] of changes.entries()) {
        const rules = ask(matcher, change);
        if (rules === null) {
          if (!isReported) reportStopped(store, longestMs, isoTime(clock));
          isReported = true;
          break;
        }
        if (rules.length > 0) matches.set(change, rules);
        if (index % 100 === 99) await nextTurn();
        signal.throwIfAborted();
      }
      return matches;
    },
  };
}
