import type { Language } from '../domain/words/language.ts';

/** What a command may touch of the process it runs in. Results go to `out`, everything else to `err`. */
export interface CliIo {
  out(line: string): void;
  err(line: string): void;
  readonly isTty: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that Node was started with: what starts a further process of the product. */
  readonly entryPoint: string;
  readonly language: Language;
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
  /** Standard input, for commands that read it or ask; absent where there is none. */
  readonly stdin?: () => NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Sets what the process will exit with. */
  exitWith(code: 0 | 1 | 2 | 3): void;
}
