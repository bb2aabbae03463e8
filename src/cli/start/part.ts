import { appendFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError, isErrorCode } from '../../base/app-error.ts';
import { type OwnProcess, startOwnProcess } from '../../platform/own-process.ts';
import { makeFolder } from '../../storage/make-folder.ts';

/** One of the product's processes, ready for work. */
export interface Part {
  readonly name: string;
  readonly process: OwnProcess;
  /** Where it listens, in its own words: a URL or a path. */
  readonly address: string;
}

export interface PartOptions {
  readonly name: string;
  /** What Node is started with, entry point first. */
  readonly command: readonly string[];
  readonly logFile: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const readyLine = /^listening on (.+)$/;

/**
 * Starts Node with `command`, entry point first, and resolves when it says that it listens. What it logs goes to `logFile`. Throws what
 * it said when it ends before that.
 */
export async function startPart({ name, command, logFile, env }: PartOptions): Promise<Part> {
  makeFolder(dirname(logFile));
  const ready = Promise.withResolvers<string>();
  let lastWords = '';
  const part = startOwnProcess({
    args: command,
    env,
    lowPriority: false,
    endsWithParent: true,
    onLine: () => undefined,
    onErrorLine: (line) => {
      const address = readyLine.exec(line)?.[1];
      if (address !== undefined) ready.resolve(address);
      else lastWords = line;
      keepLine(logFile, line);
    },
  });
  const early = part.ended.then((code): never => {
    throw earlyEnd(name, code, lastWords);
  });
  early.catch(() => undefined); // after it was ready, whoever waits for `ended` decides
  return { name, process: part, address: await Promise.race([ready.promise, early]) };
}

function keepLine(logFile: string, line: string): void {
  try {
    appendFileSync(logFile, `${line}\n`, { mode: 0o600 });
  } catch {
    // A full disk: the part itself says so, and a log must not end it.
  }
}

function earlyEnd(name: string, code: number | string, lastWords: string): AppError {
  const [, message, saidCode = ''] = /^wardwatch: (.*) \[([A-Z_]+)\]$/.exec(lastWords) ?? [];
  return new AppError(isErrorCode(saidCode) ? saidCode : 'INTERNAL', message ?? `The ${name} ended at once (${code}). ${lastWords}`);
}
