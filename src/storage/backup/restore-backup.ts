import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../base/app-error.ts';
import { lockFolder } from '../folder-lock.ts';
import { makeFolder } from '../make-folder.ts';
import { storeError } from '../store-error.ts';
import {
  finishRestore,
  journalFile,
  moveIn,
  type RestoreJournal,
  type RestoreStep,
  restoringData,
  restoringFolder,
} from './finish-restore.ts';
import { flush } from './make-backup.ts';
import { lastGoodBackup, type Manifest, verifyBackup } from './manifest.ts';

interface RestoreOptions {
  readonly from: string;
  readonly dataFolder: string;
  /** Folders and files of the data folder that a backup brings: those there are, are put aside under a name that ends in `asideAs`. */
  readonly places: readonly string[];
  readonly mayReplace: boolean;
  readonly asideAs: string;
  /** Throws while somebody works on the data; asked again before anything is moved. */
  refuseInUse(): void;
  /** What is still to be done to the copy, which lies in the data folder that is named, before it takes its place. */
  prepare(incoming: string): Promise<void>;
  tell(step: RestoreStep): void;
}

/**
 * Puts a backup into a data folder that nobody uses, after it was read through. Data that is there stays, under another name.
 * Stopped at any moment, it has not happened, or `finishRestore` ends it. Throws DATA_EXISTS unless it may be replaced, and
 * BACKUP_INVALID, naming the newest whole backup beside it, with nothing changed.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { from, dataFolder, places, mayReplace, asideAs, refuseInUse, prepare, tell } = options;
  finishRestore(dataFolder);
  refuseInUse();
  const manifest = await verifyOrOffer(from);
  if (!mayReplace && places.some((place) => existsSync(join(dataFolder, place))))
    throw new AppError('DATA_EXISTS', `There is data in ${dataFolder} already. Nothing was changed; with --replace it is put aside first.`);
  const lock = lockFolder(restoringFolder(dataFolder), 'restore');
  try {
    const incoming = restoringData(dataFolder);
    rmSync(incoming, { recursive: true, force: true });
    for (const { path } of manifest.files) {
      makeFolder(dirname(join(incoming, path)));
      copyFileSync(join(from, path), join(incoming, path));
      flush(join(incoming, path));
      tell({ done: 'copied', path });
    }
    await prepare(incoming);
    refuseInUse();
    writeJournal(dataFolder, { places: places.filter((place) => existsSync(join(incoming, place))), asideAs });
    tell({ done: 'committed', path: '' });
    moveIn(dataFolder, tell);
  } catch (thrown) {
    lock.release();
    if (!existsSync(journalFile(dataFolder))) rmSync(restoringFolder(dataFolder), { recursive: true, force: true });
    throw storeError(thrown, dataFolder);
  }
  lock.release();
  rmSync(restoringFolder(dataFolder), { recursive: true, force: true });
  return manifest;
}

/** Whole and on disk, or not there. */
function writeJournal(dataFolder: string, journal: RestoreJournal): void {
  const file = journalFile(dataFolder);
  const fd = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeSync(fd, JSON.stringify(journal));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${file}.new`, file);
  flush(dirname(file));
}

async function verifyOrOffer(from: string): Promise<Manifest> {
  try {
    return await verifyBackup(from);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw storeError(thrown, from);
    const good = existsSync(dirname(from)) ? await lastGoodBackup(dirname(from)) : null;
    throw new AppError(
      thrown.code,
      `${thrown.message} ${good === null ? 'No whole backup stands beside it.' : `The last good one is ${good}.`}`,
      {
        cause: thrown,
      },
    );
  }
}
