import type { WalkTask } from '../../platform/host.ts';

/** Folders to read, a few to a task: what is between two tasks costs more than a small folder. */
export function readsOf(looks: readonly (readonly [string, 'files' | 'contents' | null])[]): WalkTask[] {
  return (['files', 'contents'] as const).flatMap((want) => {
    const folders = looks.flatMap(([path, wanted]) => (wanted === want ? [path] : []));
    return partsOf(folders, foldersPerTask).map((some): WalkTask => ({ kind: 'read', folders: some, want }));
  });
}

export const hashesOf = (folder: string, names: readonly string[]): WalkTask[] =>
  partsOf(names, namesPerTask).map((some): WalkTask => ({ kind: 'hash', folder, names: some }));

const foldersPerTask = 25;
const namesPerTask = 100;

const partsOf = (all: readonly string[], size: number): (readonly string[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
