import { setImmediate } from 'node:timers/promises';
import type { HostFiles, Reading } from '../../platform/host.ts';
import { type BitsJob, bitsJobs, longestJobBytes } from './bits-jobs.ts';

const folder = 'C:\\ProgramData\\Microsoft\\Network\\Downloader';
/** A database since Windows 10, two files in turn before. */
export const queueFiles: readonly string[] = ['qmgr.db', 'qmgr0.dat', 'qmgr1.dat'].map((name) => `${folder}\\${name}`);
const pieceBytes = 1024 * 1024;
const mostBytes = 256 * 1024 * 1024;

/** The jobs that one file of the queue holds. The service keeps its database to itself while it runs: then it is unreadable. */
export async function readQueue(files: HostFiles, path: string, signal: AbortSignal): Promise<Reading<readonly BitsJob[]>> {
  const jobs: BitsJob[] = [];
  for (let offset = 0; offset < mostBytes; offset += pieceBytes) {
    await setImmediate();
    signal.throwIfAborted();
    const piece = files.readPiece(path, offset, pieceBytes + longestJobBytes);
    if (piece.status !== 'read') return piece;
    jobs.push(...bitsJobs(piece.value));
    if (piece.value.length <= pieceBytes) return { status: 'read', value: jobs };
  }
  return { status: 'unreadable', reason: 'TOO_LARGE' };
}
