import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const statusFile = '/var/lib/dpkg/status';
const listsFolder = '/var/lib/apt/lists';
const catFile = '/usr/lib/apt/apt-helper';

/** Versions of the packages that are installed here and of those that apt knows, where there are any, each once, in the order of their text. */
export function debianVersions(): string[] {
  const texts = [...(existsSync(statusFile) ? [readFileSync(statusFile, 'utf8')] : []), ...packageLists()];
  const found = texts.flatMap((text) => [...text.matchAll(/^Version: (\S+)$/gm)].map(([, version = '']) => version));
  return [...new Set(found)].toSorted();
}

function packageLists(): string[] {
  if (!existsSync(listsFolder) || !existsSync(catFile)) return [];
  const lists = readdirSync(listsFolder).filter((name) => /_Packages(\.\w+)?$/.test(name));
  return lists.map((name) => spawnSync(catFile, ['cat-file', join(listsFolder, name)], { encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout);
}

/** Each with one that looks much like it and with one from anywhere, at most `count` pairs evenly from all of them. */
export function realPairs(versions: readonly string[], count: number): [string, string][] {
  const step = Math.max(1, (2 * versions.length) / count);
  const at = (index: number): string => versions[Math.floor(index) % versions.length] ?? '';
  return Array.from({ length: Math.floor(versions.length / step) }, (_, turn) => turn * step).flatMap((index) => [
    [at(index), at(index + 1)],
    [at(index), at(index * 7919)],
  ]);
}
