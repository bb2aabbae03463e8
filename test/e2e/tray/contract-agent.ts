import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type LocalServer, type ServedCall, serve, startLocalServer } from '../../../src/agent/local-api/local-server.ts';
import { controlPathOf } from '../../../src/agent/local-api/socket-path.ts';
import { AppError } from '../../../src/base/app-error.ts';
import { cancelScan, pauseScans, resumeScans, watchScan } from '../../../src/contracts/local-scans.ts';
import { getChecks, getExposedItems, getHistory, getUpdates, listChanges } from '../../../src/contracts/local-views.ts';
import { type AgentStatus, getLastUpload, getStatus, listFindings, runScan, settleFindings } from '../../../src/contracts/local-api.ts';
import { type Finding, isUnsettled } from '../../../src/domain/finding.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import { type ShownMachine, untouchedMachine } from './shown-machine.ts';

/** A double that speaks the agent's contract over a real socket, for states that a real agent reaches only with patience. */
export interface ContractAgent {
  readonly path: string;
  is(status: Partial<AgentStatus>): void;
  has(findings: readonly Finding[]): void;
  /** What the views show beside status and findings. */
  shows(machine: Partial<ShownMachine>): void;
  /** From now on it speaks as an agent of another version: with a status that this one does not know. */
  speaksAs(version: string): void;
  /** The next scan ends with this error. */
  failNextScan(error: AppError): void;
  /** From now on calls are taken and never answered, as by an agent that hangs. */
  hang(): void;
  /** Decisions are taken from nobody from now on, as where a person has no right to them. */
  refuseDecisions(error?: AppError): void;
  readonly calls: string[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

function countBySeverity(findings: readonly Finding[]): AgentStatus['openFindings'] {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return { info: count('info'), low: count('low'), medium: count('medium'), high: count('high'), critical: count('critical') };
}

/** The status of an enrolled machine with nothing to do. */
export const healthy = (): AgentStatus => ({
  agentVersion: '0.1.0',
  pid: process.pid,
  startedAt: secondsAgo(86_400),
  endpointId: 'c7e7cf7e-6f0e-4c05-9d5a-5a3b2d9a4a10',
  unitName: 'Bệnh viện Đa khoa tỉnh',
  collectorUrl: 'https://wardwatch.example.vn:8443',
  scanning: false,
  lastScanAt: secondsAgo(300),
  nextScanAt: secondsAgo(-3300),
  lastUploadAt: secondsAgo(280),
  waitingUploads: 0,
  lastUploadError: null,
  patchStatus: 'pass',
  openFindings: countBySeverity([]),
  acknowledgedFindings: countBySeverity([]),
  rssBytes: 92_000_000,
  pause: null,
  notifications: { tell: 'nobody' },
});

const scannerIds = ['os-release', 'patch-status', 'file-integrity'];

export function createContractAgent(folder: string): ContractAgent {
  const path = join(folder, 'agent.sock');
  const calls: string[] = [];
  let status = healthy();
  let findings: readonly Finding[] = [];
  let failure: AppError | null = null;
  let isHanging = false;
  let machine = untouchedMachine;
  let foreignVersion: string | null = null;
  let cancelled = false;
  let refusal: AppError | null = null;
  let server: LocalServer | null = null;
  let control: LocalServer | null = null;

  const served: ServedCall[] = [
    serve(getStatus, () => status),
    serve(listFindings, ({ state }) => ({ findings: findings.filter((finding) => state === undefined || finding.state === state) })),
    serve(getLastUpload, () => machine.lastUpload),
    serve(getChecks, () => ({ checks: [...machine.checks] })),
    serve(listChanges, ({ only, before = Number.MAX_SAFE_INTEGER, limit }) => {
      const fitting = machine.changes.filter(({ id, explanation }) => (explanation === null) === (only === 'unexplained') && id < before);
      return { changes: fitting.slice(0, limit), hasMore: fitting.length > limit };
    }),
    serve(getUpdates, () => ({ updates: machine.updates })),
    serve(getExposedItems, () => machine.exposed),
    serve(getHistory, () => machine.history),
    serve(watchScan, () => ({ scanId: null })),
    serve(cancelScan, () => {
      if (!status.scanning) return { cancelled: false };
      cancelled = true;
      return { cancelled: true };
    }),
    serve(resumeScans, () => {
      const wasPaused = Boolean(status.pause);
      status = { ...status, pause: null };
      return { wasPaused };
    }),
    serve(runScan, async (_, { progress }) => {
      const scanId = randomUUID();
      status = { ...status, scanning: true };
      progress({ event: 'scan-started', scanId, scannerIds });
      for (const scannerId of scannerIds) {
        progress({ event: 'scanner-started', scannerId });
        await wait(400);
        const coverage = { scannerId, status: 'ok', durationMs: 400 } as const;
        progress({ event: 'scanner-finished', coverage, verdict: 'pass', findings: [], unreadable: [] });
        if (cancelled) failure = new AppError('CANCELLED', 'A person ended the scan.');
        cancelled = false;
        if (failure) break;
      }
      status = { ...status, scanning: false, lastScanAt: failure ? status.lastScanAt : secondsAgo(0) };
      const thrown = failure;
      failure = null;
      if (thrown) throw thrown;
      progress({ event: 'scan-finished', scanId, raised: 2, resolved: 1 });
      return { scanId };
    }),
  ];
  const decided = serve(settleFindings, ({ decision, fingerprints, by, reason }) => {
    calls.push(`${decision} ${by}: ${reason}`);
    if (refusal) throw refusal;
    const to = decision === 'accept' ? 'expected' : 'acknowledged';
    const settle = (finding: Finding): Finding => {
      const step = { at: secondsAgo(0), from: finding.state, to, by, reason } as const;
      return fingerprints.includes(finding.fingerprint) ? { ...finding, state: to, history: [...(finding.history ?? []), step] } : finding;
    };
    has(findings.map(settle));
    return { settled: fingerprints.length };
  });
  const paused = serve(pauseScans, ({ minutes, by, reason, itCode }) => {
    calls.push(`pause ${minutes} ${by}: ${reason}${itCode === undefined ? '' : ' with a code'}`);
    if (refusal && itCode === undefined) throw refusal;
    const until = secondsAgo(-60 * minutes);
    status = { ...status, pause: { until, by, reason } };
    return { until };
  });
  const has = (given: readonly Finding[]): void => {
    findings = given;
    const unsettled = given.filter(({ state }) => isUnsettled(state));
    const acknowledged = given.filter(({ state }) => state === 'acknowledged');
    status = { ...status, openFindings: countBySeverity(unsettled), acknowledgedFindings: countBySeverity(acknowledged) };
  };
  const observed = served.map(({ name, handle }): ServedCall => {
    const observe: ServedCall['handle'] = (raw, context) => {
      calls.push(name);
      if (foreignVersion !== null && name === getStatus.name) return Promise.resolve({ agentVersion: foreignVersion, mood: 'new' });
      return isHanging ? Promise.withResolvers<unknown>().promise : handle(raw, context);
    };
    return { name, handle: observe };
  });
  return {
    path,
    calls,
    is: (changed) => {
      status = { ...status, ...changed };
    },
    has,
    shows: (shown) => {
      machine = { ...machine, ...shown };
    },
    speaksAs: (version) => {
      foreignVersion = version;
    },
    refuseDecisions: (error = new AppError('FORBIDDEN', 'Not for you.')) => {
      refusal = error;
    },
    failNextScan: (error) => {
      failure = error;
    },
    hang: () => {
      isHanging = true;
    },
    async start() {
      isHanging = false;
      foreignVersion = null;
      server = await startLocalServer(path, [...observed, decided, paused]);
      control = await startLocalServer(controlPathOf(path), [decided, paused], 'owner');
    },
    async stop() {
      await server?.close();
      await control?.close();
      server = null;
      control = null;
    },
  };
}
