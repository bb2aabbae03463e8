import type { ErrorCode } from '../base/app-error.ts';

/** What stands between a command and standard output: with `--json` exactly one document leaves, whatever becomes of the command. */
export interface JsonAnswer {
  out(line: string): void;
  /** Prints `{ error: { code, message } }` where `--json` was asked for and nothing was printed yet. */
  refuse(code: ErrorCode, message: string): void;
}

export function jsonAnswer(args: readonly string[], print: (line: string) => void): JsonAnswer {
  const end = args.indexOf('--');
  const isJson = args.slice(0, end === -1 ? args.length : end).includes('--json');
  let isPrinted = false;
  const out = (line: string): void => {
    isPrinted = true;
    print(line);
  };
  return {
    out,
    refuse(code, message) {
      if (isJson && !isPrinted) out(JSON.stringify({ error: { code, message } }));
    },
  };
}
