import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.ts';

/** Changes with every path, size and time of these files and of what lies in these folders. */
export function sourceDigest(names: readonly string[]): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) for (const name of readdirSync(path).toSorted()) visit(join(path, name));
    else if (found) hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
  };
  for (const name of names) visit(inProject(name));
  return hash.digest('hex');
}
