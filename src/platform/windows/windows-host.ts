import { join } from 'node:path';
import { AppError } from '../../base/app-error.ts';
import type { Host } from '../host.ts';
import type { RunCommand } from '../run-command.ts';
import { readInventory } from './inventory/read-inventory.ts';
import { readSystem } from './inventory/system-identity.ts';
import { readNamedBytes } from './named-bytes.ts';
import { readOsRelease } from './os-release.ts';
import { createRegistryReader } from './registry-reader.ts';
import { readRebootState, readUpdates } from './update-state.ts';
import { belowDrive, createWindowsFiles } from './windows-files.ts';

export interface WindowsHostOptions {
  readonly run: RunCommand;
  /** The folder that stands for drive C, where tests read one; the machine's own drives otherwise. */
  readonly drive?: string;
  readonly nameFile?: (path: string) => string;
}

/** A Windows machine as far as its registry and its files tell; the rest is unsupported, and said to be. */
export function createWindowsHost({ run, drive, nameFile }: WindowsHostOptions): Host {
  const readRegistry = createRegistryReader({ run, ...(nameFile ? { nameFile } : {}) });
  return {
    os: 'win32',
    files: createWindowsFiles(drive ?? null),
    readOsRelease: (signal) => readOsRelease(run, signal),
    readSystem: (signal) => readSystem(run, signal),
    readInventory: (signal) => readInventory({ run, readRegistry }, signal),
    readRegistry,
    readNamedBytes: (named, signal) => readNamedBytes(run, named, signal),
    readPublishers: async (paths, signal) => {
      const { readPublishers } = await import('./authenticode/read-publishers.ts');
      return readPublishers(paths, {
        readRegistry,
        signal,
        locate: (path) => (drive === undefined ? path : join(drive, belowDrive(path))),
      });
    },
    readUpdates: (signal) => readUpdates(readRegistry, signal),
    readRebootState: (signal) => readRebootState(readRegistry, signal),
    // No package manager keeps digests here: nothing is explained by one.
    readPackageRecords: () => Promise.resolve({ transactions: [], files: new Map() }),
    openWalker: () => {
      throw new AppError('PLATFORM_UNSUPPORTED', 'This version cannot walk trees of files on Windows.');
    },
    listAccounts: () => unsupported('the list of accounts'),
    listPrivilegedFiles: () => unsupported('files with more rights than their caller'),
    listListeners: () => unsupported('the list of open ports'),
  };
}

function unsupported(what: string): Promise<never> {
  return Promise.reject(new AppError('PLATFORM_UNSUPPORTED', `This version cannot read ${what} on Windows.`));
}
