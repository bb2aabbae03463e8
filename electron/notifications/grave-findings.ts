import type { NotificationSettings } from '../../src/contracts/configuration.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { severityRank } from '../../src/domain/severity.ts';

/** What was found longer ago is no news: it stands in the window and at the collector. */
const newForMs = 24 * 3_600_000;
const vietnamMs = 7 * 3_600_000;

export interface GraveFindings {
  readonly findings: readonly Finding[];
  readonly settings: NotificationSettings;
  /** Fingerprints of what the person was told of already. */
  readonly told: ReadonlySet<string>;
  readonly now: number;
}

/** Pure. The findings to tell of now, gravest first: new, grave enough for the policy, and never told before. */
export function graveFindingsDue({ findings, settings, told, now }: GraveFindings): Finding[] {
  if (settings.tell === 'nobody' || isQuiet(settings, now)) return [];
  return findings
    .filter(({ severity }) => severity === 'critical' || (severity === 'high' && settings.tell === 'critical-and-high'))
    .filter(
      ({ fingerprint, state, firstSeenAt }) => state === 'open' && !told.has(fingerprint) && now - Date.parse(firstSeenAt) <= newForMs,
    )
    .toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity));
}

/** Pure. Quiet hours are by the clock in Vietnam; with one end alone there are none. */
export function isQuiet({ quiet_from: from, quiet_to: to }: NotificationSettings, now: number): boolean {
  if (from === undefined || to === undefined || from === to) return false;
  const time = new Date(now + vietnamMs).toISOString().slice(11, 16);
  return from < to ? time >= from && time < to : time >= from || time < to;
}
