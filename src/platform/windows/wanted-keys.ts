import { foldName } from '../../domain/registry-key.ts';

interface Branch {
  readonly below: Map<string, Branch>;
  isWanted: boolean;
}

/** Pure. Tells whether a key lies at or below one of `patterns`, in which `*` stands for any one name. Compared without case. */
export function wantedKeys(patterns: readonly string[]): (path: string) => boolean {
  const root: Branch = { below: new Map(), isWanted: false };
  for (const pattern of patterns) {
    let branch = root;
    for (const name of foldName(pattern).split('\\')) {
      const next: Branch = branch.below.get(name) ?? { below: new Map(), isWanted: false };
      branch.below.set(name, next);
      branch = next;
    }
    branch.isWanted = true;
  }
  return (path) => reaches(root, foldName(path).split('\\'), 0);
}

function reaches(branch: Branch, names: readonly string[], index: number): boolean {
  if (branch.isWanted) return true;
  const name = names[index];
  if (name === undefined) return false;
  const candidates = [branch.below.get(name), branch.below.get('*')];
  return candidates.some((next) => next !== undefined && reaches(next, names, index + 1));
}
