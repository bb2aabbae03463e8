/** What of a tree is walked. Plain data: it goes to the threads that walk. */
export interface WalkRules {
  /** Sources of regular expressions that a file's or folder's path must not match; a folder that does is not entered. */
  readonly leaveOut: readonly string[];
  /** Folders below which only files that may be executed, or whose name says that they hold code, are looked at. */
  readonly onlyCodeBelow: readonly string[];
}

/** Not hashed above this: what is told of such a file are its size, its times and its rights. */
export const largestHashed = 1024 ** 3;
export const deepestFolder = 64;

const codeName = /\.(so(\.[\d.]+)?|ko|jar|py|pl|rb|js|mjs|php|sh|dll|exe|sys)$/i;

export interface CompiledRules {
  isLeftOut(path: string): boolean;
  wants(path: string, mode: number): boolean;
}

export function compileRules({ leaveOut, onlyCodeBelow }: WalkRules): CompiledRules {
  const out = leaveOut.length === 0 ? null : new RegExp(leaveOut.map((source) => `(?:${source})`).join('|'));
  return {
    isLeftOut: (path) => out?.test(path) === true,
    wants: (path, mode) => !onlyCodeBelow.some((folder) => path.startsWith(`${folder}/`)) || (mode & 0o111) !== 0 || codeName.test(path),
  };
}
