import { z } from 'zod';
import { attributesText, type Change } from '../../domain/change.ts';
import type { Sqlite } from '../open-sqlite.ts';
import type { AboutThing } from './finding-store.ts';
import { readRow } from '../read-row.ts';

/** The things that a finding stands for, where it stands for many. */
export interface FloodStore {
  /** Takes a change in, as part of this reading. True unless the thing was in it already, just as it is now. */
  join(fingerprint: string, scannerId: string, change: Change, now: string): boolean;
  /** Lets go what this reading did not take in, but for what could not be read. */
  letGo(scannerId: string, now: string, isHidden: (key: string) => boolean): void;
  count(fingerprint: string): number;
  things(fingerprint: string): readonly AboutThing[];
}

const thing = z.object({ kind: z.string(), key: z.string() });
const member = thing.extend({ fingerprint: z.string() });

export function createFloodStore(db: Sqlite): FloodStore {
  const stateOf = db.prepare('SELECT state FROM flood_thing WHERE fingerprint = ? AND kind = ? AND key = ?').pluck();
  const put = db.prepare(
    'INSERT OR REPLACE INTO flood_thing (fingerprint, scanner_id, kind, key, state, seen_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const notSeen = db.prepare('SELECT fingerprint, kind, key FROM flood_thing WHERE scanner_id = ? AND seen_at <> ?');
  const drop = db.prepare('DELETE FROM flood_thing WHERE fingerprint = ? AND kind = ? AND key = ?');
  const count = db.prepare('SELECT count(*) FROM flood_thing WHERE fingerprint = ?').pluck();
  const things = db.prepare('SELECT kind, key FROM flood_thing WHERE fingerprint = ?');
  return {
    join(fingerprint, scannerId, { kind, key, after }, now) {
      const state = after ? attributesText(after) : null;
      const before: unknown = stateOf.get(fingerprint, kind, key);
      put.run(fingerprint, scannerId, kind, key, state, now);
      return before !== state;
    },
    letGo(scannerId, now, isHidden) {
      for (const { fingerprint, kind, key } of readRow(z.array(member), notSeen.all(scannerId, now)))
        if (!isHidden(key)) drop.run(fingerprint, kind, key);
    },
    count: (fingerprint) => readRow(z.int(), count.get(fingerprint)),
    things: (fingerprint) => readRow(z.array(thing), things.all(fingerprint)),
  };
}
