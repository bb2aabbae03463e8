import { accessSync, constants, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { copyDatabase, flush } from '../backup/make-backup.ts';
import { storeError } from '../store-error.ts';

const backupFile = (agentFolder: string): string => join(agentFolder, 'backup', 'agent.db');

/** One copy of the agent's database beside it, in place of the one before once it is whole and on disk. */
export function backUpAgent(agentFolder: string): void {
  const to = backupFile(agentFolder);
  const partial = `${to}.partial`;
  rmSync(partial, { force: true });
  copyDatabase(join(agentFolder, 'agent.db'), partial);
  flush(partial);
  renameSync(partial, to);
  flush(join(agentFolder, 'backup'));
}

/** When the copy was made, in milliseconds; null where there is no good one: one that can be read through, unless `isGood` says otherwise. */
export function agentBackupMadeAt(agentFolder: string, isGood: (file: string) => boolean = isWhole): number | null {
  const file = backupFile(agentFolder);
  return isGood(file) ? statSync(file).mtimeMs : null;
}

/** Throws STORE_UNUSABLE for a database that cannot be opened here, and for one that is gone or torn while a copy of it stands: the agent never begins anew in silence. */
export function refuseLostDatabase(agentFolder: string, isGood: (file: string) => boolean = isWhole): void {
  const file = join(agentFolder, 'agent.db');
  if (!existsSync(backupFile(agentFolder)) || isGood(file)) return;
  const madeAt = agentBackupMadeAt(agentFolder);
  const what = existsSync(file) ? 'is damaged' : 'is gone, and this machine was watched before';
  throw new AppError(
    'STORE_UNUSABLE',
    madeAt === null
      ? `${file} ${what}, and its copy cannot be read either. Nothing was changed. Keep ${agentFolder} for whoever looks into it, move it away, and enrol this machine again.`
      : `${file} ${what}. Nothing was changed. Find out why; the last good copy is of ${new Date(madeAt).toISOString()}: "wardwatch agent restore" puts it in its place.`,
  );
}

/**
 * Puts the copy in the place of the database, which stays under a name that ends in `asideAs`. Stopped on the way, it leaves the database
 * as it was or none, so that an agent refuses to start until this was done again. Throws BACKUP_INVALID without a whole copy.
 */
export function restoreAgent(agentFolder: string, asideAs: string, tell: (done: string) => void = () => undefined): void {
  if (agentBackupMadeAt(agentFolder) === null)
    throw new AppError('BACKUP_INVALID', `There is no whole copy of the database in ${agentFolder}. Nothing was changed.`);
  const file = join(agentFolder, 'agent.db');
  const incoming = `${file}.restoring`;
  rmSync(incoming, { force: true });
  copyDatabase(backupFile(agentFolder), incoming);
  flush(incoming);
  tell('copied');
  // The database first: without its log beside it, it would be opened as it was some time ago.
  for (const part of [file, `${file}-wal`, `${file}-shm`]) {
    if (!existsSync(part)) continue;
    renameSync(part, `${part}.${asideAs}`);
    tell(part);
  }
  renameSync(incoming, file);
  tell('moved-in');
  flush(agentFolder);
}

/** For SQLite a file without content is a database without tables. */
export const isThere = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** Reads all of it. Throws STORE_UNUSABLE for one that cannot be opened here, as on a disk that is mounted read-only: that is no damage. */
function isWhole(file: string): boolean {
  if (!isThere(file)) return false;
  try {
    const db = new Database(file, { readonly: true, timeout: 10_000 });
    try {
      return db.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      db.close();
    }
  } catch (thrown) {
    if (!/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(systemErrorCode(thrown) ?? '')) return false;
    refuseUnwritable(file);
    throw storeError(thrown, file);
  }
}

/** The system's own word for why nothing can be written there says more than that of SQLite. */
function refuseUnwritable(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch (thrown) {
    throw storeError(thrown, file);
  }
}
