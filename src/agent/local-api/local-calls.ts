import type { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { type Clock, isoTime } from '../../base/clock.ts';
import { productVersion } from '../../base/version.ts';
import {
  getExposure,
  getLastUpload,
  getStatus,
  listFindings,
  runScan,
  settleFindings as settleCall,
  uploadNow,
} from '../../contracts/local-api.ts';
import { cancelScan, pauseScans, resumeScans, watchScan } from '../../contracts/local-scans.ts';
import type { NotificationSettings } from '../../contracts/configuration.ts';
import type { PolicyStatus } from '../../contracts/policy.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { storedStatus } from '../agent-status.ts';
import type { Pause } from '../pause/pause.ts';
import type { ScanControl } from '../scan/scan-control.ts';
import { createCallRate } from '../access/call-rate.ts';
import type { ItCode } from '../access/it-code.ts';
import { settleFindings } from '../settle-findings.ts';
import type { ExposureAsker } from '../exposure/ask-exposure.ts';
import type { CollectorLink } from '../upload/collector-link.ts';
import { type ServedCall, serve } from './local-server.ts';
import { viewCalls } from './view-calls.ts';

export interface LocalCallDeps {
  readonly store: AgentStore;
  readonly scans: ScanControl;
  readonly link: CollectorLink;
  nextScanAtMs(): number | null;
  policyStatus(): PolicyStatus;
  readonly clock: Clock;
  readonly itCode: ItCode;
  readonly exposures: ExposureAsker;
  readonly pause: Pause;
  notifications(): NotificationSettings;
}

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** What the agent answers to people at the machine. */
export function localCalls(deps: LocalCallDeps): ServedCall[] {
  const { store, scans, link, nextScanAtMs, policyStatus, clock, exposures, itCode, pause } = deps;
  const startedAt = isoTime(clock);
  const mayScan = createCallRate(10, 60_000, clock);
  const mayUpload = createCallRate(30, 10_000, clock);
  return [
    ...viewCalls({ store, clock, exposures }),
    serve(getStatus, () => {
      const enrolment = link.enrolment();
      return {
        agentVersion: productVersion,
        pid: process.pid,
        startedAt,
        endpointId: enrolment?.endpointId ?? null,
        unitName: enrolment?.unitName ?? null,
        collectorUrl: enrolment?.url ?? null,
        scanning: scans.isRunning(),
        nextScanAt: isoOrNull(nextScanAtMs()),
        lastUploadError: link.lastError()?.message ?? null,
        policy: policyStatus(),
        pause: pause.now(),
        notifications: deps.notifications(),
        rssBytes: process.memoryUsage.rss(),
        ...storedStatus(store),
      };
    }),
    serve(listFindings, ({ state, limit }) => ({ findings: [...store.findings.list({ state, limit })] })),
    serve(runScan, async ({ scannerIds, paced }, { progress, signal }) => {
      if (signal.aborted) throw new AppError('CANCELLED', 'The agent is ending.');
      if (!scans.isRunning()) mayScan(); // who joins the one under way costs the machine nothing
      const scanId = await scans.run({ scannerIds, paced, isAskedFor: true }, progress);
      link.wake();
      return { scanId };
    }),
    serve(watchScan, async (_, { progress }) => ({ scanId: (await scans.watch(progress)) ?? null })),
    serve(cancelScan, () => ({ cancelled: scans.cancel() })),
    serve(resumeScans, () => ({ wasPaused: pause.end() })),
    serve(pauseScans, async (request) => {
      await itCode.demand(request.itCode);
      return { until: pause.begin(request) };
    }),
    serve(getExposure, ({ cve }, { signal }) => exposures.ask(cve, signal)),
    serve(uploadNow, async (_, { signal }) => {
      mayUpload();
      return { sent: await link.flush(signal) };
    }),
    serve(getLastUpload, () => {
      const last = store.outbox.lastSent();
      return { sentAt: last?.sentAt ?? null, body: last?.body ?? null };
    }),
    serve(settleCall, async (request) => {
      await itCode.demand(request.itCode);
      return settle({ store, link, clock }, request);
    }),
  ];
}

type SettleDeps = Pick<LocalCallDeps, 'store' | 'link' | 'clock'>;
type ControlDeps = SettleDeps & Pick<LocalCallDeps, 'pause'>;

/** What the agent answers to its own account and to administrators alone. */
export function controlCalls(deps: ControlDeps): ServedCall[] {
  return [serve(settleCall, (request) => settle(deps, request)), serve(pauseScans, (request) => ({ until: deps.pause.begin(request) }))];
}

function settle({ store, link, clock }: SettleDeps, { decision, fingerprints, by, reason }: z.infer<typeof settleCall.request>) {
  const settled = settleFindings(store, { decision, chosen: fingerprints, by, reason }, clock);
  link.wake();
  return { settled };
}
