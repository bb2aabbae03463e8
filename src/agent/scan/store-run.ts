import type { Change } from '../../domain/change.ts';
import type { ScannerVerdict } from '../../domain/coverage.ts';
import type { Explanation } from '../../domain/explanation.ts';
import { type Evidence, type Finding, type FindingDraft, isUnsettled } from '../../domain/finding.ts';
import type { Judgement } from '../../domain/judgement.ts';
import { reconcile, type Transition } from '../../domain/reconcile.ts';
import { severityRank } from '../../domain/severity.ts';
import type { SigmaRule } from '../../domain/sigma/sigma-rule.ts';
import { topFolder } from '../../domain/top-folder.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { notePending } from '../history/pending-history.ts';
import { isHidden, type PlannedChanges } from './plan-changes.ts';
import type { ScannerRun } from './run-scanner.ts';
import { tellFloods } from './tell-floods.ts';

/** Under which setting a scanner's memory is kept. */
export const memoryKey = (scannerId: string): string => `memory:${scannerId}`;

export interface StoredRun {
  readonly verdict: ScannerVerdict;
  readonly transitions: readonly Transition[];
  /** Changes that something explains: stored, told to nobody. */
  readonly explained: number;
}

export interface RunToStore {
  readonly run: ScannerRun;
  readonly planned: PlannedChanges;
  readonly explanations: ReadonlyMap<Change, Explanation>;
  /** Detection rules that match a change, gravest first. */
  readonly matches: ReadonlyMap<Change, readonly SigmaRule[]>;
  /** RFC 3339. */
  readonly now: string;
}

/** Commits one scanner's reading and all that follows from it, in one transaction. */
export function storeRun(store: AgentStore, { run, planned, explanations, matches, now }: RunToStore): StoredRun {
  return store.transaction(() => {
    const { scannerId } = run.coverage;
    const transitions = run.judgement ? apply(store, { scannerId, judgement: run.judgement, planned, explanations, matches, now }) : [];
    const verdict = { scannerId, ...verdictOf(run, transitions, planned.makesBaseline) };
    store.results.saveResult({ verdict, coverage: run.coverage, unreadable: [...(run.judgement?.unreadable ?? [])], finishedAt: now });
    return { verdict, transitions, explained: explanations.size };
  });
}

interface Application extends Omit<RunToStore, 'run'> {
  readonly scannerId: string;
  readonly judgement: Judgement;
}

function apply(store: AgentStore, { scannerId, judgement, planned, explanations, matches, now }: Application): Transition[] {
  if (planned.makesBaseline) store.baselines.make(scannerId, judgement.things ?? [], now);
  store.baselines.adopt(scannerId, planned.adopted);
  store.baselines.logChanges(scannerId, planned.changes, explanations, now);
  for (const { kind, key } of explanations.keys()) store.baselines.accept(scannerId, kind, key);
  const unexplained = planned.changes.filter((change) => !explanations.has(change));
  const unreadable = judgement.unreadable ?? [];
  const told = tellFloods(store, { scannerId, changes: unexplained, matches, unreadable, now });
  const drafts = [...told.drafts, ...(judgement.drafts ?? []).map((draft) => ({ ...draft, scannerId }))];
  const { stored, own } = withTakenOver(store, scannerId, drafts);
  const isCovered = ({ fingerprint, evidence }: Finding): boolean =>
    evidence.flood ? store.floods.count(fingerprint) === 0 : !isHidden(evidence.subject, unreadable);
  const transitions = reconcile({ stored, drafts: own, now, isCovered });
  const before = new Map(stored.map((finding) => [finding.fingerprint, finding]));
  for (const transition of transitions) save(store, transition, before, told.about);
  if (judgement.section) store.results.saveSection(judgement.section);
  if (judgement.section?.name === 'updates') notePending(store, judgement.section.body, now);
  if (judgement.remember !== undefined) store.setSetting(memoryKey(scannerId), judgement.remember);
  return transitions;
}

/** A flood that rose or fell is news too: its figure is what people go by. So is what another rule says of an old finding. */
function save(
  store: AgentStore,
  { finding, event, step }: Transition,
  before: ReadonlyMap<string, Finding>,
  about: ReadonlyMap<string, Change>,
): void {
  const { fingerprint, evidence } = finding;
  const known = before.get(fingerprint)?.evidence;
  const isNews = event !== 'seen' || evidence.flood?.count !== known?.flood?.count || !sameRules(evidence.rules, known?.rules);
  store.findings.save(finding, isNews, about.get(fingerprint));
  if (step) store.findings.addStep(fingerprint, step);
}

const sameRules = (some: Evidence['rules'] = [], others: Evidence['rules'] = []): boolean =>
  JSON.stringify(some) === JSON.stringify(others);

/**
 * One thing is one finding, whoever sees it: what another scanner has told, at least as gravely, and nobody has settled is
 * left to that scanner; anything else this one takes over.
 */
function withTakenOver(
  store: AgentStore,
  scannerId: string,
  drafts: readonly FindingDraft[],
): { stored: readonly Finding[]; own: readonly FindingDraft[] } {
  const ours = store.findings.ofScanner(scannerId);
  const known = new Set(ours.map(({ fingerprint }) => fingerprint));
  const others = drafts.filter(({ fingerprint }) => !known.has(fingerprint)).flatMap(({ fingerprint }) => store.findings.find(fingerprint));
  const elsewhere = new Map(others.map((finding) => [finding.fingerprint, finding]));
  const isTold = ({ fingerprint, severity }: FindingDraft): boolean => {
    const other = elsewhere.get(fingerprint);
    return other !== undefined && other.state !== 'resolved' && severityRank(other.severity) >= severityRank(severity);
  };
  const own = drafts.filter((draft) => !isTold(draft));
  const taken = own.flatMap(({ fingerprint }) => elsewhere.get(fingerprint) ?? []);
  return { stored: [...ours, ...taken], own };
}

function verdictOf({ judgement, coverage }: ScannerRun, transitions: readonly Transition[], baselineMade: boolean): Verdict {
  if (!judgement) return coverage.status === 'skipped' ? unknown('scanner-skipped', []) : unknown('scanner-failed', []);
  if (judgement.verdict && judgement.verdict.status !== 'pass') return judgement.verdict;
  const open = transitions.map(({ finding }) => finding).filter(({ state }) => isUnsettled(state));
  if (open.length > 0 && !judgement.verdict) return { status: 'fail', reason: 'unexplained-changes', subjects: open.map(subjectOf) };
  if (baselineMade) return unknown('baseline-just-made', []);
  const hidden = judgement.unreadable ?? [];
  return hidden.length > 0
    ? unknown(
        'partly-unreadable',
        hidden.map(({ subject }) => subject),
      )
    : { status: 'pass' };
}

/** A verdict leaves the workstation: of a flood it tells no folder but the top one. */
const subjectOf = ({ evidence: { subject, flood } }: Finding): string => (flood ? topFolder(`${subject}/`) : subject);

const unknown = (reason: Extract<Verdict, { reason: string }>['reason'], subjects: readonly string[]): Verdict => ({
  status: 'unknown',
  reason,
  subjects,
});
