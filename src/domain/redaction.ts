import type { Evidence, Finding, FindingStep, Flood, RuleId } from './finding.ts';
import { longestReason } from './finding-state.ts';
import type { Attributes } from './thing.ts';
import { nameless, type Pseudonym, redactText, systemPlace } from './redact-text.ts';
import { topFolder } from './top-folder.ts';

/** Attributes that may leave a workstation; every other one stays on it. Lists of paths are redacted like subjects. */
export const attributesThatMayLeave: readonly string[] = [
  'because',
  'count',
  'digest',
  'extendedEndsOn',
  'fetchedAt',
  'files',
  'gid',
  'groups',
  'lastSuccessAt',
  'linkTarget',
  'missingSince',
  'mode',
  'packages',
  'password',
  'rights',
  'running',
  'scope',
  'size',
  'supportBuiltInOn',
  'supportConfirmedBy',
  'supportEndsOn',
  'supportReadIn',
  'supportSource',
  'type',
  'uid',
];

/** The subjects of a scanner's verdict: account names become pseudonyms, persons in paths too. */
export function redactSubjects(scannerId: string, subjects: readonly string[], pseudonym: Pseudonym): string[] {
  return subjects.map((subject) =>
    scannerId === 'privileged-accounts' && !subject.includes('/') ? nameless(subject, pseudonym) : redactText(subject, pseudonym),
  );
}

/** What of a finding may leave the workstation: no names of persons, no file contents, no free text. */
export function redactFinding(finding: Finding, pseudonym: Pseudonym): Finding {
  const { subject, before, after, rules, flood } = finding.evidence;
  const evidence: Evidence = {
    subject: redactSubject(finding.rule, subject, pseudonym),
    ...(before ? { before: redactAttributes(before, pseudonym) } : {}),
    ...(after ? { after: redactAttributes(after, pseudonym) } : {}),
    ...(rules ? { rules: rules.map((rule) => ({ ...rule, title: redactText(rule.title, pseudonym) })) } : {}),
  };
  const history = finding.history?.map((step) => redactStep(step, pseudonym));
  return {
    ...finding,
    evidence: flood ? redactFlood(finding.rule, evidence, flood, pseudonym) : evidence,
    ...(history ? { history } : {}),
  };
}

const redactSubject = (rule: RuleId, subject: string, pseudonym: Pseudonym): string =>
  rule.startsWith('account.') ? nameless(subject, pseudonym) : redactText(subject, pseudonym);

/** A flood is often one of documents: only examples from system places leave, and of other places no more than the top folder. */
function redactFlood(rule: RuleId, { subject, rules }: Evidence, flood: Flood, pseudonym: Pseudonym): Evidence {
  const examples = flood.examples
    .filter((example) => systemPlace.test(example) || rule.startsWith('account.'))
    .map((example) => redactSubject(rule, example, pseudonym));
  return {
    subject: systemPlace.test(`${subject}/`) ? subject : topFolder(`${subject}/`),
    flood: { ...flood, examples },
    ...(rules ? { rules } : {}),
  };
}

/** That and why a finding was settled leaves the workstation; who did it is a pseudonym elsewhere, also where the reason names that person. */
function redactStep(step: FindingStep, pseudonym: Pseudonym): FindingStep {
  const { by, reason } = step;
  if (by === null || reason === null) return { ...step, by: null, reason: null };
  const alias = pseudonym(by);
  const without = reason.normalize('NFC').replaceAll(new RegExp(literal(by.normalize('NFC')), 'giu'), alias);
  return { ...step, by: alias, reason: redactText(without, pseudonym).slice(0, longestReason) };
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

function redactAttributes(attributes: Attributes, pseudonym: Pseudonym): Attributes {
  const kept = Object.entries(attributes).filter(([name]) => attributesThatMayLeave.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, redactValue(value, pseudonym)]));
}

function redactValue(value: Attributes[string], pseudonym: Pseudonym): Attributes[string] {
  if (typeof value === 'string') return redactText(value, pseudonym);
  return Array.isArray(value) ? value.map((entry: string) => redactText(entry, pseudonym)) : value;
}
