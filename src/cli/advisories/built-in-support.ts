import { productKey, productKeyParts } from '../../domain/advisories/product-key.ts';
import { supportOf } from '../../domain/end-of-life/support-of.ts';
import type { SystemIdentity } from '../../domain/inventory/inventory.ts';
import { systemKeyOf } from '../../domain/inventory/system-key.ts';
import type { MatchFacts } from '../../inventory/match-target.ts';

/** The day of the built-in dates that say of a system that it is out of support; null where imported or confirmed ones say it. */
export function builtInSupportDay(system: SystemIdentity, { supportEndOf }: Pick<MatchFacts, 'supportEndOf'>): string | null {
  const key = systemKeyOf(system);
  const imported = key === null ? null : (supportEndOf(key) ?? supportEndOf(productKey({ ...productKeyParts(key), name: '' })));
  const support = imported === null ? supportOf(system) : null;
  return support === null || support.confirmedBy !== undefined ? null : support.readOn;
}
