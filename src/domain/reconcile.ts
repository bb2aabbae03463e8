import { attributesText } from './change.ts';
import { type Evidence, eventRules, type Finding, type FindingDraft, type FindingStep } from './finding.ts';
import { type FindingEvent, mostStepsShown, stateAfter } from './finding-state.ts';
import { severityRank } from './severity.ts';
import { changeKinds } from './thing.ts';

/** What a scan does to one finding; a person hears of what is raised or reopened. */
export interface Transition {
  readonly finding: Finding;
  readonly event: 'raised' | 'reopened' | 'seen' | 'resolved';
  /** The step that was taken, the last of the finding's history; absent where its state stays. */
  readonly step?: FindingStep | undefined;
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
  return [...told, ...gone.map((finding): Transition => ({ ...moved(finding, 'gone', now), event: 'resolved' }))];
}

function appear(draft: FindingDraft, before: Finding | undefined, now: string): Transition {
  if (!before) return { finding: { ...draft, state: 'open', firstSeenAt: now, lastSeenAt: now }, event: 'raised' };
  const same = presentText(before.evidence) === presentText(draft.evidence);
  const { finding, step } = moved(before, same ? 'seen' : 'changed', now);
  const { state, firstSeenAt, history } = finding;
  return { finding: { ...draft, state, firstSeenAt, lastSeenAt: now, history }, event: step ? 'reopened' : 'seen', step };
}

/** A finding after something that a scan saw, and the step that this was. */
function moved(before: Finding, event: FindingEvent, at: string): Pick<Transition, 'finding' | 'step'> {
  const to = stateAfter(before.state, event);
  if (to === null || to === before.state) return { finding: before };
  const step: FindingStep = { at, from: before.state, to, by: null, reason: null };
  return { finding: { ...before, state: to, history: [...(before.history ?? []), step].slice(-mostStepsShown) }, step };
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
function presentText({ subject, after, flood }: Evidence): string {
  if (flood) return `flood ${flood.joined}`; // that some of it is undone is nothing new
  return `${subject}\n${after ? attributesText(after) : ''}`;
}
