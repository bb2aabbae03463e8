import { z } from 'zod';
import { parseJson } from '../../base/parse-json.ts';
import type { LogHead } from '../../domain/log-break.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { createLogProblems } from './finding-log-problems.ts';
import type { FindingLog } from './finding-log-store.ts';

const head = z.strictObject({ length: z.int().nonnegative(), head: z.string() });
const state = z.strictObject({
  /** Every entry up to here was held against the one before it when it was new. */
  verified: head,
  /** How far the walk through entries and through findings has come; null where it has come to the end. */
  entries: head.nullable(),
  findings: z.string().nullable(),
  /** Whether this walk has found something, and whether the one before had. */
  isBroken: z.boolean(),
  wasBroken: z.boolean(),
});
type CheckState = z.infer<typeof state>;

const setting = 'findingLogCheck';
/** Entries, and findings, of the walk that are read at each check. */
export const walkedAtOnce = 500;

export type CheckedLog = LogHead & { readonly intact: boolean };

/**
 * Holds what is new of the log, and the findings that it is about, against each other, and goes on with a walk through the rest: all of it
 * is read once in so many checks, and the cost of one is the same for every length of the log. Intact only where neither this walk nor the
 * last whole one found anything.
 */
export function checkFindingLog(db: Sqlite, log: FindingLog): CheckedLog {
  const read = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const write = db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)');
  const since = db.prepare<[number], string>('SELECT DISTINCT fingerprint FROM finding_log WHERE position > ?').pluck();
  const problems = createLogProblems(db);
  return db.transaction(() => {
    const start = log.start();
    const known = state.safeParse(parseJson(read.get(setting) ?? '')).data ?? begun(start);
    let found = 0;
    const tell = (): void => void (found += 1);
    problems.ofStart(start, tell);

    const verified = known.verified.length < start.length ? start : known.verified;
    if (log.headAt(verified.length)?.head !== verified.head) tell(); // rewritten, or cut off behind what had been verified
    const now = problems.walkEntries(verified, -1, tell);
    for (const fingerprint of since.iterate(verified.length)) problems.ofFinding(fingerprint, tell);

    const from = known.entries !== null && known.entries.length < start.length ? start : known.entries;
    const walked = from === null ? null : problems.walkEntries(from, walkedAtOnce, tell);
    const entries = walked === null || walked.length >= now.length ? null : walked;
    const findings = known.findings === null ? null : problems.walkFindings(known.findings, walkedAtOnce, tell);
    const isBroken = known.isBroken || found > 0;
    const hasEnded = entries === null && findings === null;
    const next: CheckState = hasEnded
      ? { ...begun(start), verified: log.head(), wasBroken: isBroken }
      : { verified: log.head(), entries, findings, isBroken, wasBroken: known.wasBroken };
    write.run(setting, JSON.stringify(next));
    return { ...log.head(), intact: !isBroken && (hasEnded || !known.wasBroken) };
  })();
}

const begun = (start: LogHead): CheckState => ({ verified: start, entries: start, findings: '', isBroken: false, wasBroken: false });
