import type { ProductKey } from './product-key.ts';

/** Software that was built together, with all names that advisories may call it by. Machines of one image share it. */
export interface NamedItem {
  /** For people: the name as it is installed. */
  readonly item: string;
  /** Null where it has none that is known. */
  readonly installed: string | null;
  readonly keys: readonly ProductKey[];
  readonly vendor: string | null;
  /** Built by a distribution, which fixes under versions of its own. */
  readonly isDistributed: boolean;
}
