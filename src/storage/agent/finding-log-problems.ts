import { z } from 'zod';
import { digestOfCut, digestOfSteps, nextHead } from '../../domain/finding-log.ts';
import type { LogHead } from '../../domain/log-break.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { findingContents, findingDigest, logRow, readStep, stepDigest } from './finding-log-store.ts';

const problems = [
  'entry-changed',
  'entry-missing',
  'finding-changed',
  'finding-missing',
  'finding-unlogged',
  'step-changed',
  'step-missing',
  'step-unlogged',
] as const;

export interface LogProblem {
  readonly what: (typeof problems)[number];
  /** Of the finding, or null where the log itself is broken. */
  readonly fingerprint: string | null;
  /** In the log, or null where it has no entry. */
  readonly position: number | null;
}
export type TellProblem = (problem: LogProblem) => void;

export interface LogProblems {
  /** Walks `most` entries behind a head that held; gives the head where it stopped. Each last note of a finding is one that exists. */
  walkEntries(from: LogHead, most: number, tell: TellProblem): LogHead;
  /** Holds `most` findings behind a fingerprint against their notes; gives the last one, null at the end. */
  walkFindings(after: string, most: number, tell: TellProblem): string | null;
  /** One finding, if it is there, and its history. */
  ofFinding(fingerprint: string, tell: TellProblem): void;
  /** The start of a log that was cut is one that an entry behind it names. */
  ofStart(start: LogHead, tell: TellProblem): void;
}

const stored = z.tuple([z.string(), z.string()]);
type Entry = z.infer<typeof logRow>;

/** Each reads what it is about and no more, whatever the length of the log. */
export function createLogProblems(db: Sqlite): LogProblems {
  const behind = db.prepare(
    'SELECT position, kind, fingerprint, digest, hash FROM finding_log WHERE position > ? ORDER BY position LIMIT ?',
  );
  const lastNote = db.prepare(
    "SELECT * FROM finding_log WHERE fingerprint = ? AND kind IN ('finding', 'dropped') ORDER BY position DESC LIMIT 1",
  );
  const entries = db.prepare('SELECT * FROM finding_log WHERE fingerprint = ? ORDER BY position');
  const findings = db.prepare(`SELECT * FROM (${findingContents}) WHERE fingerprint > ? ORDER BY fingerprint LIMIT ?`).raw();
  const one = db.prepare(`SELECT * FROM (${findingContents}) WHERE fingerprint = ?`).raw();
  const steps = db.prepare('SELECT * FROM finding_step WHERE fingerprint = ? ORDER BY id');
  const lastCut = db
    .prepare<[], string>("SELECT digest FROM finding_log WHERE fingerprint = '' AND kind = 'cut' ORDER BY position DESC LIMIT 1")
    .pluck();
  const exists = db.prepare('SELECT 1 FROM finding WHERE fingerprint = ?').pluck();

  const ofStored = ([fingerprint, content]: z.infer<typeof stored>, tell: TellProblem): void => {
    const note = logRow.optional().parse(lastNote.get(fingerprint));
    if (note?.kind !== 'finding') tell({ what: 'finding-unlogged', fingerprint, position: null });
    else if (note.digest !== findingDigest(content)) tell({ what: 'finding-changed', fingerprint, position: note.position });
    ofHistory(fingerprint, tell);
  };
  const ofHistory = (fingerprint: string, tell: TellProblem): void => {
    const digests = steps.all(fingerprint).map((row) => stepDigest(readStep(row).step));
    const logged = loggedSteps(z.array(logRow).parse(entries.all(fingerprint)));
    const { before, single } = logged;
    if (before !== null && digestOfSteps(digests.slice(0, before.count)) !== before.digest)
      tell({ what: digests.length < before.count ? 'step-missing' : 'step-changed', fingerprint, position: before.position });
    const rest = digests.slice(before?.count ?? 0);
    for (const [index, digest] of rest.entries()) {
      const entry = single[index];
      if (!entry) tell({ what: 'step-unlogged', fingerprint, position: null });
      else if (entry.digest !== digest) tell({ what: 'step-changed', fingerprint, position: entry.position });
    }
    for (const { position } of single.slice(rest.length)) tell({ what: 'step-missing', fingerprint, position });
  };
  return {
    walkEntries(from, most, tell) {
      let head = from;
      for (const row of behind.iterate(from.length, most)) {
        const { position, hash, kind, fingerprint, digest } = logRow.parse(row);
        if (position !== head.length + 1) tell({ what: 'entry-missing', fingerprint: null, position: head.length + 1 });
        else if (hash !== nextHead(head, { kind, fingerprint, digest }).head) tell({ what: 'entry-changed', fingerprint, position });
        head = { length: position, head: hash };
        if (kind === 'finding' && exists.get(fingerprint) === undefined) {
          const last = logRow.optional().parse(lastNote.get(fingerprint));
          if (last?.position === position) tell({ what: 'finding-missing', fingerprint, position });
        }
      }
      return head;
    },
    walkFindings(after, most, tell) {
      const rows = z.array(stored).parse(findings.all(after, most));
      for (const row of rows) ofStored(row, tell);
      return rows.length < most ? null : (rows.at(-1)?.[0] ?? null);
    },
    ofFinding(fingerprint, tell) {
      const row = stored.optional().parse(one.get(fingerprint));
      if (row) ofStored(row, tell);
    },
    ofStart(start, tell) {
      if (start.length > 0 && lastCut.get() !== digestOfCut(start))
        tell({ what: 'entry-missing', fingerprint: null, position: start.length });
    },
  };
}

/** What the log says of the history of a finding since it was last dropped: all steps up to some time as one, and those after it. */
function loggedSteps(entries: readonly Entry[]) {
  const own = entries.slice(entries.findLastIndex(({ kind }) => kind === 'dropped') + 1);
  const summed = own.findLastIndex(({ kind }) => kind === 'steps');
  const sum = own[summed];
  return {
    before: sum === undefined ? null : { count: Number(sum.digest.split(':', 1)[0]), digest: sum.digest, position: sum.position },
    single: own.slice(summed + 1).filter(({ kind }) => kind === 'step'),
  };
}
