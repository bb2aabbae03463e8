import { type AgentStatus, alarmingFindings } from '../../src/contracts/local-api.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { isAtLeast } from '../../src/domain/severity.ts';

/** What a person at this machine should do first. Its tone agrees with the icon in the tray. */
export type Advice =
  | { readonly kind: 'finding'; readonly tone: 'critical' | 'attention'; readonly finding: Finding; readonly others: number }
  /** Counted by the status; the findings themselves are not here yet. */
  | { readonly kind: 'counted'; readonly tone: 'critical' | 'attention'; readonly count: number }
  | { readonly kind: Doubt; readonly tone: 'attention' }
  | { readonly kind: 'paused'; readonly tone: 'paused'; readonly until: string }
  | { readonly kind: 'nothing'; readonly tone: 'good' };
export type Doubt = 'never-scanned' | 'first-scan' | 'patches-missing' | 'patches-unknown' | 'scan-stale' | 'upload-fails';
export type Tone = Advice['tone'];

/** A scan older than this says little about the machine of now. */
const scanStaleAfterMs = 48 * 3_600_000;

/** Pure. Critical findings come first, then what makes every other word uncertain, then findings that ask for action. */
export function adviceFor(status: AgentStatus, findings: readonly Finding[] | null, now: number): Advice {
  const { critical, high, medium } = alarmingFindings(status);
  const count = critical + high + medium;
  const tone = critical > 0 ? 'critical' : 'attention';
  if (critical === 0 && status.pause) return { kind: 'paused', tone: 'paused', until: status.pause.until };
  if (status.lastScanAt === null && critical === 0) return { kind: status.scanning ? 'first-scan' : 'never-scanned', tone: 'attention' };
  if (count > 0) {
    const finding = gravest(findings ?? []);
    return finding ? { kind: 'finding', tone, finding, others: count - 1 } : { kind: 'counted', tone, count };
  }
  const doubt = doubtOf(status, now);
  return doubt ? { kind: doubt, tone: 'attention' } : { kind: 'nothing', tone: 'good' };
}

const gravest = (findings: readonly Finding[]): Finding | undefined =>
  findings.find(({ severity, state }) => state === 'open' && isAtLeast(severity, 'medium'));

function doubtOf({ patchStatus, lastScanAt, lastUploadError }: AgentStatus, now: number): Doubt | null {
  if (patchStatus === 'fail') return 'patches-missing';
  if (patchStatus === 'unknown') return 'patches-unknown';
  if (lastScanAt !== null && now - Date.parse(lastScanAt) > scanStaleAfterMs) return 'scan-stale';
  return lastUploadError === null ? null : 'upload-fails';
}
