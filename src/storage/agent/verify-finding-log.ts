import type { LogHead } from '../../domain/log-break.ts';
import type { Sqlite } from '../open-sqlite.ts';
import type { FindingLog } from './finding-log-store.ts';
import { createLogProblems, type LogProblem } from './finding-log-problems.ts';

/** `problems` holds 100 at most. */
export interface LogCheck extends LogHead {
  readonly intact: boolean;
  readonly problems: readonly LogProblem[];
}

const mostProblems = 100;
const atOnce = 1000;

/** Holds every finding and its history against the log, and the log against itself; reads all of them once, changes nothing. */
export function verifyFindingLog(db: Sqlite, log: FindingLog): LogCheck {
  const found: LogProblem[] = [];
  const tell = (problem: LogProblem): void => {
    if (found.length < mostProblems) found.push(problem);
  };
  const check = createLogProblems(db);
  return db.transaction(() => {
    check.ofStart(log.start(), tell);
    const head = check.walkEntries(log.start(), -1, tell);
    for (let after: string | null = ''; after !== null; ) after = check.walkFindings(after, atOnce, tell);
    return { ...head, intact: found.length === 0, problems: found };
  })();
}
