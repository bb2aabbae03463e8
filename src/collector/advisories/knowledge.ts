import type { Clock } from '../../base/clock.ts';
import { type AdvisoryStore, openAdvisoryStore } from '../../storage/advisories/advisory-store.ts';
import type { InventoryStore } from '../../storage/collector/inventory-store.ts';
import { openDataSigner } from '../tls/collector-tls.ts';
import { type CollectorExposures, createExposures } from './exposures.ts';
import { createFeedBundles, type FeedBundles } from './feed-bundles.ts';

/** What the collector knows of vulnerabilities: the store that imports fill, what that means for inventories, what agents are handed. */
export interface Knowledge {
  readonly advisories: AdvisoryStore;
  readonly exposures: CollectorExposures;
  readonly bundles: FeedBundles;
  close(): void;
}

export interface KnowledgeOptions {
  readonly dataFolder: string;
  readonly tlsFolder: string;
  readonly inventories: InventoryStore;
  readonly clock: Clock;
}

/** Imports are made by processes of their own. */
const lookEveryMs = 5000;

export async function openKnowledge({ dataFolder, tlsFolder, inventories, clock }: KnowledgeOptions): Promise<Knowledge> {
  const signer = await openDataSigner(tlsFolder);
  const advisories = openAdvisoryStore(dataFolder);
  const exposures = createExposures({ advisories, inventories, clock });
  const bundles = createFeedBundles({ advisories, inventories, signer, clock });
  exposures.onChange(bundles.changed);
  const looking = setInterval(() => {
    if (advisories.hasChangedElsewhere()) exposures.changed();
  }, lookEveryMs);
  looking.unref();
  return {
    advisories,
    exposures,
    bundles,
    close() {
      clearInterval(looking);
      advisories.close();
    },
  };
}
