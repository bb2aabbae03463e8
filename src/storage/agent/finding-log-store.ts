import { z } from 'zod';
import { findingState } from '../../contracts/finding.ts';
import { digestOf, digestOfCut, digestOfSteps, emptyLog, type LogEntry, logEntryKinds, nextHead } from '../../domain/finding-log.ts';
import type { LogHead } from '../../domain/log-break.ts';
import type { FindingStep } from '../../domain/finding.ts';
import type { Sqlite } from '../open-sqlite.ts';

/** What happened to findings, in order, each entry hashed with the one before: nothing in it can be changed unseen. */
export interface FindingLog {
  /** Notes what is stored of a finding now, unless its last note says the same; with the caller's transaction. */
  noteFinding(fingerprint: string): void;
  noteStep(fingerprint: string, step: FindingStep): void;
  /** Before a finding and its history are deleted. */
  noteDropped(fingerprint: string): void;
  /** Notes once more what holds of a finding, so that earlier entries of it may go. */
  noteAgain(fingerprint: string, steps: readonly FindingStep[]): void;
  /** Lets the entries up to there go, and says so. */
  cut(at: LogHead): void;
  /** Where the log begins: empty, or where it was cut. */
  start(): LogHead;
  head(): LogHead;
  /** The head that the log had when it was so long; null when it never was. */
  headAt(length: number): LogHead | null;
}

/** The setting that names how long the log was at the last summary. */
export const toldLength = 'findingLogTold';

// Everything of a finding that tells something, but when it was last seen: that moves with each scan.
const told = 'json_array(scanner_id, rule, severity, technique, evidence, state, first_seen_at)';
/** Of a row of `finding`; `content` is the column of `findingContents`. */
export const findingDigest = (content: string): string => digestOf([content]);
export const findingContents = `SELECT fingerprint, ${told} AS content FROM finding`;
export const stepDigest = ({ at, from, to, by, reason }: FindingStep): string => digestOf([at, from, to, by, reason]);

const headRow = z.object({ length: z.int(), head: z.string() });
export const logRow = z.object({
  position: z.int(),
  kind: z.enum(logEntryKinds),
  fingerprint: z.string(),
  digest: z.string(),
  hash: z.string(),
});
const stepRow = z.object({
  fingerprint: z.string(),
  at: z.string(),
  from_state: findingState,
  to_state: findingState,
  by: z.string().nullable(),
  reason: z.string().nullable(),
});

export function createFindingLog(db: Sqlite): FindingLog {
  const last = db.prepare('SELECT position AS length, hash AS head FROM finding_log ORDER BY position DESC LIMIT 1');
  const at = db.prepare('SELECT position AS length, hash AS head FROM finding_log WHERE position = ?');
  const insert = db.prepare('INSERT INTO finding_log (position, kind, fingerprint, digest, hash) VALUES (?, ?, ?, ?, ?)');
  const content = db.prepare<[string], string>(`SELECT content FROM (${findingContents}) WHERE fingerprint = ?`).pluck();
  const lastNote = db
    .prepare<[string], string>(
      "SELECT digest FROM finding_log WHERE fingerprint = ? AND kind IN ('finding', 'dropped') ORDER BY position DESC LIMIT 1",
    )
    .pluck();
  const cutAt = db.prepare('SELECT position AS length, hash AS head FROM finding_log_start');
  const moveStart = db.prepare('INSERT OR REPLACE INTO finding_log_start (id, position, hash) VALUES (1, ?, ?)');
  const forget = db.prepare('DELETE FROM finding_log WHERE position <= ?');
  const start = (): LogHead => headRow.nullable().parse(cutAt.get() ?? null) ?? emptyLog;
  const head = (): LogHead => headRow.nullable().parse(last.get() ?? null) ?? start();
  const append = db.transaction((entry: LogEntry) => {
    const next = nextHead(head(), entry);
    insert.run(next.length, entry.kind, entry.fingerprint, entry.digest, next.head);
  });
  const log: FindingLog = {
    noteFinding(fingerprint) {
      const digest = findingDigest(content.get(fingerprint) ?? '');
      if (lastNote.get(fingerprint) !== digest) append({ kind: 'finding', fingerprint, digest });
    },
    noteStep: (fingerprint, step) => append({ kind: 'step', fingerprint, digest: stepDigest(step) }),
    noteDropped: (fingerprint) => append({ kind: 'dropped', fingerprint, digest: '' }),
    noteAgain(fingerprint, steps) {
      append({ kind: 'finding', fingerprint, digest: findingDigest(content.get(fingerprint) ?? '') });
      if (steps.length > 0) append({ kind: 'steps', fingerprint, digest: digestOfSteps(steps.map(stepDigest)) });
    },
    cut: (there) => {
      append({ kind: 'cut', fingerprint: '', digest: digestOfCut(there) });
      moveStart.run(there.length, there.head);
      forget.run(there.length);
    },
    start,
    head,
    headAt(length) {
      if (length === 0) return emptyLog;
      const cut = start();
      return cut.length === length ? cut : headRow.nullable().parse(at.get(length) ?? null);
    },
  };
  db.transaction(() => takeUp(db, log)).immediate();
  return log;
}

/** Findings from before there was a log enter it as they are. A log that was deleted enters it shorter than it was, which the collector sees. */
function takeUp(db: Sqlite, log: FindingLog): void {
  if (log.head().length > 0) return;
  for (const fingerprint of db.prepare<[], string>('SELECT fingerprint FROM finding ORDER BY fingerprint').pluck().all())
    log.noteFinding(fingerprint);
  for (const row of db.prepare('SELECT * FROM finding_step ORDER BY id').all()) {
    const { fingerprint, step } = readStep(row);
    log.noteStep(fingerprint, step);
  }
}

export const readStep = (row: unknown) => {
  const { fingerprint, at, from_state, to_state, by, reason } = stepRow.parse(row);
  return { fingerprint, step: { at, from: from_state, to: to_state, by, reason } };
};
