import type { MachineHistory } from '../../contracts/local-views.ts';
import { mostHistoryPoints } from '../../contracts/local-views.ts';
import { findingsOverTime } from '../../domain/history/findings-over-time.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { pendingHistory } from './pending-history.ts';

const mostDays = 90;
const mostFindings = 20_000;

/** What the database tells of the past. Before the first scan nothing is known, and nothing is drawn. */
export function machineHistory(store: AgentStore, nowMs: number): MachineHistory {
  const scans = store.results.scans();
  const findings = store.findings.list({ limit: mostFindings });
  const starts = [...scans.map(({ startedAt }) => startedAt), ...findings.map(({ firstSeenAt }) => firstSeenAt)];
  const fromMs = starts.reduce((first, at) => Math.min(first, Date.parse(at)), nowMs);
  return {
    findings: starts.length === 0 ? [] : findingsOverTime(findings, { fromMs, nowMs, mostDays }),
    updates: pendingHistory(store).slice(-mostHistoryPoints),
    scans: scans
      .slice(-mostHistoryPoints)
      .map(({ startedAt, finishedAt }) => ({ at: finishedAt, durationMs: Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) })),
  };
}
