import type { SupportEnd } from '../domain/advisories/advisory.ts';
import {
  type Candidate,
  type CoverageFacts,
  createMatchTarget,
  type MatchTarget,
  type UpdateFacts,
} from '../domain/advisories/match-target.ts';
import { gapsOf } from '../domain/advisories/coverage.ts';
import type { NamedItem } from '../domain/advisories/named-item.ts';
import { type ProductKey, productKey, productKeyParts } from '../domain/advisories/product-key.ts';
import { updatesInEffect } from '../domain/advisories/updates-in-effect.ts';
import { supportOf } from '../domain/end-of-life/support-of.ts';
import { frameOf, type Inventory, type InventoryFrame, type SystemIdentity } from '../domain/inventory/inventory.ts';
import { systemKeyOf } from '../domain/inventory/system-key.ts';
import { namedItemsOf } from './named-items.ts';

export interface MatchFacts extends UpdateFacts, CoverageFacts {
  /** The end of support of exactly this product; null where none is known. */
  supportEndOf(product: ProductKey): SupportEnd | null;
}

/** An inventory made ready for matching on a day, `YYYY-MM-DD`. */
export const matchTargetOf = (inventory: Inventory, facts: MatchFacts, today: string): MatchTarget =>
  frameTarget(frameOf(inventory), namedItemsOf(inventory), facts, today);

/** The same from its parts; `items` may be those alone that the advisories in question name. */
export function frameTarget(frame: InventoryFrame, items: readonly NamedItem[], facts: MatchFacts, today: string): MatchTarget {
  const { system, hasSoftware } = frame;
  const areUpdatesPartial = frame.areUpdatesPartial ?? false;
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
  const systemEnd = endOfSystem(system, systemKey, facts);
  const ended = (item: NamedItem): Candidate => {
    const end = item.isDistributed || item === itself[0] ? systemEnd : endOfProgram(item, facts);
    const isLowerBound = item === itself[0] && version === null && item.installed !== null && areUpdatesPartial;
    return { ...item, endedOn: end !== null && end < today ? end : null, ...(isLowerBound && { isLowerBound }) };
  };
  return createMatchTarget({
    system,
    systemKey,
    hasSoftware,
    candidates: [...itself, ...items].map(ended),
    gaps: systemKey === null ? new Set() : gapsOf(systemKey, facts.releasesOf(productKeyParts(systemKey).space)),
    updates: effect?.updates ?? null,
    missing: effect?.missing ?? null,
    areUpdatesPartial,
    newestUnknownUpdate: effect?.newestUnknownUpdate ?? 0,
  });
}

/** The day by which even fixes for those who pay end: of an imported document, or else of the facts that come along. */
function endOfSystem(system: SystemIdentity, systemKey: ProductKey | null, facts: MatchFacts): string | null {
  const imported = systemKey === null ? null : lastDay(systemKey, facts);
  const support = imported === null ? supportOf(system) : null;
  return imported ?? support?.extended?.endsOn ?? support?.endsOn ?? null;
}

const endOfProgram = ({ keys }: NamedItem, facts: MatchFacts): string | null =>
  keys.reduce<string | null>((end, key) => end ?? lastDay(key, facts), null);

/** Of exactly this product, or of its release as a whole. */
function lastDay(key: ProductKey, { supportEndOf }: MatchFacts): string | null {
  const end = supportEndOf(key) ?? supportEndOf(productKey({ ...productKeyParts(key), name: '' }));
  return end?.extendedEndsOn ?? end?.endsOn ?? null;
}
