import type { PendingUpdate, UpdateState } from './facts.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { FindingDraft } from './finding.ts';
import type { Judgement } from './judgement.ts';
import type { Severity } from './severity.ts';
import type { VerdictReason } from './verdict.ts';

/** Lists older than this tell nothing about what is missing today. */
export const listsStaleAfterDays = 7;
const dayMs = 86_400_000;

/**
 * Fails on any pending security update. Without lists, or with stale ones, absence of updates means nothing: unknown;
 * what stale lists do show as missing is missing all the same.
 */
export function judgePatchStatus(state: UpdateState, nowMs: number): Judgement {
  if (state.status === 'unsupported') return { verdict: { status: 'unknown', reason: 'update-source-unsupported', subjects: [] } };
  const security = state.pending.filter(({ isSecurity }) => isSecurity);
  const body = {
    pending: state.pending,
    listsFetchedAt: isoOrNull(state.listsFetchedAtMs),
    lastInstalledAt: isoOrNull(state.lastInstalledAtMs),
  };
  const section = { name: 'updates', body } as const;
  const drafts = [...(security.length > 0 ? [missing(security)] : []), ...listDrafts(state.listsFetchedAtMs, nowMs)];
  if (security.length > 0)
    return { verdict: { status: 'fail', reason: 'security-updates-pending', subjects: security.map(({ name }) => name) }, drafts, section };
  const reason = listsReason(state.listsFetchedAtMs, nowMs);
  if (reason) return { verdict: { status: 'unknown', reason, subjects: [] }, drafts, section };
  return { verdict: { status: 'pass' }, drafts, section };
}

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function missing(security: readonly PendingUpdate[]): Omit<FindingDraft, 'scannerId'> {
  const names = security.map(({ name }) => name);
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ` (+${names.length - 3})` : '');
  return {
    rule: 'patch-status.security-updates-pending',
    fingerprint: fingerprintOf('patch-status', 'security-updates'),
    severity: 'high',
    evidence: {
      subject: shown,
      after: { count: security.length, packages: security.map(({ name, installed, candidate }) => `${name} ${installed} → ${candidate}`) },
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
