import { randomUUID } from 'node:crypto';
import { AppError } from '../../base/app-error.ts';
import { type Clock, isoTime } from '../../base/clock.ts';
import type { ScanEvent } from '../../contracts/scan-event.ts';
import type { Change } from '../../domain/change.ts';
import type { SigmaRule } from '../../domain/sigma/sigma-rule.ts';
import type { RuleMatching } from '../sigma/match-rules.ts';
import type { Coverage, ScannerVerdict } from '../../domain/coverage.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Host } from '../../platform/host.ts';
import type { ScanContext, Scanner } from '../../scanners/scanner.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { ScannedHost } from '../../storage/agent/result-store.ts';
import { enqueueSummary } from '../upload/enqueue-summary.ts';
import { resolveLimitExceeded } from '../watchdog/report-limit.ts';
import { runScanner, type ScannerRun } from './run-scanner.ts';
import { memoryKey, storeRun, type StoredRun } from './store-run.ts';
import { type ExplainDeps, explainChanges } from './explain-changes.ts';
import { nothing, planChanges } from './plan-changes.ts';
import type { MaintenanceWindow } from '../../domain/maintenance-window.ts';

export interface ScanDeps {
  readonly host: Host;
  readonly clock: Clock;
  readonly store: AgentStore;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: ScanEvent) => void;
  /** Detection rules that unexplained changes are held against. */
  readonly rules?: RuleMatching;
}

export interface ScanChoice {
  readonly scanners: readonly Scanner[];
  /** Scanner ids that configuration switches off: reported as skipped, never as passed. */
  readonly skip: readonly string[];
  readonly maintenance?: readonly MaintenanceWindow[];
  readonly removableMedia?: ScanContext['removableMedia'];
  readonly importedSupport?: ScanContext['importedSupport'];
  readonly extraFiles?: readonly string[];
  readonly rehashDays?: number;
  /** Organisations whose signed programs explain a change. */
  readonly knownPublishers?: readonly string[];
}

export interface ScanOutcome {
  readonly scanId: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly host: ScannedHost;
  readonly verdicts: readonly ScannerVerdict[];
  readonly coverage: readonly Coverage[];
  /** Findings that this scan resolved. */
  readonly resolved: readonly Finding[];
}

/** The chosen of `known`, all of them for no choice. Throws SCAN_UNKNOWN for an id that is none. */
export function chooseScanners(known: readonly Scanner[], ids: readonly string[] | undefined): readonly Scanner[] {
  const unknown = ids?.find((id) => !known.some((scanner) => scanner.id === id));
  if (unknown !== undefined)
    throw new AppError('SCAN_UNKNOWN', `There is no scanner "${unknown}". Known are: ${known.map(({ id }) => id).join(', ')}.`);
  return ids === undefined || ids.length === 0 ? known : known.filter(({ id }) => ids.includes(id));
}

/**
 * Runs scanners one after the other, storing what each found before the next begins; at the end the summary for the
 * collector is committed to the outbox. A cancelled scan throws CANCELLED and keeps what was stored.
 */
export async function runScan(
  {
    scanners,
    skip,
    maintenance = [],
    removableMedia = 'allowed',
    importedSupport = () => null,
    extraFiles = [],
    rehashDays = 7,
    knownPublishers = [],
  }: ScanChoice,
  deps: ScanDeps,
): Promise<ScanOutcome> {
  const { host, clock, store, signal, onEvent = () => undefined } = deps;
  const scanId = randomUUID();
  const startedAt = isoTime(clock);
  const chosen = scanners.filter(({ runsOn }) => runsOn.includes(host.os));
  onEvent({ event: 'scan-started', scanId, scannerIds: chosen.map(({ id }) => id) });
  const scanned = describe(host, await host.readOsRelease(signal));
  const verdicts: ScannerVerdict[] = [];
  const coverage: Coverage[] = [];
  const resolved: Finding[] = [];
  let raised = 0;
  for (const scanner of chosen) {
    onEvent({ event: 'scanner-started', scannerId: scanner.id });
    const run = skip.includes(scanner.id)
      ? skipped(scanner)
      : await runScanner(scanner, {
          host,
          clock,
          signal,
          remembered: store.setting(memoryKey(scanner.id)),
          removableMedia,
          importedSupport,
          extraFiles,
          rehashDays,
          ledger: store.ledger,
        });
    const { verdict, transitions } = await settle(run, { ...deps, maintenance, knownPublishers });
    verdicts.push(verdict);
    coverage.push(run.coverage);
    resolved.push(...transitions.filter(({ event }) => event === 'resolved').map(({ finding }) => finding));
    raised += transitions.filter(({ event }) => event === 'raised' || event === 'reopened').length;
    const open = transitions.map(({ finding }) => finding).filter(({ state }) => state === 'open');
    onEvent({
      event: 'scanner-finished',
      coverage: run.coverage,
      verdict: verdict.status,
      findings: open,
      unreadable: [...(run.judgement?.unreadable ?? [])],
    });
  }
  const finishedAt = isoTime(clock);
  store.transaction(() => {
    store.results.saveScan(scanId, startedAt, finishedAt, scanned);
    resolveLimitExceeded(store, clock);
    enqueueSummary(store, clock);
  });
  onEvent({ event: 'scan-finished', scanId, raised, resolved: resolved.length });
  return { scanId, startedAt, finishedAt, host: scanned, verdicts, coverage, resolved };
}

/** Tells a reading against the baseline, asks what explains the differences, and commits all of it. */
async function settle(
  run: ScannerRun,
  { store, host, clock, signal, rules, maintenance, knownPublishers }: ScanDeps & Pick<ExplainDeps, 'maintenance' | 'knownPublishers'>,
): Promise<StoredRun> {
  const { scannerId } = run.coverage;
  const planned = run.judgement ? planChanges(store, scannerId, run.judgement) : nothing;
  const sinceMs = Date.parse(store.results.lastReadAt(scannerId) ?? isoTime(clock));
  const explanations = await explainChanges(planned.changes, {
    host,
    maintenance,
    knownPublishers,
    nowMs: clock.now(),
    sinceMs,
    signal,
  });
  const unexplained = planned.changes.filter((change) => !explanations.has(change));
  const matches = (await rules?.match(unexplained, signal)) ?? new Map<Change, readonly SigmaRule[]>();
  return storeRun(store, { run, planned, explanations, matches, now: isoTime(clock) });
}

function skipped({ id }: Scanner): ScannerRun {
  return { coverage: { scannerId: id, status: 'skipped', reason: 'configuration', durationMs: 0 }, judgement: null };
}

function describe(host: Host, release: Awaited<ReturnType<Host['readOsRelease']>>): ScannedHost {
  return { hostname: release.hostname, os: host.os, osName: release.name, osVersion: release.version, kernel: release.kernel };
}
