import type { Finding } from '../domain/finding.ts';
import type { Speaker } from '../domain/words/speaker.ts';
import type { CliText } from './text/catalogue.ts';

/** Rules of others that match it, what a person decided of a finding last, and some of the things of a flood; indented below the finding. */
export function detailLines({ history, evidence }: Finding, speak: Speaker, text: CliText): string[] {
  const last = history?.findLast(({ by }) => by !== null);
  const examples = evidence.flood?.examples ?? [];
  const rules = evidence.rules ?? [];
  return [
    ...rules.map((rule) => `    ${text.matchedRule(rule.title, rule.author ?? text.authorUnknown, rule.license ?? text.licenseUnknown)}`),
    ...(examples.length > 0 ? [`    ${examples.slice(0, 3).join(', ')}${(evidence.flood?.count ?? 0) > 3 ? ', …' : ''}`] : []),
    ...(last ? [`    ${text.settled(speak.state(last.to), last.by ?? '', last.at, last.reason ?? '')}`] : []),
  ];
}
