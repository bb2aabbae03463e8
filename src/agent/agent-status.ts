import type { AgentStatus } from '../contracts/local-api.ts';
import { type Finding, isUnsettled } from '../domain/finding.ts';
import type { Severity } from '../domain/severity.ts';
import type { VerdictStatus } from '../domain/verdict.ts';
import type { AgentStore } from '../storage/agent/agent-store.ts';

/** The part of the agent's status that its database tells, whether or not an agent runs. */
export type StoredStatus = Pick<
  AgentStatus,
  'lastScanAt' | 'lastUploadAt' | 'waitingUploads' | 'patchStatus' | 'openFindings' | 'acknowledgedFindings'
>;

export function storedStatus(store: AgentStore): StoredStatus {
  const findings = store.findings.list();
  return {
    lastScanAt: store.results.lastScan()?.finishedAt ?? null,
    lastUploadAt: store.outbox.lastSent()?.sentAt ?? null,
    waitingUploads: store.outbox.waiting(),
    patchStatus: patchStatusOf(store),
    openFindings: countBySeverity(findings.filter(({ state }) => isUnsettled(state))),
    acknowledgedFindings: countBySeverity(findings.filter(({ state }) => state === 'acknowledged')),
  };
}

function patchStatusOf(store: AgentStore): VerdictStatus {
  return store.results.results().find(({ verdict }) => verdict.scannerId === 'patch-status')?.verdict.status ?? 'unknown';
}

function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
