import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject } from './project.ts';

const lock = inProject('node_modules', '.wardwatch-build-lock');
/** Far longer than any build: past this, the process number in the lock belongs to somebody else. */
const longestBuildMs = 600_000;

/** One build at a time. A lock whose owner has died is taken over at once, so that Ctrl-C never makes the next start wait. */
export async function whileLocked(work: () => Promise<void>): Promise<void> {
  for (let tries = 0; !takeLock(); tries += 1) {
    if (isAbandoned()) rmSync(lock, { force: true });
    else {
      if (tries === 0) console.error('wardwatch: waiting for another build to end …');
      await wait(200);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(): boolean {
  try {
    writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error; // a full or read-only disk is not another build
  }
}

function isAbandoned(): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > longestBuildMs) return true;
    const owner = readFileSync(lock, 'utf8');
    return owner !== '' && !isRunning(Number(owner)); // empty: taken this very moment
  } catch {
    return false; // given back meanwhile
  }
}

export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0); // signal 0 only asks
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
