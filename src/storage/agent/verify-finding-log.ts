import { emptyLog, nextHead } from '../../domain/finding-log.ts';
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

/** `problems` holds 100 at most. */
export interface LogCheck extends LogHead {
  readonly intact: boolean;
  readonly problems: readonly LogProblem[];
}

const mostProblems = 100;

interface Expected {
  readonly digest: string;
  readonly position: number;
}

/** Holds every finding and its history against the log, and the log against itself; reads all of them once, changes nothing. */
export function verifyFindingLog(db: Sqlite): LogCheck {
  const found: LogProblem[] = [];
  const tell = (what: LogProblem['what'], fingerprint: string | null, position: number | null): void => {
    if (found.length < mostProblems) found.push({ what, fingerprint, position });
  };
  return db.transaction(() => {
    const findings = new Map<string, Expected>();
    const steps = new Map<string, Expected[]>();
    let head: LogHead = emptyLog;
    for (const row of db.prepare('SELECT position, kind, fingerprint, digest, hash FROM finding_log ORDER BY position').iterate()) {
      const { position, hash, kind, fingerprint, digest } = logRow.parse(row);
      if (position !== head.length + 1) tell('entry-missing', null, head.length + 1);
      else if (hash !== nextHead(head, { kind, fingerprint, digest }).head) tell('entry-changed', fingerprint, position);
      head = { length: position, head: hash };
      if (kind === 'finding') findings.set(fingerprint, { digest, position });
      else if (kind === 'step') steps.set(fingerprint, [...(steps.get(fingerprint) ?? []), { digest, position }]);
      else {
        findings.delete(fingerprint);
        steps.delete(fingerprint);
      }
    }
    for (const [fingerprint, digest] of storedFindings(db)) {
      const logged = findings.get(fingerprint);
      if (!logged) tell('finding-unlogged', fingerprint, null);
      else if (logged.digest !== digest) tell('finding-changed', fingerprint, logged.position);
      findings.delete(fingerprint);
    }
    for (const [fingerprint, { position }] of findings) tell('finding-missing', fingerprint, position);
    for (const row of db.prepare('SELECT * FROM finding_step ORDER BY id').iterate()) {
      const { fingerprint, step } = readStep(row);
      const logged = steps.get(fingerprint)?.shift();
      if (!logged) tell('step-unlogged', fingerprint, null);
      else if (logged.digest !== stepDigest(step)) tell('step-changed', fingerprint, logged.position);
    }
    for (const [fingerprint, left] of steps) for (const { position } of left) tell('step-missing', fingerprint, position);
    return { ...head, intact: found.length === 0, problems: found };
  })();
}

function* storedFindings(db: Sqlite): Generator<readonly [string, string]> {
  for (const [fingerprint, content] of db.prepare<[], [string, string]>(findingContents).raw().iterate())
    yield [fingerprint, findingDigest(content)];
}
