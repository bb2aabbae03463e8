import type { PendingUpdate, UpdateState } from './facts.ts';

/** Since when each pending security update has been seen on this machine, ms since the epoch, by `pendingKey`. */
export type PendingSince = Readonly<Record<string, number>>;

const pendingKey = ({ name, candidate }: PendingUpdate): string => `${name} ${candidate}`;

/**
 * What to remember of the security updates that are pending now. Advisories of rpm tell when they were issued. Archives of apt do not tell
 * when they first offered an update: one that is new here counts from now, or from the date of the lists that offer it where these are
 * older.
 */
export function pendingSince({ pending, securityListsDatedMs }: UpdateState, before: PendingSince, nowMs: number): PendingSince {
  const latestMs = Math.min(nowMs, securityListsDatedMs ?? nowMs);
  const security = (pending ?? []).filter(({ isSecurity }) => isSecurity);
  const sinceOf = (update: PendingUpdate): number =>
    Math.min(before[pendingKey(update)] ?? latestMs, update.offeredSinceMs ?? nowMs, nowMs);
  return Object.fromEntries(security.map((update) => [pendingKey(update), sinceOf(update)]));
}

export const oldestSince = (since: PendingSince): number | null => {
  const all = Object.values(since);
  return all.length === 0 ? null : Math.min(...all);
};
