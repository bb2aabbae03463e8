import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { FeedPosition } from '../../contracts/feed.ts';
import { storeError } from '../store-error.ts';
import { advisoryFile } from './advisory-file.ts';

const settings = z.array(z.object({ key: z.string(), value: z.string() }));

/** Up to where this data folder has a collector's feed, read without opening the store for writing; null for none. */
export function readFeedPosition(dataFolder: string): FeedPosition {
  const file = advisoryFile(dataFolder);
  if (!existsSync(file)) return null;
  try {
    const rows = settings.parse(readAll(file, "SELECT key, value FROM setting WHERE key IN ('appliedFeedId', 'appliedFeedVersion')"));
    const [feedId, version] = ['appliedFeedId', 'appliedFeedVersion'].map((key) => rows.find((row) => row.key === key)?.value);
    return feedId === undefined ? null : { feedId, version: Number(version ?? '0') };
  } catch (thrown) {
    throw storeError(thrown, file);
  }
}

function readAll(file: string, sql: string): unknown[] {
  const db = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}
