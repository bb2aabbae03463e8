import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { lockFolder } from '../folder-lock.ts';
import { storeError } from '../store-error.ts';
import { flush } from './make-backup.ts';

/** Where a restore is prepared, below the data folder. */
export const restoringFolder = (dataFolder: string): string => join(dataFolder, '.restoring');
export const restoringData = (dataFolder: string): string => join(restoringFolder(dataFolder), 'data');
/** From when it is there the restore holds, whatever happens: what is left of it is done at the next start. */
export const journalFile = (dataFolder: string): string => join(restoringFolder(dataFolder), 'journal.json');

const journal = z.strictObject({
  places: z.array(z.string().regex(/^[a-z][a-z.]*$/)).max(20),
  asideAs: z.string().regex(/^[\w.-]{1,100}$/),
});
export type RestoreJournal = z.infer<typeof journal>;

export interface RestoreStep {
  readonly done: 'copied' | 'committed' | 'put-aside' | 'moved-in' | 'ended';
  readonly path: string;
}

/**
 * Ends a restore that was stopped on the way, however it was stopped: what had been decided is carried through, what had not is undone.
 * For every program before it opens anything below the data folder. Throws FOLDER_IN_USE while a restore is under way.
 */
export function finishRestore(dataFolder: string): void {
  const folder = restoringFolder(dataFolder);
  if (!existsSync(folder)) return;
  const isDecided = (): boolean => existsSync(journalFile(dataFolder));
  try {
    const lock = lockFolder(folder, 'restore');
    try {
      if (isDecided()) moveIn(dataFolder, () => undefined);
    } finally {
      lock.release();
    }
  } catch (thrown) {
    if (!isDecided() && thrown instanceof AppError) return; // it copies still, and changes nothing yet
    throw storeError(thrown, dataFolder);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Each step can be the last one of this process: done again, it goes on from there. */
export function moveIn(dataFolder: string, tell: (step: RestoreStep) => void): void {
  const { places, asideAs } = readJournal(dataFolder);
  for (const place of places) {
    const [there, incoming] = [join(dataFolder, place), join(restoringData(dataFolder), place)];
    if (!existsSync(incoming)) continue;
    if (existsSync(there)) {
      renameSync(there, freeName(`${there}.${asideAs}`));
      tell({ done: 'put-aside', path: place });
    }
    renameSync(incoming, there);
    tell({ done: 'moved-in', path: place });
  }
  flush(dataFolder);
  rmSync(journalFile(dataFolder));
  tell({ done: 'ended', path: '' });
}

function readJournal(dataFolder: string): RestoreJournal {
  const file = journalFile(dataFolder);
  const parsed = journal.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'STORE_UNUSABLE',
    `${file} is damaged, so a restore that was stopped cannot be ended. Nothing was changed. Move ${restoringFolder(dataFolder)} away and restore the backup again.`,
  );
}

const freeName = (name: string): string => (existsSync(name) ? freeName(`${name}.again`) : name);
