import { type FSWatcher, watch } from 'node:fs';
import { systemErrorCode } from '../base/system-error.ts';

/** Something in a folder was written, made, moved or removed. Names are as the system gives them; null where it does not. */
export interface FolderEvent {
  readonly folder: string;
  readonly name: string | null;
  /** `rename` for what came, went or moved; `change` for content and rights. */
  readonly kind: 'rename' | 'change';
}

export interface FolderWatch {
  /** Watches one folder, not what is below it. False where the system refuses: the reason goes to `onRefused`. */
  add(folder: string): boolean;
  remove(folder: string): void;
  has(folder: string): boolean;
  readonly size: number;
  close(): void;
}

export interface FolderWatchOptions {
  readonly onEvent: (event: FolderEvent) => void;
  /** ENOSPC and EMFILE are limits of the system; ENOENT is a folder that is gone. */
  readonly onRefused: (folder: string, code: string) => void;
}

/**
 * One `fs.watch` for each folder: a handle and nothing else, so that a hundred thousand files in a thousand folders cost a few
 * megabytes. No list of files is kept: what an event means, a scan tells. The system loses events in silence when too many come at
 * once; nobody may rest on this alone.
 */
export function watchFolders({ onEvent, onRefused }: FolderWatchOptions): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  return {
    add(folder) {
      if (watchers.has(folder)) return true;
      try {
        const watcher = watch(folder, { persistent: false }, (kind, name) => onEvent({ folder, name, kind }));
        watcher.on('error', (error) => {
          drop(folder);
          onRefused(folder, systemErrorCode(error) ?? 'UNKNOWN');
        });
        watchers.set(folder, watcher);
        return true;
      } catch (thrown) {
        onRefused(folder, systemErrorCode(thrown) ?? 'UNKNOWN');
        return false;
      }
    },
    remove: drop,
    has: (folder) => watchers.has(folder),
    get size() {
      return watchers.size;
    },
    close: () => {
      for (const folder of watchers.keys()) drop(folder);
    },
  };
}
