import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HostFiles } from '../../platform/host.ts';
import { expandPaths } from '../../scanners/expand-paths.ts';
import type { Scanner } from '../../scanners/scanner.ts';

/** Folders to watch, each with the scanners that read it or something below it. */
export type NarrowPlaces = ReadonlyMap<string, ReadonlySet<string>>;

/** Programs are watched where seconds count, and not the hundred thousand files of whole trees: their scan comes by itself. */
const programFolders = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'];
const deepest = 3;
const mostFolders = 4000;

/**
 * The folders in which the scanners' places lie: a place that is a folder with those below it, a place that is a file by its folder, a
 * place that is not there by the nearest folder that is. Kernel file systems tell no events and are left to the schedule.
 */
export function narrowPlaces(files: HostFiles, scanners: readonly Scanner[]): NarrowPlaces {
  const places = new Map<string, Set<string>>();
  const homes = homesOf();
  const add = (folder: string, scannerId: string): void => {
    if (places.size < mostFolders || places.has(folder)) places.set(folder, (places.get(folder) ?? new Set()).add(scannerId));
  };
  for (const { id, watches = [] } of scanners) {
    const patterns = id === 'file-integrity' ? programFolders : watches.flatMap(({ places: paths }) => paths);
    for (const path of patterns.flatMap((pattern) => expandPaths(files, pattern, homes))) {
      if (path === '/' || /^\/(proc|sys|dev)(\/|$)/.test(path)) continue;
      for (const folder of foldersOf(path, id === 'file-integrity' ? 0 : deepest)) add(folder, id);
    }
  }
  return places;
}

function foldersOf(path: string, depth: number): string[] {
  const found = lstatOf(path);
  if (!found) return [nearestFolder(dirname(path))];
  if (!found.isDirectory()) return [dirname(path)];
  if (depth === 0) return [path];
  const below = subfolders(path).flatMap((name) => foldersOf(join(path, name), depth - 1));
  return [path, ...below];
}

/** Null for what is not there, or lies below what is no folder. */
function lstatOf(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch {
    return null;
  }
}

function subfolders(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    return [];
  }
}

function nearestFolder(path: string): string {
  return path === '/' || lstatOf(path)?.isDirectory() ? path : nearestFolder(dirname(path));
}

/** Homes of people and of root; those of services are watched by the schedule alone. */
function homesOf(): string[] {
  try {
    const homes = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':')[5] ?? '');
    return [...new Set(homes.filter((home) => /^\/(root$|home\/)/.test(home)))];
  } catch {
    return [];
  }
}
