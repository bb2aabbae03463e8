import { createInterface } from 'node:readline/promises';
import { open } from 'node:fs/promises';
import { AppError } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import type { CliIo } from '../cli-io.ts';

/** A whole file. Throws USAGE, naming the option, for one that cannot be read or is larger than `mostBytes`. */
export async function readNamedFile(option: string, path: string, mostBytes: number): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > mostBytes) throw tooLarge(option, path, mostBytes);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'USAGE',
      `${option} ${path} cannot be read (${systemErrorCode(cause) ?? 'unknown'}). Check the path and its permissions.`,
      { cause },
    );
  }
}

/** Standard input to its end. */
export async function readStandardInput(option: string, { stdin }: CliIo, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin?.() ?? []) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > mostBytes) throw tooLarge(option, 'standard input', mostBytes);
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/** Text in UTF-8, or in UTF-16 as Notepad saves it. Throws USAGE for anything else. */
export function textOf(option: string, bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError(
      'USAGE',
      `${option}: the text is neither UTF-8 nor UTF-16. Save it as text in Unicode; a PDF or Word file is not text.`,
      { cause },
    );
  }
}

/** True where somebody at a terminal says yes; false without a terminal. */
export async function confirmed(question: string, io: CliIo): Promise<boolean> {
  const stdin = io.stdin?.();
  if (stdin?.isTTY !== true) return false;
  io.err(question);
  const lines = createInterface({ input: stdin, signal: io.signal });
  try {
    for await (const line of lines) return /^(?:y|yes|có|co)$/i.test(line.normalize('NFC').trim());
    return false;
  } finally {
    lines.close();
  }
}

const tooLarge = (option: string, what: string, mostBytes: number): AppError =>
  new AppError('USAGE', `${option}: ${what} holds more than ${Math.round(mostBytes / 1024)} KB. Give the letter without its annexes.`);
