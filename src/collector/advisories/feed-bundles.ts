import { writeBundle } from '../../advisories/feed/write-bundle.ts';
import type { Clock } from '../../base/clock.ts';
import type { AdvisoryStore } from '../../storage/advisories/advisory-store.ts';
import type { InventoryStore } from '../../storage/collector/inventory-store.ts';
import type { PemBundle } from '../tls/pem-bundle.ts';

export interface FeedBundlesDeps {
  readonly advisories: AdvisoryStore;
  readonly inventories: InventoryStore;
  readonly signer: PemBundle;
  readonly clock: Clock;
}

export interface FeedBundles {
  /** What an endpoint lacks, as a signed bundle; null where it has everything. Another collector's position counts for nothing. */
  since(position: { readonly feedId: string; readonly version: number } | null): Promise<Buffer | null>;
  /** Imports or inventories have changed: the next call looks again. */
  changed(): void;
}

/** Many endpoints ask for the same few: made once. */
const mostKept = 8;

export function createFeedBundles({ advisories, inventories, signer, clock }: FeedBundlesDeps): FeedBundles {
  const { feed } = advisories;
  const kept = new Map<number, Buffer>();
  let isStale = true;

  const refresh = async (): Promise<void> => {
    if (!isStale) return;
    isStale = false;
    const before = feed.version();
    if (feed.refresh([...(await inventories.families()), ...alwaysWanted]) !== before) kept.clear();
  };

  return {
    changed: () => {
      isStale = true;
    },
    async since(position) {
      await refresh();
      const isOurs = position?.feedId === feed.feedId && position.version <= feed.version();
      const from = isOurs ? position.version : 0;
      if (isOurs && from === feed.version()) return null;
      const known = kept.get(from);
      if (known) return known;
      const versions = {
        feedId: feed.feedId,
        fromVersion: from,
        toVersion: feed.version(),
        createdAt: new Date(clock.now()).toISOString(),
      };
      const bundle = writeBundle(feed.itemsSince(from), versions, signer);
      if (kept.size >= mostKept) kept.clear();
      kept.set(from, bundle);
      return bundle;
    },
  };
}

/** Systems themselves are no software of an inventory. */
const alwaysWanted: readonly string[] = ['windows||windows'];
