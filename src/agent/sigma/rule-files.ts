import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemErrorCode } from '../../base/system-error.ts';

export interface ListedFiles {
  readonly files: readonly string[];
  /** What could not be listed, with the code of the system's error. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

const deepest = 12;

/** Files named `*.yml` or `*.yaml` at or below a folder, by name; links are not followed, hidden folders not entered. */
export function listRuleFiles(folder: string, depth = 0): ListedFiles {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const here = entries.filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name)).map((entry) => join(folder, entry.name));
    const below = depth >= deepest ? [] : entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
    const found = below.map((entry) => listRuleFiles(join(folder, entry.name), depth + 1));
    return {
      files: [...here, ...found.flatMap(({ files }) => files)],
      unreadable: found.flatMap(({ unreadable }) => unreadable),
    };
  } catch (thrown) {
    return { files: [], unreadable: [{ path: folder, reason: systemErrorCode(thrown) ?? 'unknown' }] };
  }
}

const licenseNames = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENSE.Detection.Rules.md'];
const highest = 8;
const mostBytes = 64 * 1024;

/** SPDX id of what a licence file says; its name where that is not known. Never its path: that may name a person. */
function licenseOf(text: string, name: string): string {
  const drl = /Detection Rule License\s*(?:\(DRL\))?\s*(1\.[01])/i.exec(text)?.[1];
  return drl === undefined ? name : `DRL-${drl}`;
}

/** The licence that lies beside a rule or in a folder above it; null where none does. Folders are read once. */
export function createLicenseFinder(): (ruleFile: string) => string | null {
  const known = new Map<string, string | null>();
  const find = (folder: string, depth: number): string | null => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const parent = dirname(folder);
    const found = readLicense(folder) ?? (parent === folder || depth >= highest ? null : find(parent, depth + 1));
    known.set(folder, found);
    return found;
  };
  return (ruleFile) => find(dirname(ruleFile), 0);
}

function readLicense(folder: string): string | null {
  for (const name of licenseNames) {
    const path = join(folder, name);
    try {
      const { size } = statSync(path);
      if (size <= mostBytes) return licenseOf(readFileSync(path, 'utf8'), name);
    } catch {
      // Not this one.
    }
  }
  return null;
}
