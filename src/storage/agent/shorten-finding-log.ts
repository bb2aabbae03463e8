import { z } from 'zod';
import type { LogHead } from '../../domain/log-break.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { createLogProblems } from './finding-log-problems.ts';
import { type FindingLog, readStep, toldLength } from './finding-log-store.ts';

/** Bounds how long one transaction keeps others from writing. */
const cutAtOnce = 1000;
const mostCuts = 50;

const counted = z.object({ entries: z.int(), live: z.int(), told: z.coerce.number() });

/**
 * Lets the oldest entries go while more than `mostIdle`, and half as many as hold, tell nothing any more, and gives how many went. What still holds of them is noted
 * again first, and the cut is an entry itself: the head that travels goes on, and a log that was cut by anybody else has no such entry.
 * Never behind what the collector was told last, and nothing that does not agree with what is stored: evidence stays.
 */
export function shortenFindingLog(db: Sqlite, log: FindingLog, mostIdle: number): number {
  const count = db.prepare(`SELECT (SELECT count(*) FROM finding_log) AS entries,
    (SELECT count(*) FROM finding) + (SELECT count(DISTINCT fingerprint) FROM finding_step) AS live,
    coalesce((SELECT value FROM setting WHERE key = '${toldLength}'), 0) AS told`);
  const held = db
    .prepare<[number, number], string>(
      `SELECT DISTINCT fingerprint FROM finding_log JOIN finding USING (fingerprint) WHERE position <= ? AND position > ? ORDER BY position`,
    )
    .pluck();
  const steps = db.prepare('SELECT * FROM finding_step WHERE fingerprint = ? ORDER BY id');
  const problems = createLogProblems(db);

  const cutOnce = db.transaction((): number => {
    const { entries, live, told } = counted.parse(count.get());
    if (entries - live <= mostIdle + live / 2) return 0;
    const start = log.start();
    const there = cutPlace(log, start, told);
    if (there === null) return 0;
    let found = 0;
    const tell = (): void => void (found += 1);
    problems.ofStart(start, tell);
    problems.walkEntries(start, there.length - start.length, tell);
    const fingerprints = held.all(there.length, start.length);
    for (const fingerprint of fingerprints) problems.ofFinding(fingerprint, tell);
    if (found > 0) return 0;
    for (const fingerprint of fingerprints)
      log.noteAgain(
        fingerprint,
        steps.all(fingerprint).map((row) => readStep(row).step),
      );
    log.cut(there);
    return there.length - start.length;
  });

  let all = 0;
  for (let cuts = 0, some = -1; cuts < mostCuts && some !== 0; cuts += 1) {
    some = cutOnce.immediate();
    all += some;
  }
  return all;
}

function cutPlace(log: FindingLog, start: LogHead, told: number): LogHead | null {
  const last = told === 0 ? log.head().length : told;
  const place = Math.min(start.length + cutAtOnce, last);
  return place > start.length ? log.headAt(place) : null;
}
