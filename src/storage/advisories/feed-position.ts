import { z } from 'zod';
import type { FeedPosition } from '../../contracts/feed.ts';
import { readAdvisoryRows } from './read-only.ts';

const settings = z.array(z.object({ key: z.string(), value: z.string() }));
const wanted = "SELECT key, value FROM setting WHERE key IN ('appliedFeedId', 'appliedFeedVersion')";

/** Up to where this data folder has a collector's feed; null for none. */
export function readFeedPosition(dataFolder: string): FeedPosition {
  const rows = settings.parse(readAdvisoryRows(dataFolder, wanted));
  const [feedId, version] = ['appliedFeedId', 'appliedFeedVersion'].map((key) => rows.find((row) => row.key === key)?.value);
  return feedId === undefined ? null : { feedId, version: Number(version ?? '0') };
}
