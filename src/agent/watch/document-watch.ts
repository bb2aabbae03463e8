import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { FindingDraft } from '../../domain/finding.ts';
import { contentSign } from '../../domain/ransomware/content-sign.ts';
import { createMassChange, type ContentSign } from '../../domain/ransomware/mass-change.ts';
import type { FolderWatch } from '../../platform/folder-watch.ts';

export interface DocumentWatch {
  /** Folders that were refused are in what `onRefused` of the folder watch told. */
  event(folder: string, name: string | null): void;
  /** What has to be told of the last minute. */
  judge(nowMs: number): Omit<FindingDraft, 'scannerId'>[];
  holds(folder: string): boolean;
}

const mostFolders = 20_000;
const samplesPerSecond = 10;
const sampleBytes = 64 * 1024;
const sample = Buffer.allocUnsafe(sampleBytes);

/** Watches a tree of documents by its folders, and looks at the beginning of a few of the files that were written. */
export function watchDocuments(root: string, watch: FolderWatch, now: () => number): DocumentWatch {
  const own = new Set<string>();
  const changes = createMassChange(root);
  let second = 0;
  let sampled = 0;
  const addTree = (folder: string): void => {
    const rest = [folder];
    while (rest.length > 0 && own.size < mostFolders) {
      const next = rest.pop() ?? '';
      if (own.has(next) || !watch.add(next)) continue;
      own.add(next);
      rest.push(...foldersIn(next));
    }
  };
  addTree(root);
  return {
    holds: (folder) => own.has(folder),
    event(folder, name) {
      if (name === null) return;
      const atMs = now();
      const path = join(folder, name);
      changes.touch({ folder, name, atMs });
      if (Math.floor(atMs / 1000) !== second) [second, sampled] = [Math.floor(atMs / 1000), 0];
      if (sampled >= samplesPerSecond) return;
      sampled += 1;
      const sign = signOf(path, name);
      if (sign === 'folder') addTree(path);
      else if (sign !== null) changes.sampled(sign, atMs);
    },
    judge: changes.judge,
  };
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []));
  } catch {
    return [];
  }
}

/** Null for what is gone or cannot be read. */
function signOf(path: string, name: string): ContentSign | 'folder' | null {
  try {
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      const found = fstatSync(fd);
      if (found.isDirectory()) return 'folder';
      if (!found.isFile()) return null;
      return contentSign(name, sample.subarray(0, readSync(fd, sample, 0, sampleBytes, 0)));
    } finally {
      closeSync(fd);
    }
  } catch {
    return null;
  }
}
