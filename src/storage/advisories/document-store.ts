import type { AdvisoryRecord, DocumentOrigin, SourceReading } from '../../domain/advisories/advisory.ts';
import type { AdvisorySink } from '../../domain/advisories/advisory-sink.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { createRecordWriter } from './put-records.ts';
import { createReadings } from './readings.ts';

export interface KnownDocument {
  readonly source: string;
  readonly format: string;
  readonly digest: string;
  readonly readAt: string;
}

export interface DocumentStore extends AdvisorySink {
  /** What was put since the last call is on disk when it returns: many small documents share one commit. */
  flush(): void;
  documents(): readonly KnownDocument[];
  /** When what there is of each format was last read where it is published: here, or by the collector whose feed this is. */
  readings(): SourceReading[];
  /** All of `work` or nothing of it, on disk when it returns. */
  together<Value>(work: () => Value): Value;
  sourcesBelow(prefix: string): string[];
  drop(source: string): void;
  dropBelow(prefix: string): void;
}

/** So many documents, or so long, share one commit. An import that is cut off is right, and goes on where it was. */
const mostTogether = 20_000;
const longestTogetherMs = 1000;

interface Room {
  /** As SQLite takes it: KiB below zero. */
  readonly cacheSize: number;
  readonly checkpointPages: number;
}
/** While documents are put one by one: the pages of the indexes that all of them change are written once instead of many times. */
const wide: Room = { cacheSize: -32_000, checkpointPages: 8000 };

export function createDocumentStore(db: Sqlite): DocumentStore {
  const writer = createRecordWriter(db);
  const readings = createReadings(db);
  const find = db.prepare<[string], { number: number; digest: string }>('SELECT number, digest FROM document WHERE source = ?');
  const add = db.prepare('INSERT INTO document (source, format, digest, read_at) VALUES (?, ?, ?, ?)');
  const renew = db.prepare('UPDATE document SET format = ?, digest = ?, read_at = ? WHERE number = ?');
  const renewed = db.prepare('UPDATE document SET read_at = ? WHERE source = ?');
  const refuse = db.prepare('INSERT OR REPLACE INTO quarantined (source, digest, reason, read_at) VALUES (?, ?, ?, ?)');
  const anyRefused = db.prepare('SELECT 1 FROM quarantined LIMIT 1');
  const pardon = db.prepare('DELETE FROM quarantined WHERE source = ?');
  const all = db.prepare<[], KnownDocument>('SELECT source, format, digest, read_at AS readAt FROM document ORDER BY source');
  const below = db
    .prepare<[string, string], string>('SELECT source FROM document WHERE source >= ? AND source < ? ORDER BY source')
    .pluck();
  const forget = db.prepare('DELETE FROM document WHERE number = ?');
  let together = 0;
  let sinceMs = 0;
  let isHeld = false;
  // Both hold within one commit, in which nobody else writes; a hundred thousand documents ask each time.
  let mayHaveRefused = true;
  let looked: { readonly source: string; readonly known: { number: number; digest: string } | undefined } | null = null;

  const commit = (): void => {
    looked = null;
    if (db.inTransaction) db.exec('COMMIT');
    together = 0;
  };
  const flush = (): void => {
    commit();
    if (isWide) setRoom(usual);
    isWide = false;
  };
  const setRoom = ({ cacheSize, checkpointPages }: Room): void => {
    db.pragma(`cache_size = ${cacheSize}`);
    db.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  };
  const usual: Room = {
    cacheSize: Number(db.pragma('cache_size', { simple: true })),
    checkpointPages: Number(db.pragma('wal_autocheckpoint', { simple: true })),
  };
  let isWide = false;
  /** Work that is all or nothing by itself, inside a commit that others share. */
  const share = <Value>(work: () => Value): Value => {
    if (isHeld) return work();
    if (together >= mostTogether || (together > 0 && performance.now() - sinceMs > longestTogetherMs)) commit();
    if (!db.inTransaction) {
      if (!isWide) setRoom(wide);
      isWide = true;
      db.exec('BEGIN IMMEDIATE');
      mayHaveRefused = anyRefused.get() !== undefined;
      sinceMs = performance.now();
    }
    together += 1;
    try {
      return work();
    } catch (thrown) {
      writer.forget();
      throw thrown;
    }
  };

  const sourcesBelow = (prefix: string): string[] => below.all(prefix, `${prefix}\u{10ffff}`);
  const drop = (source: string): void => {
    const known = find.get(source);
    looked = null;
    if (!known) return;
    writer.clear(known.number);
    forget.run(known.number);
  };

  const putWhole = db.transaction((origin: DocumentOrigin, records: Iterable<AdvisoryRecord>): 'imported' | 'unchanged' => {
    const { source, format, digest, readAt } = origin;
    if (mayHaveRefused || isHeld) pardon.run(source);
    const known = looked?.source === source && !isHeld ? looked.known : find.get(source);
    looked = null;
    if (known?.digest === digest) {
      renewed.run(readAt, source);
      return 'unchanged';
    }
    if (known) {
      writer.clear(known.number);
      renew.run(format, digest, readAt, known.number);
    }
    const number = known?.number ?? Number(add.run(source, format, digest, readAt).lastInsertRowid);
    for (const record of records) writer.put(number, source, record);
    return 'imported';
  });

  return {
    knows(source, digest) {
      const known = find.get(source);
      looked = db.inTransaction ? { source, known } : null;
      return known?.digest === digest;
    },
    put: (origin, records) => share(() => putWhole(origin, records)),
    sawAgain: (source, readAt) => share(() => readings.sawAgain(source, readAt)),
    quarantine: ({ source, digest, readAt }, reason) =>
      share(() => {
        mayHaveRefused = true;
        refuse.run(source, digest, reason, readAt);
      }),
    flush,
    documents: () => all.all(),
    readings: readings.all,
    together(work) {
      flush();
      isHeld = true;
      try {
        return db.transaction(work).immediate();
      } catch (thrown) {
        writer.forget();
        throw thrown;
      } finally {
        isHeld = false;
      }
    },
    sourcesBelow,
    drop,
    dropBelow: (prefix) => {
      for (const source of sourcesBelow(prefix)) drop(source);
    },
  };
}
