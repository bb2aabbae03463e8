import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
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
import type { PolicyStatus } from '../../contracts/policy.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { storedStatus } from '../agent-status.ts';
import type { ScanControl } from '../scan/scan-control.ts';
import { settleFindings } from '../settle-findings.ts';
import type { ExposureAsker } from '../exposure/ask-exposure.ts';
import type { CollectorLink } from '../upload/collector-link.ts';
import { type ServedCall, serve } from './local-server.ts';

export interface LocalCallDeps {
  readonly store: AgentStore;
  readonly scans: ScanControl;
  readonly link: CollectorLink;
  nextScanAtMs(): number | null;
  policyStatus(): PolicyStatus;
  readonly startedAt: string;
  readonly exposures: ExposureAsker;
}

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** What the agent answers to people at the machine. */
export function localCalls({ store, scans, link, nextScanAtMs, policyStatus, startedAt, exposures }: LocalCallDeps): ServedCall[] {
  return [
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
        rssBytes: process.memoryUsage.rss(),
        ...storedStatus(store),
      };
    }),
    serve(listFindings, ({ state, limit }) => ({ findings: [...store.findings.list({ state, limit })] })),
    serve(runScan, async ({ scannerIds, paced }, { progress, signal }) => {
      if (signal.aborted) throw new AppError('CANCELLED', 'The agent is ending.');
      const scanId = await scans.run({ scannerIds, paced }, progress);
      link.wake();
      return { scanId };
    }),
    serve(getExposure, ({ cve }, { signal }) => exposures.ask(cve, signal)),
    serve(uploadNow, async (_, { signal }) => ({ sent: await link.flush(signal) })),
    serve(getLastUpload, () => {
      const last = store.outbox.lastSent();
      return { sentAt: last?.sentAt ?? null, body: last?.body ?? null };
    }),
  ];
}

/** What the agent answers to its own account and to administrators alone. */
export function controlCalls({ store, link, clock }: Pick<LocalCallDeps, 'store' | 'link'> & { readonly clock: Clock }): ServedCall[] {
  return [
    serve(settleCall, ({ decision, fingerprints, by, reason }) => {
      const settled = settleFindings(store, { decision, chosen: fingerprints, by, reason }, clock);
      link.wake();
      return { settled };
    }),
  ];
}
