import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '../base/app-error.ts';

/** A file that a person names on the command line, no more than its first `mostBytes`. Throws FILE_UNREADABLE, with the path. */
export function readInputFile(path: string, mostBytes: number): Uint8Array {
  try {
    const file = openSync(path, 'r');
    try {
      return readUpTo(file, mostBytes);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('FILE_UNREADABLE', `"${path}" could not be read: ${why}. Check the name and who may read it.`, { cause });
  }
}

function readUpTo(file: number, mostBytes: number): Uint8Array {
  const chunks: Buffer[] = [];
  let total = 0;
  while (total < mostBytes) {
    const chunk = Buffer.allocUnsafe(Math.min(65_536, mostBytes - total));
    const count = readSync(file, chunk);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return Buffer.concat(chunks);
}
