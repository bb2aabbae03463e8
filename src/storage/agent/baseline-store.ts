import { z } from 'zod';
import { attributesText, type Change } from '../../domain/change.ts';
import type { Explanation } from '../../domain/explanation.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { type FileLedgerStore, ledgerScanner } from './file-ledger-store.ts';
import { changeRow, thingRow } from './rows.ts';
import { readRow } from '../read-row.ts';

/** The accepted state of every watched thing, and the log of what was seen to differ from it. */
export interface BaselineStore {
  /** Null before the first reading of this scanner. */
  read(scannerId: string): readonly WatchedThing[] | null;
  make(scannerId: string, things: readonly WatchedThing[], now: string): void;
  /** Lets things join the baseline without a word. */
  adopt(scannerId: string, things: readonly WatchedThing[]): void;
  /** Logs what is new among the changes of this reading; a change that stands since an earlier scan is not logged again. */
  logChanges(scannerId: string, changes: readonly Change[], explanations: ReadonlyMap<Change, Explanation>, now: string): void;
  /** Moves the baseline to the last logged state of a thing; `because` explains the change where the log has no explanation yet. */
  accept(scannerId: string, kind: string, key: string, because?: Explanation): void;
}

export function createBaselineStore(db: Sqlite, ledger: FileLedgerStore): BaselineStore {
  const made = db.prepare('SELECT 1 FROM baseline WHERE scanner_id = ?');
  const things = db.prepare('SELECT kind, key, state FROM baseline_thing WHERE scanner_id = ? ORDER BY kind, key');
  const insertMade = db.prepare('INSERT INTO baseline (scanner_id, made_at) VALUES (?, ?)');
  const put = db.prepare('INSERT OR REPLACE INTO baseline_thing (scanner_id, kind, key, state) VALUES (?, ?, ?, ?)');
  const drop = db.prepare('DELETE FROM baseline_thing WHERE scanner_id = ? AND kind = ? AND key = ?');
  const lastChange = db.prepare(
    'SELECT kind, key, change, before, after FROM change WHERE scanner_id = ? AND kind = ? AND key = ? ORDER BY id DESC LIMIT 1',
  );
  const log = db.prepare(
    'INSERT INTO change (scanner_id, kind, key, change, before, after, seen_at, explanation) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const explain = db.prepare(`UPDATE change SET explanation = ? WHERE explanation IS NULL
    AND id = (SELECT max(id) FROM change WHERE scanner_id = ? AND kind = ? AND key = ?)`);
  const last = (scannerId: string, kind: string, key: string) =>
    readRow(changeRow.nullable(), lastChange.get(scannerId, kind, key) ?? null);

  const adopt = (scannerId: string, joining: readonly WatchedThing[]): void => {
    for (const { kind, key, state } of joining) put.run(scannerId, kind, key, JSON.stringify(state));
  };

  return {
    read: (scannerId) => (made.get(scannerId) ? readRow(z.array(thingRow), things.all(scannerId)) : null),
    make(scannerId, reading, now) {
      insertMade.run(scannerId, now);
      adopt(scannerId, reading);
    },
    adopt,
    logChanges(scannerId, changes, explanations, now) {
      for (const whole of changes) {
        const { kind, key, change, before, after } = whole;
        const explanation = explanations.get(whole);
        const previous = last(scannerId, kind, key);
        if (!explanation && previous && previous.change === change && textOf(previous.after) === textOf(after)) continue;
        log.run(scannerId, kind, key, change, jsonOf(before), jsonOf(after), now, explanation ? JSON.stringify(explanation) : null);
      }
    },
    accept(scannerId, kind, key, because) {
      const change = last(scannerId, kind, key);
      if (because) explain.run(JSON.stringify(because), scannerId, kind, key);
      if (scannerId === ledgerScanner && change) ledger.accept(key, change.after ?? null);
      else if (change?.after) put.run(scannerId, kind, key, JSON.stringify(change.after));
      else if (change) drop.run(scannerId, kind, key);
    },
  };
}

const textOf = (state: Change['after'] | null): string => (state ? attributesText(state) : '');
const jsonOf = (state: Change['after']): string | null => (state ? JSON.stringify(state) : null);
