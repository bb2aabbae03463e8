import type { FindingDraft } from '../../domain/finding.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';

export interface LogFile {
  readonly path: string;
  readonly inode: number;
  readonly size: number;
}

export interface LogFacts {
  readonly nowMs: number;
  /** Logs and what rotation made of them, all files of the log folders. */
  readonly files: readonly LogFile[];
  /** Command histories of accounts that have any; a link in the place of one counts as empty. */
  readonly histories: readonly LogFile[];
}

/** A clock that a time server corrects moves by less; one that is set back this far rewrites the order of events. */
export const clockToleranceMs = 5 * 60_000;

type Draft = Omit<FindingDraft, 'scannerId'>;

/**
 * Pure. What happened to the logs since the reading before: one that is shorter than it was, with no copy of its old length
 * beside it (as copytruncate leaves), or gone, with its content nowhere else in its folder, was cleared (T1070.002); and a command
 * history that is empty, gone or led elsewhere (T1070.003). Shells shorten histories by themselves, but not to nothing.
 */
export function judgeLogs(before: LogFacts, now: LogFacts, isLog: (path: string) => boolean): Draft[] {
  const logs = before.files.filter(({ path }) => isLog(path)).flatMap((log) => clearedLog(log, now.files, before.files));
  const histories = before.histories.flatMap((history) => clearedHistory(history, now.histories));
  return [...logs, ...histories, ...clockSetBack(before.nowMs, now.nowMs)];
}

function clearedHistory(history: LogFile, now: readonly LogFile[]): Draft[] {
  const size = now.find(({ path }) => path === history.path)?.size ?? 0;
  return history.size > 0 && size === 0 ? [cleared(history, size, 'T1070.003', 'medium')] : [];
}

const cleared = (log: LogFile, size: number, technique: string, severity: Draft['severity']): Draft => ({
  rule: 'log.cleared',
  fingerprint: fingerprintOf('log', `${log.path} ${log.inode} ${log.size}`),
  severity,
  technique,
  evidence: { subject: log.path, before: { size: log.size }, after: { size } },
});

function clearedLog(log: LogFile, files: readonly LogFile[], before: readonly LogFile[]): Draft[] {
  const same = files.find(({ path }) => path === log.path);
  const isWhole = same?.inode === log.inode && same.size >= log.size;
  const wasEmpty = log.size === 0;
  const movedTo = files.find(({ path, inode }) => inode === log.inode && path !== log.path && path.startsWith(log.path));
  // Rotation by copy, or by compression, which makes a new file in place of the old.
  const copies = files.filter(({ path }) => (path !== log.path && path.startsWith(`${log.path}.`)) || path.startsWith(`${log.path}-`));
  const known = new Set(before.map(({ path, inode }) => `${path} ${inode}`));
  const freshCopy = copies.find(({ path, inode }) => !known.has(`${path} ${inode}`));
  if (isWhole || wasEmpty || movedTo || freshCopy) return [];
  return [cleared(log, same?.size ?? 0, 'T1070.002', 'high')];
}

function clockSetBack(beforeMs: number, nowMs: number): Draft[] {
  if (nowMs >= beforeMs - clockToleranceMs) return [];
  const [from, to] = [new Date(beforeMs).toISOString(), new Date(nowMs).toISOString()];
  return [
    {
      rule: 'clock.set-back',
      fingerprint: fingerprintOf('clock', from),
      severity: 'medium',
      evidence: { subject: `${from} → ${to}`, after: { from, to } },
    },
  ];
}
