import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { storeError } from './store-error.ts';

/**
 * Makes a folder and those above it, each for the owner alone unless `mode` says otherwise. Not by `recursive`: on a file system that
 * refuses new folders with ENOENT, such as /proc, that never returns. Throws STORE_UNUSABLE.
 */
export function makeFolder(path: string, mode = 0o700): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent, mode);
  try {
    mkdirSync(path, { mode });
  } catch (thrown) {
    if (!existsSync(path)) throw storeError(thrown, path); // otherwise another process was quicker
  }
}
