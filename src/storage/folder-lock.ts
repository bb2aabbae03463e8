import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../base/app-error.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { makeFolder } from './make-folder.ts';
import { storeError } from './store-error.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Takes a folder for this process alone; `what` names who holds it, in the error and in the name of the lock file.
 * Throws FOLDER_IN_USE when another one holds it. The operating system frees the lock when the process dies, however
 * it dies, and nothing in the file has to be cleaned up.
 */
export function lockFolder(folder: string, what: string): FolderLock {
  const file = join(folder, `${what}.lock`);
  try {
    makeFolder(folder);
    const db = new Database(file, { timeout: 0 });
    try {
      db.pragma('journal_mode = MEMORY'); // nothing is written, so nothing may lie about after a crash
      db.pragma('locking_mode = EXCLUSIVE');
      db.exec('BEGIN EXCLUSIVE');
    } catch (thrown) {
      db.close();
      throw thrown;
    }
    return { release: () => db.close() };
  } catch (thrown) {
    throw systemErrorCode(thrown)?.startsWith('SQLITE_BUSY') === true ? inUse(folder, what, thrown) : storeError(thrown, file);
  }
}

function inUse(folder: string, what: string, cause: unknown): AppError {
  return new AppError(
    'FOLDER_IN_USE',
    `Another ${what} already works on ${folder}. Stop that one first, or name another folder with --data-dir.`,
    { cause },
  );
}
