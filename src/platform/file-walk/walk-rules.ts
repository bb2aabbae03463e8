/** What of a tree is walked. Plain data: it goes to the threads that walk. */
export interface WalkRules {
  /** Sources of regular expressions that a file's or folder's path must not match; a folder that does is not entered. */
  readonly leaveOut: readonly string[];
  /** Likewise; of files whose path matches, only those that may be executed, or whose name says that they hold code, are looked at. */
  readonly onlyCodeIn: readonly string[];
  /** Likewise; only files whose name says that a web server runs them are looked at, whatever their rights: shares make all executable. */
  readonly onlyPagesIn: readonly string[];
}

/** Not hashed above this: what is told of such a file are its size, its times and its rights. */
export const largestHashed = 1024 ** 3;
/** Of one folder so many bytes are hashed where it is read, and all small files. What is more is left, in parts of so many bytes. */
export const mostHashedInPlace = 8 * 1024 ** 2;
export const isLeftToLater = (size: number, hashedBytes: number): boolean =>
  size > 1024 ** 2 && size <= largestHashed && hashedBytes + size > mostHashedInPlace;
export const deepestFolder = 64;

const pageName = /\.(php\d?|phtml|phar|jspx?|aspx?|ashx|asmx|cgi|war)$/i;
const codeName = /\.(so(\.[\d.]+)?|ko|jar|py|pl|rb|[cm]?js|sh|dll|exe|sys)$/i;

export interface CompiledRules {
  isLeftOut(path: string): boolean;
  wants(path: string, mode: number): boolean;
}

export function compileRules({ leaveOut, onlyCodeIn, onlyPagesIn }: WalkRules): CompiledRules {
  const [isLeftOut, hasOnlyCode, hasOnlyPages] = [anyOf(leaveOut), anyOf(onlyCodeIn), anyOf(onlyPagesIn)];
  return {
    isLeftOut,
    wants: (path, mode) => {
      if (pageName.test(path)) return true;
      if (hasOnlyPages(path)) return false;
      return !hasOnlyCode(path) || (mode & 0o111) !== 0 || codeName.test(path);
    },
  };
}

function anyOf(sources: readonly string[]): (path: string) => boolean {
  if (sources.length === 0) return () => false;
  const pattern = new RegExp(sources.map((source) => `(?:${source})`).join('|'));
  return (path) => pattern.test(path);
}
