import { z } from 'zod';
import { parseJson } from '../../base/parse-json.ts';
import { updatesSection } from '../../contracts/summary.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';

const setting = 'pendingHistory';
const mostDays = 180;
const points = z.array(z.strictObject({ at: z.iso.datetime(), pending: z.int().nonnegative(), security: z.int().nonnegative() }));
export type PendingPoint = z.infer<typeof points>[number];

/** How many updates were pending, the last figure of each day (UTC), oldest first. */
export function pendingHistory(store: AgentStore): readonly PendingPoint[] {
  return points.safeParse(parseJson(store.setting(setting) ?? '[]')).data ?? [];
}

/** Part of the caller's transaction. What a machine cannot tell is no figure. */
export function notePending(store: AgentStore, section: unknown, now: string): void {
  const read = updatesSection.safeParse(section);
  const pending = read.data?.pending ?? null;
  if (pending === null) return;
  const earlier = pendingHistory(store).filter(({ at }) => at.slice(0, 10) !== now.slice(0, 10));
  const point = { at: now, pending: pending.length, security: pending.filter(({ isSecurity }) => isSecurity).length };
  store.setSetting(setting, JSON.stringify([...earlier, point].slice(-mostDays)));
}
