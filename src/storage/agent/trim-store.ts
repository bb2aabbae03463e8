import { z } from 'zod';
import type { Sqlite } from '../open-sqlite.ts';
import type { FindingLog } from './finding-log-store.ts';
import { shortenFindingLog } from './shorten-finding-log.ts';

export interface Trimmed {
  readonly findings: number;
  /** Entries of the log of findings that tell nothing any more. */
  readonly entries: number;
  /** Readings of a thing that a later one has replaced. */
  readonly changes: number;
  /** What is stored after it, in bytes; above the limit only where nothing else may leave. */
  readonly bytes: number;
}

/** Of the log: kept beyond what still holds, so that it is not cut at each heartbeat. */
const mostIdleEntries = 5000;
const leastIdleEntries = 200;
/** Bounds how long one transaction keeps others from writing. */
const mostAtOnce = 200;

/**
 * Lets the oldest resolved findings leave, then the oldest changes that later ones have replaced, until what is stored is no more
 * than `maxBytes`. The log of findings is kept about as long as findings and their histories are many. Nothing that no summary has carried leaves, and the log of findings says of each that it left.
 */
export function trimStore(db: Sqlite, log: FindingLog, maxBytes: number): Trimmed {
  const pragma = (name: string): number => z.number().parse(db.pragma(name, { simple: true }));
  const bytes = (): number => (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
  const oldest = db
    .prepare<[number], string>(
      "SELECT fingerprint FROM finding WHERE state = 'resolved' AND revision <= reported ORDER BY last_seen_at, fingerprint LIMIT ?",
    )
    .pluck();
  const dropThings = db.prepare('DELETE FROM flood_thing WHERE fingerprint = ?');
  const dropSteps = db.prepare('DELETE FROM finding_step WHERE fingerprint = ?');
  const dropFinding = db.prepare('DELETE FROM finding WHERE fingerprint = ?');
  const dropChanges = db.prepare(`DELETE FROM change WHERE id IN (SELECT id FROM change AS old
    WHERE EXISTS (SELECT 1 FROM change WHERE scanner_id = old.scanner_id AND kind = old.kind AND key = old.key AND id > old.id)
    ORDER BY id LIMIT ?)`);
  const someFindings = db.transaction((): number => {
    const leaving = oldest.all(mostAtOnce);
    for (const fingerprint of leaving) {
      log.noteDropped(fingerprint);
      dropThings.run(fingerprint);
      dropSteps.run(fingerprint);
      dropFinding.run(fingerprint);
    }
    return leaving.length;
  });
  const leave = (some: () => number): number => {
    let all = 0;
    for (let left = -1; bytes() > maxBytes && left !== 0; all += Math.max(0, left)) left = some();
    return all;
  };
  let entries = shortenFindingLog(db, log, mostIdleEntries);
  const findings = leave(() => someFindings.immediate());
  if (bytes() > maxBytes) entries += shortenFindingLog(db, log, leastIdleEntries);
  const changes = leave(() => dropChanges.run(mostAtOnce).changes);
  if (findings + changes + entries > 0 && pragma('page_count') * pragma('page_size') > maxBytes) db.exec('VACUUM');
  return { findings, entries, changes, bytes: bytes() };
}
