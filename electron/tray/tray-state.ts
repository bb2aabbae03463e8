import { type AgentStatus, alarmingFindings } from '../../src/contracts/local-api.ts';
import type { LinkState } from '../agent-link/link-state.ts';

/** What the icon shows. Each has a shape of its own under `build/icons/`. */
export const trayStates = ['good', 'attention', 'critical', 'unreachable', 'paused'] as const;
export type TrayState = (typeof trayStates)[number];

/** A scan older than this says little about the machine of now. */
export const scanStaleAfterMs = 48 * 3_600_000;

export function trayStateOf(link: LinkState, now: number): TrayState {
  if (link.kind !== 'reachable') return 'unreachable';
  const { critical, high, medium } = alarmingFindings(link.status);
  if (critical > 0) return 'critical';
  if (link.status.pause) return 'paused';
  return high > 0 || medium > 0 || !isKnownToBeWell(link.status, now) ? 'attention' : 'good';
}

/** Unknown is not well: never scanned, scanned too long ago, patch status unknown or an upload that does not go through. */
function isKnownToBeWell({ patchStatus, lastScanAt, lastUploadError }: AgentStatus, now: number): boolean {
  return patchStatus === 'pass' && !isScanStale(lastScanAt, now) && lastUploadError === null;
}

export function isScanStale(lastScanAt: string | null, now: number): boolean {
  return lastScanAt === null || now - Date.parse(lastScanAt) > scanStaleAfterMs;
}
