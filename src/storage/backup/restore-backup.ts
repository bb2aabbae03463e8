import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../base/app-error.ts';
import { makeFolder } from '../make-folder.ts';
import { storeError } from '../store-error.ts';
import { flush } from './make-backup.ts';
import { lastGoodBackup, type Manifest, verifyBackup } from './manifest.ts';

interface RestoreOptions {
  readonly from: string;
  readonly dataFolder: string;
  /** Folders and files of the data folder that a backup brings: those there are, are put aside under a name that ends in `asideAs`. */
  readonly places: readonly string[];
  readonly mayReplace: boolean;
  readonly asideAs: string;
}

/**
 * Puts a backup into a data folder that nobody uses, after it was read through. Data that is there stays, under another name.
 * Throws DATA_EXISTS unless it may be replaced, and BACKUP_INVALID, naming the newest whole backup beside it, with nothing changed.
 */
export async function restoreBackup({ from, dataFolder, places, mayReplace, asideAs }: RestoreOptions): Promise<Manifest> {
  const manifest = await verifyOrOffer(from);
  const present = places.map((place) => join(dataFolder, place)).filter((place) => existsSync(place));
  if (present.length > 0 && !mayReplace)
    throw new AppError('DATA_EXISTS', `There is data in ${dataFolder} already. Nothing was changed; with --replace it is put aside first.`);
  const incoming = join(dataFolder, `.restoring-${asideAs}`);
  try {
    rmSync(incoming, { recursive: true, force: true });
    for (const { path } of manifest.files) {
      makeFolder(dirname(join(incoming, path)));
      copyFileSync(join(from, path), join(incoming, path));
      flush(join(incoming, path));
    }
    for (const place of places.filter((brought) => existsSync(join(incoming, brought)))) {
      const there = join(dataFolder, place);
      if (existsSync(there)) renameSync(there, `${there}.${asideAs}`);
      renameSync(join(incoming, place), there);
    }
    flush(dataFolder);
    return manifest;
  } catch (thrown) {
    throw storeError(thrown, dataFolder);
  } finally {
    rmSync(incoming, { recursive: true, force: true });
  }
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
