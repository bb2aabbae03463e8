import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { FeedPosition } from '../../contracts/feed.ts';
import { storeError } from '../store-error.ts';
import { advisoryFile } from './advisory-file.ts';
import { readAdvisoryRows } from './read-only.ts';

const settings = z.array(z.object({ key: z.string(), value: z.string() }));
const wanted = "SELECT key, value FROM setting WHERE key IN ('appliedFeedId', 'appliedFeedVersion')";

/** Up to where this data folder has a collector's feed; null for none. */
export function readFeedPosition(dataFolder: string): FeedPosition {
  const rows = settings.parse(readAdvisoryRows(dataFolder, wanted));
  const [feedId, version] = ['appliedFeedId', 'appliedFeedVersion'].map((key) => rows.find((row) => row.key === key)?.value);
  return feedId === undefined ? null : { feedId, version: Number(version ?? '0') };
}

/** The collector has nothing newer: what is here is as good as today's. `at` is ISO 8601. */
export function confirmFeed(dataFolder: string, at: string): void {
  const file = advisoryFile(dataFolder);
  if (!existsSync(file)) return;
  try {
    const db = new Database(file, { timeout: 10_000 });
    try {
      db.prepare("UPDATE setting SET value = ? WHERE key = 'confirmedAt' AND value < ?").run(at, at);
    } finally {
      db.close();
    }
  } catch (thrown) {
    throw storeError(thrown, file);
  }
}
