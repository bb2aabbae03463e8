import type { Change } from '../change.ts';
import { type CitedRule, type FindingDraft, mostCitedRules } from '../finding.ts';
import { gravestFirst, severityRank } from '../severity.ts';
import type { AcceptedRule } from './accept-rule.ts';
import { fileEvents } from './file-events.ts';
import type { EventKind } from './log-sources.ts';
import { serviceEvents, taskEvents } from './log-events.ts';
import type { LoggedEvent } from './logged-event.ts';
import { registryEvents } from './registry-events.ts';
import { sigmaEvent } from './sigma-event.ts';
import type { SigmaRule } from './sigma-rule.ts';

/** The events that a change tells of; none for what no log source of `log-sources.ts` would have held. */
export function eventsOfChange(change: Change): LoggedEvent[] {
  return [...fileEvents(change), ...registryEvents(change), ...serviceEvents(change), ...taskEvents(change)];
}

/** Asks rules about one change; null where `mayGoOn` said no before all were asked. */
export type RuleMatcher = (change: Change) => readonly SigmaRule[] | null;

/** The rules that match a change, gravest first. */
export function createRuleMatcher(rules: readonly AcceptedRule[], mayGoOn: () => boolean): RuleMatcher {
  const byKind = new Map<EventKind, AcceptedRule[]>();
  for (const rule of rules) for (const kind of rule.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), rule]);
  return (change) => {
    const matching = new Set<SigmaRule>();
    for (const logged of eventsOfChange(change)) {
      const event = sigmaEvent(logged.fields);
      for (const rule of (byKind.get(logged.kind) ?? []).filter((candidate) => mayAsk(candidate, logged))) {
        if (!mayGoOn()) return null;
        if (rule.matches(event)) matching.add(rule.rule);
      }
    }
    return gravestFirst(matching);
  };
}

/** A rule is asked only of events of its product that tell every field it looks at. */
const mayAsk = ({ rule: { logSource }, fields }: AcceptedRule, { product, withheld }: LoggedEvent): boolean =>
  (logSource.product === null || logSource.product === product) && !withheld.some((field) => fields.has(field));

/**
 * A finding with the rules that match its change: as grave as the gravest of them if that is graver, of their technique where it
 * has none of its own. It stays the finding of its thing.
 */
export function withRules(draft: FindingDraft, rules: readonly SigmaRule[]): FindingDraft {
  if (rules.length === 0) return draft;
  const severities = [draft.severity, ...rules.flatMap(({ severity }) => severity ?? [])];
  const severity = severities.reduce((gravest, one) => (severityRank(one) > severityRank(gravest) ? one : gravest));
  const technique = draft.technique ?? rules.flatMap(({ techniques }) => techniques)[0];
  return { ...draft, severity, technique, evidence: { ...draft.evidence, rules: rules.slice(0, mostCitedRules).map(cite) } };
}

/** What the Detection Rule License and good manners ask to be shown beside a match. */
const cite = ({ id, title, author, license, severity }: SigmaRule): CitedRule => ({ id, title, author, license, severity });
