import { closeSync, cpSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../base/app-error.ts';
import { makeFolder } from '../make-folder.ts';
import { storeError } from '../store-error.ts';
import { type Manifest, manifestName, sha256OfFile } from './manifest.ts';

/** What of a data folder is kept, as paths in it. What is not there is left out. */
export interface BackupPlan {
  readonly databases: readonly string[];
  /** Files, and folders with all that is in them. */
  readonly others: readonly string[];
}

interface BackupOptions extends BackupPlan {
  readonly dataFolder: string;
  /** Made, and nothing may stand there yet. */
  readonly to: string;
  readonly productVersion: string;
  readonly madeAt: string;
}

/**
 * Copies the data of a product that may be running: of each database one moment, while it is written to. Stands in `to` whole and on
 * disk, or not at all. Holds private keys; it is for the owner alone. Throws DATA_EXISTS, STORE_FULL or STORE_UNUSABLE.
 */
export async function makeBackup({ dataFolder, to, databases, others, productVersion, madeAt }: BackupOptions): Promise<Manifest> {
  const [first = ''] = databases;
  if (!existsSync(join(dataFolder, first)))
    throw new AppError('NOT_FOUND', `There is no ${first} in ${dataFolder}, so there is nothing to copy. Name the folder with --data-dir.`);
  if (existsSync(to)) throw new AppError('DATA_EXISTS', `${to} exists already. Nothing was changed; name a new folder.`);
  const partial = `${to}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    makeFolder(partial);
    for (const path of databases) copyDatabase(join(dataFolder, path), join(partial, path));
    for (const path of others)
      if (existsSync(join(dataFolder, path))) cpSync(join(dataFolder, path), join(partial, path), { recursive: true, dereference: true });
    const files: Manifest['files'] = [];
    for (const path of filesIn(partial)) {
      const file = join(partial, path);
      files.push({ path, bytes: statSync(file).size, sha256: await sha256OfFile(file) });
      flush(file);
    }
    const manifest: Manifest = { formatVersion: 1, productVersion, madeAt, files };
    writeFileSync(join(partial, manifestName), JSON.stringify(manifest), { mode: 0o600, flush: true });
    flush(partial);
    renameSync(partial, to);
    flush(dirname(to));
    return manifest;
  } catch (thrown) {
    rmSync(partial, { recursive: true, force: true });
    throw storeError(thrown, to);
  }
}

/** A read transaction: neither waits for writers nor makes them wait. */
export function copyDatabase(from: string, to: string): void {
  if (!existsSync(from)) return;
  makeFolder(dirname(to));
  const db = new Database(from, { readonly: true, timeout: 10_000 });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}

export const filesIn = (folder: string, below = ''): string[] =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesIn(folder, path) : [path];
  });

export function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
