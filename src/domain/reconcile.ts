import { attributesText } from './change.ts';
import { type Evidence, eventRules, type Finding, type FindingDraft } from './finding.ts';
import { severityRank } from './severity.ts';
import { changeKinds } from './thing.ts';

/** What a scan does to one finding; a person hears of what is raised or reopened. */
export interface Transition {
  readonly finding: Finding;
  readonly event: 'raised' | 'reopened' | 'seen' | 'resolved';
}

export interface ReconcileInput {
  /** Stored findings of the scanners that were covered by this scan, in any state. */
  readonly stored: readonly Finding[];
  readonly drafts: readonly FindingDraft[];
  /** False where the place of a finding could not be read this time: it is neither seen nor resolved. */
  readonly isCovered: (finding: Finding) => boolean;
  /** RFC 3339. */
  readonly now: string;
}

/** The life of a finding: raised once, reopened when it comes back or changes again, resolved when it is gone. */
export function reconcile({ stored, drafts, isCovered, now }: ReconcileInput): Transition[] {
  const known = new Map(stored.map((finding) => [finding.fingerprint, finding]));
  const present = strongestByFingerprint(drafts);
  const told = [...present.values()].map((draft) => appear(draft, known.get(draft.fingerprint), now));
  const gone = stored.filter((finding) => !present.has(finding.fingerprint) && isCovered(finding) && ends(finding));
  return [...told, ...gone.map((finding): Transition => ({ finding: { ...finding, state: 'resolved' }, event: 'resolved' }))];
}

function appear(draft: FindingDraft, before: Finding | undefined, now: string): Transition {
  if (!before) return { finding: { ...draft, state: 'open', firstSeenAt: now, lastSeenAt: now }, event: 'raised' };
  const same = presentText(before.evidence) === presentText(draft.evidence);
  const settledAnew = before.state === 'resolved' || !same;
  const state = settledAnew ? 'open' : before.state;
  const event = before.state !== 'open' && state === 'open' ? 'reopened' : 'seen';
  return { finding: { ...draft, state, firstSeenAt: before.firstSeenAt, lastSeenAt: now }, event };
}

/** An accepted change has moved the baseline and is no longer drafted: it stays expected. An accepted state may end. */
function ends(finding: Finding): boolean {
  if (finding.state === 'resolved' || eventRules.some((rule) => rule === finding.rule)) return false;
  const isChange = changeKinds.some((change) => finding.rule.endsWith(`.${change}`));
  return !(finding.state === 'expected' && isChange);
}

function strongestByFingerprint(drafts: readonly FindingDraft[]): Map<string, FindingDraft> {
  const strongest = new Map<string, FindingDraft>();
  for (const draft of drafts) {
    const other = strongest.get(draft.fingerprint);
    if (!other || severityRank(draft.severity) > severityRank(other.severity)) strongest.set(draft.fingerprint, draft);
  }
  return strongest;
}

/** What is the case now, however it was noticed: two scans that see the same present tell nothing new. */
function presentText({ subject, after }: Evidence): string {
  return `${subject}\n${after ? attributesText(after) : ''}`;
}
