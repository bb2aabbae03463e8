import { createHmac } from 'node:crypto';
import type { Evidence, Finding } from './finding.ts';
import type { Attributes } from './thing.ts';

/** Attributes that may leave a workstation; every other one stays on it. Lists of paths are redacted like subjects. */
export const attributesThatMayLeave: readonly string[] = [
  'because',
  'count',
  'digest',
  'fetchedAt',
  'files',
  'gid',
  'groups',
  'linkTarget',
  'mode',
  'packages',
  'password',
  'rights',
  'scope',
  'size',
  'type',
  'uid',
];

/** Names a person without telling the name: the same on this endpoint each time, meaningless elsewhere. */
export type Pseudonym = (name: string) => string;

/** A keyed hash (HMAC-SHA-256, 8 hexadecimal digits); the key never leaves the endpoint. */
export function createPseudonym(key: string): Pseudonym {
  return (name) => `~${createHmac('sha256', key).update(name).digest('hex').slice(0, 8)}`;
}

// The segment after a folder of homes or of personal spools names a person.
const personal = /((?:^|\/)(?:home|Users|crontabs|mail)\/)([^/\\\s]+)/gi;
// On Windows names have spaces, and end where no name goes on.
const personalOnWindows = /((?:^|\\)Users\\)([^\\/:*?"<>|\r\n]+)/gi;
// The security identifier of an account of this machine or of a domain.
const accountSid = /\bS-1-5-21(?:-\d+){4}/gi;
const knownNames: ReadonlySet<string> = new Set(['root', 'Public', 'Default', 'All Users']);

export function redactText(text: string, pseudonym: Pseudonym): string {
  const named = (_: string, folder: string, name: string): string => folder + nameless(name, pseudonym);
  return text
    .replaceAll(personal, named)
    .replaceAll(personalOnWindows, named)
    .replaceAll(accountSid, (sid) => pseudonym(sid));
}

/** The subjects of a scanner's verdict: account names become pseudonyms, persons in paths too. */
export function redactSubjects(scannerId: string, subjects: readonly string[], pseudonym: Pseudonym): string[] {
  return subjects.map((subject) =>
    scannerId === 'privileged-accounts' && !subject.includes('/') ? nameless(subject, pseudonym) : redactText(subject, pseudonym),
  );
}

const nameless = (name: string, pseudonym: Pseudonym): string => (knownNames.has(name) ? name : pseudonym(name));

/** What of a finding may leave the workstation: no names of persons, no file contents, no free text. */
export function redactFinding(finding: Finding, pseudonym: Pseudonym): Finding {
  const { subject, before, after } = finding.evidence;
  const evidence: Evidence = {
    subject: finding.rule.startsWith('account.') ? nameless(subject, pseudonym) : redactText(subject, pseudonym),
    ...(before ? { before: redactAttributes(before, pseudonym) } : {}),
    ...(after ? { after: redactAttributes(after, pseudonym) } : {}),
  };
  return { ...finding, evidence };
}

function redactAttributes(attributes: Attributes, pseudonym: Pseudonym): Attributes {
  const kept = Object.entries(attributes).filter(([name]) => attributesThatMayLeave.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, redactValue(value, pseudonym)]));
}

function redactValue(value: Attributes[string], pseudonym: Pseudonym): Attributes[string] {
  if (typeof value === 'string') return redactText(value, pseudonym);
  return Array.isArray(value) ? value.map((entry: string) => redactText(entry, pseudonym)) : value;
}
