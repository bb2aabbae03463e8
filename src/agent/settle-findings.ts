import { AppError } from '../base/app-error.ts';
import { type Clock, isoTime } from '../base/clock.ts';
import type { Explanation } from '../domain/explanation.ts';
import { isUnsettled } from '../domain/finding.ts';
import { type Decision, stateAfter } from '../domain/finding-state.ts';
import type { AgentStore } from '../storage/agent/agent-store.ts';
import type { StoredFinding } from '../storage/agent/finding-store.ts';
import { enqueueSummary } from './upload/enqueue-summary.ts';

export interface Settlement {
  readonly decision: Decision;
  /** Fingerprints, or the first 6 or more digits of them. */
  readonly chosen: readonly string[] | 'all-unsettled';
  readonly by: string;
  readonly reason: string;
}

/**
 * A person acknowledges findings, or takes them for what should be: then the baseline moves to the present state of their
 * things. All of them or none; who, when and why is kept and goes to the collector. Returns how many. Throws USAGE for a name
 * that fits none or several, and for a finding that is settled already.
 */
export function settleFindings(store: AgentStore, { decision, chosen, by, reason }: Settlement, clock: Clock): number {
  return store.transaction(() => {
    const findings = chosen === 'all-unsettled' ? allUnsettled(store) : uniqueOf(chosen.map((name) => named(store, name)));
    const at = isoTime(clock);
    for (const finding of findings) {
      const to = stateAfter(finding.state, decision);
      if (to === null) throw alreadySettled(finding);
      if (to === 'expected') takeAsBaseline(store, finding, { by: 'person', person: by, reason });
      store.findings.addStep(finding.fingerprint, { at, from: finding.state, to, by, reason });
    }
    if (findings.length > 0) enqueueSummary(store, clock);
    return findings.length;
  });
}

function allUnsettled(store: AgentStore): StoredFinding[] {
  const unsettled = store.findings.list().filter(({ state }) => isUnsettled(state));
  return unsettled.flatMap(({ fingerprint }) => store.findings.find(fingerprint));
}

const uniqueOf = (findings: readonly StoredFinding[]): StoredFinding[] => [
  ...new Map(findings.map((finding) => [finding.fingerprint, finding])).values(),
];

function named(store: AgentStore, name: string): StoredFinding {
  const [finding, second] = /^[0-9a-f]{6,32}$/.test(name) ? store.findings.find(name) : [];
  if (!finding)
    throw new AppError(
      'USAGE',
      `There is no finding "${name}". "wardwatch findings" lists them; the first 6 digits or more of the fingerprint are enough.`,
    );
  if (second) throw new AppError('USAGE', `"${name}" fits more than one finding. Give more digits of the fingerprint.`);
  return finding;
}

function alreadySettled({ fingerprint, state, history }: StoredFinding): AppError {
  const last = history?.findLast(({ to }) => to === state);
  const since = last ? ` since ${last.at}${last.by === null ? '' : ` (${last.by})`}` : '';
  return new AppError('USAGE', `The finding ${fingerprint.slice(0, 8)} is settled already: it is ${state}${since}. Nothing was changed.`);
}

function takeAsBaseline(store: AgentStore, { fingerprint, scannerId, about, evidence }: StoredFinding, because: Explanation): void {
  const things = evidence.flood ? store.floods.things(fingerprint) : about ? [about] : [];
  for (const { kind, key } of things) store.baselines.accept(scannerId, kind, key, because);
}
