import type { SupportEnd } from '../domain/advisories/advisory.ts';
import { type Candidate, createMatchTarget, type MatchTarget, type UpdateFacts } from '../domain/advisories/match-target.ts';
import type { NamedItem } from '../domain/advisories/named-item.ts';
import { type ProductKey, productKey, productKeyParts } from '../domain/advisories/product-key.ts';
import { updatesInEffect } from '../domain/advisories/updates-in-effect.ts';
import type { Inventory, InventoryFrame } from '../domain/inventory/inventory.ts';
import { systemKeyOf } from '../domain/inventory/system-key.ts';
import { namedItemsOf } from './named-items.ts';

export interface MatchFacts extends UpdateFacts {
  /** The end of support of exactly this product; null where none is known. */
  supportEndOf(product: ProductKey): SupportEnd | null;
}

/** An inventory made ready for matching on a day, `YYYY-MM-DD`. */
export const matchTargetOf = (inventory: Inventory, facts: MatchFacts, today: string): MatchTarget =>
  frameTarget({ ...inventory, hasSoftware: inventory.software !== null }, namedItemsOf(inventory), facts, today);

/** The same from its parts; `items` may be those alone that the advisories in question name. */
export function frameTarget(frame: InventoryFrame, items: readonly NamedItem[], facts: MatchFacts, today: string): MatchTarget {
  const { system, hasSoftware } = frame;
  const systemKey = systemKeyOf(system);
  const isWindows = system.family === 'windows';
  const version = system.build !== null && system.revision !== null ? `${system.build}.${system.revision}` : null;
  const effect = isWindows ? updatesInEffect(facts, { systemKey, version, installed: frame.updates }) : null;
  const itself: NamedItem[] =
    isWindows && systemKey !== null
      ? [
          {
            item: [system.product, system.version].filter(Boolean).join(' '),
            installed: effect?.installed ?? version,
            keys: [systemKey],
            vendor: 'Microsoft',
            isDistributed: false,
          },
        ]
      : [];
  const ended = (item: NamedItem): Candidate => ({ ...item, endedOn: endedOn(item, systemKey, facts, today) });
  return createMatchTarget({
    system,
    systemKey,
    hasSoftware,
    candidates: [...itself, ...items].map(ended),
    updates: effect?.updates ?? null,
    newestUnknownUpdate: effect?.newestUnknownUpdate ?? 0,
  });
}

/** The day by which even fixes for those who pay have ended; a package of a distribution ends with that. */
function endedOn({ keys, isDistributed }: NamedItem, systemKey: ProductKey | null, facts: MatchFacts, today: string): string | null {
  const asked =
    isDistributed && systemKey !== null ? [systemKey] : keys.flatMap((key) => [key, productKey({ ...productKeyParts(key), name: '' })]);
  for (const key of new Set(asked)) {
    const end = facts.supportEndOf(key);
    const last = end?.extendedEndsOn ?? end?.endsOn;
    if (last !== undefined && last < today) return last;
  }
  return null;
}
