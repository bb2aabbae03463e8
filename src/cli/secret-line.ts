import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { AppError } from '../base/app-error.ts';
import type { CliIo } from './cli-io.ts';

const longestLine = 4096;

/** The first line of standard input; at a terminal it is asked for and not shown. Never from arguments, which every account can read. */
export async function readSecretLine(question: string, io: CliIo): Promise<string> {
  const stdin = io.stdin?.();
  const isTyped = stdin?.isTTY === true;
  if (isTyped) io.err(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = stdin && createInterface({ input: stdin, output: nowhere, terminal: isTyped, signal: io.signal });
  try {
    for await (const line of lines ?? []) return line.slice(0, longestLine);
  } finally {
    lines?.close();
  }
  throw new AppError('USAGE', 'Nothing was given on standard input. Type the code when asked, or pipe it in.');
}
