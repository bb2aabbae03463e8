import { changesBetween, findingOfChange } from '../../domain/change.ts';
import type { ScannerVerdict, Unreadable } from '../../domain/coverage.ts';
import { type Finding, isUnsettled } from '../../domain/finding.ts';
import type { Judgement } from '../../domain/judgement.ts';
import { reconcile, type Transition } from '../../domain/reconcile.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { AboutThing } from '../../storage/agent/finding-store.ts';
import type { ScannerRun } from './run-scanner.ts';

export interface StoredRun {
  readonly verdict: ScannerVerdict;
  readonly transitions: readonly Transition[];
}

/** Tells one scanner's reading against what is stored and commits all that follows from it, in one transaction. */
export function storeRun(store: AgentStore, run: ScannerRun, now: string): StoredRun {
  return store.transaction(() => {
    const { scannerId } = run.coverage;
    const { transitions, baselineMade } = run.judgement
      ? applyJudgement(store, scannerId, run.judgement, now)
      : { transitions: [], baselineMade: false };
    const verdict = { scannerId, ...verdictOf(run, transitions, baselineMade) };
    store.results.saveResult({ verdict, coverage: run.coverage, unreadable: [...(run.judgement?.unreadable ?? [])], finishedAt: now });
    return { verdict, transitions };
  });
}

function applyJudgement(
  store: AgentStore,
  scannerId: string,
  judgement: Judgement,
  now: string,
): { transitions: Transition[]; baselineMade: boolean } {
  const things = judgement.things ?? [];
  const unreadable = judgement.unreadable ?? [];
  const baseline = judgement.things ? store.baselines.read(scannerId) : [];
  if (baseline === null) store.baselines.make(scannerId, things, now);
  const changes = baseline === null ? [] : changesBetween(baseline, things, (thing) => isHidden(thing.key, unreadable));
  store.baselines.logChanges(scannerId, changes, now);
  const about = new Map<string, AboutThing>();
  const changeDrafts = changes.map((change) => {
    const draft = findingOfChange(scannerId, change);
    about.set(draft.fingerprint, change);
    return draft;
  });
  const drafts = [...changeDrafts, ...(judgement.drafts ?? []).map((draft) => ({ ...draft, scannerId }))];
  const stored = store.findings.ofScanner(scannerId);
  const transitions = reconcile({ stored, drafts, now, isCovered: (finding) => !isHidden(finding.evidence.subject, unreadable) });
  for (const { finding, event } of transitions) store.findings.save(finding, event !== 'seen', about.get(finding.fingerprint));
  if (judgement.section) store.results.saveSection(judgement.section);
  return { transitions, baselineMade: baseline === null };
}

const isHidden = (key: WatchedThing['key'], unreadable: readonly Unreadable[]): boolean =>
  unreadable.some(({ subject }) => key.startsWith(subject));

function verdictOf({ judgement, coverage }: ScannerRun, transitions: readonly Transition[], baselineMade: boolean): Verdict {
  if (!judgement) return coverage.status === 'skipped' ? unknown('scanner-skipped', []) : unknown('scanner-failed', []);
  if (judgement.verdict && judgement.verdict.status !== 'pass') return judgement.verdict;
  const open = transitions.map(({ finding }) => finding).filter((finding: Finding) => isUnsettled(finding.state));
  if (open.length > 0 && !judgement.verdict)
    return { status: 'fail', reason: 'unexplained-changes', subjects: open.map(({ evidence }) => evidence.subject) };
  if (baselineMade) return unknown('baseline-just-made', []);
  const hidden = judgement.unreadable ?? [];
  return hidden.length > 0
    ? unknown(
        'partly-unreadable',
        hidden.map(({ subject }) => subject),
      )
    : { status: 'pass' };
}

const unknown = (reason: Extract<Verdict, { reason: string }>['reason'], subjects: readonly string[]): Verdict => ({
  status: 'unknown',
  reason,
  subjects,
});
