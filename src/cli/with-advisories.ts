import { type AdvisoryStore, openAdvisoryStore } from '../storage/advisories/advisory-store.ts';
import type { CliIo } from './cli-io.ts';
import { findInstallation } from './installation.ts';

/** The store of advisories of this installation, closed when `work` has ended. */
export function withAdvisories<Result>(
  { dataDir }: { readonly dataDir?: string },
  io: CliIo,
  work: (store: AdvisoryStore) => Result,
): Result {
  const store = openAdvisoryStore(findInstallation(io.env, dataDir).dataFolder);
  try {
    return work(store);
  } finally {
    store.close();
  }
}
