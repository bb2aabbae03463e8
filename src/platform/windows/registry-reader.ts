import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toAppError } from '../../base/app-error.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import { foldName, type Registry, type RegistryKey, registryOf } from '../../domain/registry-key.ts';
import type { Partly } from '../host.ts';
import type { RunCommand } from '../run-command.ts';
import { exportRoots } from './export-roots.ts';
import { exportText } from './export-text.ts';
import { createKeyListing, type KeyListing } from './key-listing.ts';
import { regExport } from './reg-command.ts';
import { readExport } from './reg-file.ts';
import { findUserHives, subjectOf } from './user-hives.ts';
import { wantedKeys } from './wanted-keys.ts';

export interface RegistryReaderOptions {
  readonly run: RunCommand;
  /** How reg.exe is to be told of a file of ours; as it is, but where tests run it beside another system. */
  readonly nameFile?: (path: string) => string;
}

export type ReadRegistry = (patterns: readonly string[], signal: AbortSignal) => Promise<Partly<Registry>>;

/**
 * Reads keys by `reg.exe export`, one export per root however many keys lie below it. A root that is not there is no key; one that
 * cannot be written out is unreadable, and so is the hive of a user who is not signed in. An export may hold secrets: it lies in a
 * folder of this process's own and is deleted as soon as it is read.
 */
export function createRegistryReader({ run, nameFile = (path) => path }: RegistryReaderOptions): ReadRegistry {
  return async (patterns, signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'wardwatch-'));
    const context: Context = { run, nameFile, signal, isWanted: wantedKeys(patterns), file: join(folder, 'export.reg') };
    try {
      const { roots, notLoaded } = await rootsToRead(patterns, createKeyListing(run, signal));
      const keys = new Map<string, RegistryKey>();
      const unreadable: Unreadable[] = [...notLoaded];
      for (const root of roots) {
        const found = await readRoot(root, context);
        for (const key of found.keys) if (!keys.has(foldName(key.path))) keys.set(foldName(key.path), key);
        if (found.reason !== null) unreadable.push({ subject: subjectOf(root), reason: found.reason });
      }
      return { value: registryOf([...keys.values()]), unreadable };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function rootsToRead(
  patterns: readonly string[],
  listing: KeyListing,
): Promise<{ roots: string[]; notLoaded: readonly Unreadable[] }> {
  const { machine, users } = exportRoots(patterns);
  const there: string[] = [];
  for (const root of machine) if (await listing.mayBeThere(root)) there.push(root);
  if (!users) return { roots: there, notLoaded: [] };
  const hives = await findUserHives(listing);
  return { roots: [...there, ...hives.roots], notLoaded: hives.notLoaded };
}

interface Context extends Required<RegistryReaderOptions> {
  readonly isWanted: (path: string) => boolean;
  readonly file: string;
  readonly signal: AbortSignal;
}

async function readRoot(
  root: string,
  { run, nameFile, isWanted, file, signal }: Context,
): Promise<{ keys: readonly RegistryKey[]; reason: string | null }> {
  try {
    rmSync(file, { force: true });
    await run(regExport(root, nameFile(file)), signal);
    const { keys, notUnderstood } = readExport(exportText(file), isWanted);
    return { keys, reason: notUnderstood > 0 ? 'OUTPUT_NOT_UNDERSTOOD' : null };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'CANCELLED' || error.code === 'COMMAND_MISSING') throw error;
    return { keys: [], reason: error.code };
  }
}
