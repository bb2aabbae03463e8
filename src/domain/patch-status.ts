import type { PendingUpdate, UpdateState } from './facts.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { FindingDraft } from './finding.ts';
import type { Judgement } from './judgement.ts';
import { oldestSince, type PendingSince, pendingSince } from './pending-since.ts';
import type { Severity } from './severity.ts';
import { serviceDrafts } from './update-service.ts';
import type { Verdict, VerdictReason } from './verdict.ts';

/** Lists older than this tell nothing about what is missing today. */
export const listsStaleAfterDays = 7;
const dayMs = 86_400_000;

/**
 * Fails on any pending security update. Without lists, with stale ones, with one that could not be read, or with updates that may be for
 * security, absence of security updates means nothing: unknown;
 * what stale lists do show as missing is missing all the same. `before` is what the last judgement remembered.
 */
export function judgePatchStatus(state: UpdateState, nowMs: number, before: PendingSince = {}): Judgement {
  const since = pendingSince(state, before, nowMs);
  const common = {
    section: { name: 'updates', body: sectionOf(state, since) } as const,
    remember: JSON.stringify(since),
  };
  const ofService = serviceDrafts(state.service, nowMs);
  if (state.pending === null)
    return { ...common, verdict: { status: 'unknown', reason: 'update-source-unsupported', subjects: [] }, drafts: ofService };
  const security = state.pending.filter(({ isSecurity }) => isSecurity);
  const drafts = [
    ...(security.length > 0 ? [missing(security, oldestSince(since))] : []),
    ...listDrafts(state.listsFetchedAtMs, nowMs),
    ...ofService,
  ];
  if (security.length > 0)
    return {
      ...common,
      verdict: { status: 'fail', reason: 'security-updates-pending', subjects: security.map(({ name }) => name) },
      drafts,
    };
  return { ...common, verdict: unclearVerdict(state, nowMs) ?? { status: 'pass' }, drafts };
}

function unclearVerdict({ unreadLists = [], unclassed = [], listsFetchedAtMs }: UpdateState, nowMs: number): Verdict | null {
  if (unreadLists.length > 0) return { status: 'unknown', reason: 'update-lists-unreadable', subjects: unreadLists };
  const reason = listsReason(listsFetchedAtMs, nowMs);
  if (reason) return { status: 'unknown', reason, subjects: [] };
  return unclassed.length > 0 ? { status: 'unknown', reason: 'update-class-unknown', subjects: unclassed } : null;
}

/** As `contracts/summary.ts` has it. */
function sectionOf({ pending, listsFetchedAtMs, lastInstalledAtMs, service }: UpdateState, since: PendingSince): object {
  return {
    pending: pending?.map(({ name, installed, candidate, isSecurity }) => ({ name, installed, candidate, isSecurity })) ?? null,
    listsFetchedAt: isoOrNull(listsFetchedAtMs),
    lastInstalledAt: isoOrNull(lastInstalledAtMs),
    oldestSecuritySince: isoOrNull(oldestSince(since)),
    automatic: service.automatic,
    lastAutomaticAt: isoOrNull(service.lastSuccessAtMs),
  };
}

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function missing(security: readonly PendingUpdate[], sinceMs: number | null): Omit<FindingDraft, 'scannerId'> {
  const names = security.map(({ name }) => name);
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ` (+${names.length - 3})` : '');
  return {
    rule: 'patch-status.security-updates-pending',
    fingerprint: fingerprintOf('patch-status', 'security-updates'),
    severity: 'high',
    evidence: {
      subject: shown,
      after: {
        count: security.length,
        missingSince: isoOrNull(sinceMs),
        packages: security.map(({ name, installed, candidate }) => `${name} ${installed} → ${candidate}`),
      },
    },
  };
}

function listDrafts(fetchedAtMs: number | null, nowMs: number): Omit<FindingDraft, 'scannerId'>[] {
  const reason = listsReason(fetchedAtMs, nowMs);
  if (!reason) return [];
  const after = fetchedAtMs === null ? {} : { fetchedAt: new Date(fetchedAtMs).toISOString() };
  const severity: Severity = 'medium';
  return [
    {
      rule: `patch-status.${reason}`,
      fingerprint: fingerprintOf('patch-status', 'update-lists'),
      severity,
      evidence: { subject: 'update-lists', after },
    },
  ];
}

function listsReason(
  fetchedAtMs: number | null,
  nowMs: number,
): Extract<VerdictReason, 'update-lists-missing' | 'update-lists-stale'> | null {
  if (fetchedAtMs === null) return 'update-lists-missing';
  return nowMs - fetchedAtMs > listsStaleAfterDays * dayMs ? 'update-lists-stale' : null;
}
