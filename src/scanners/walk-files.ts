import { setImmediate } from 'node:timers/promises';
import type { Unreadable } from '../domain/coverage.ts';
import type { FileState } from '../domain/facts.ts';
import type { HostFiles } from '../platform/host.ts';

export interface WalkedFile {
  readonly path: string;
  readonly state: FileState;
}

export interface Walk {
  readonly files: readonly WalkedFile[];
  readonly unreadable: readonly Unreadable[];
}

const deepest = 8;
const batch = 50;

/**
 * Files, links and special files at or below `places`, each folder in order of name. Links are not followed; what is
 * absent is no file; what cannot be read is said. Folders deeper than 8 levels are said as TOO_DEEP. The event loop runs
 * between batches, so that a time-out or a cancellation is heard.
 */
export async function walkFiles(
  host: HostFiles,
  places: readonly string[],
  signal: AbortSignal,
  wanted: (path: string) => boolean = () => true,
): Promise<Walk> {
  const files: WalkedFile[] = [];
  const unreadable: Unreadable[] = [];
  let visited = 0;
  for (const path of pathsBelow(host, places, unreadable)) {
    visited += 1;
    if (visited % batch === 0) await setImmediate();
    signal.throwIfAborted();
    if (!wanted(path)) continue;
    const state = host.state(path);
    if (state.status === 'read') files.push({ path, state: state.value });
    else if (state.status === 'unreadable') unreadable.push({ subject: path, reason: state.reason });
  }
  return { files, unreadable };
}

function* pathsBelow(host: HostFiles, places: readonly string[], unreadable: Unreadable[], depth = 0): Generator<string> {
  for (const path of places) {
    const folder = host.list(path);
    if (folder.status === 'absent') yield path;
    else if (folder.status === 'unreadable') unreadable.push({ subject: path, reason: folder.reason });
    else if (depth > deepest) unreadable.push({ subject: path, reason: 'TOO_DEEP' });
    else
      for (const { name, type } of folder.value) {
        if (type === 'folder') yield* pathsBelow(host, [inFolder(path, name)], unreadable, depth + 1);
        else yield inFolder(path, name);
      }
  }
}

/** A path that begins with a drive is of Windows. */
const inFolder = (folder: string, name: string): string => (/^[A-Za-z]:\\/.test(folder) ? `${folder}\\${name}` : `${folder}/${name}`);
