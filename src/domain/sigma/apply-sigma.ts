import type { Change } from '../change.ts';
import type { CitedRule, FindingDraft } from '../finding.ts';
import { severityRank } from '../severity.ts';
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

const mostCited = 10;

/** The rules that match each change, gravest first, at most 10; a change that none matches is not in the answer. */
export function applySigma(rules: readonly AcceptedRule[], changes: readonly Change[]): ReadonlyMap<Change, readonly SigmaRule[]> {
  const byKind = new Map<EventKind, AcceptedRule[]>();
  for (const rule of rules) for (const kind of rule.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), rule]);
  return new Map(
    changes.flatMap((change) => {
      const matching = eventsOfChange(change).flatMap((event) => matchingRules(byKind.get(event.kind) ?? [], event));
      const gravestFirst = [...new Set(matching)].toSorted((a, b) => rankOf(b) - rankOf(a));
      return gravestFirst.length === 0 ? [] : [[change, gravestFirst.slice(0, mostCited)] as const];
    }),
  );
}

const rankOf = ({ severity }: SigmaRule): number => (severity === null ? -1 : severityRank(severity));

/** A rule is asked only of events of its product that tell every field it looks at. */
function matchingRules(rules: readonly AcceptedRule[], { product, fields, withheld }: LoggedEvent): SigmaRule[] {
  const event = sigmaEvent(fields);
  return rules
    .filter(({ rule }) => rule.logSource.product === null || rule.logSource.product === product)
    .filter((rule) => !withheld.some((field) => rule.fields.has(field)))
    .filter((rule) => rule.matches(event))
    .map(({ rule }) => rule);
}

/**
 * A finding with the rules that match its change: as grave as the gravest of them if that is graver, of their technique where it
 * has none of its own. It stays the finding of its thing.
 */
export function withRules(draft: FindingDraft, rules: readonly SigmaRule[]): FindingDraft {
  if (rules.length === 0) return draft;
  const severities = rules.flatMap(({ severity }) => severity ?? []);
  const severity = [draft.severity, ...severities].toSorted((a, b) => severityRank(b) - severityRank(a))[0] ?? draft.severity;
  const technique = draft.technique ?? rules.flatMap(({ techniques }) => techniques)[0];
  return { ...draft, severity, technique, evidence: { ...draft.evidence, rules: rules.map(cite) } };
}

/** What the Detection Rule License and good manners ask to be shown beside a match. */
const cite = ({ id, title, author, license, severity }: SigmaRule): CitedRule => ({ id, title, author, license, severity });
