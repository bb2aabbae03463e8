import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Reading } from './host.ts';

/** At most this much of a file at once. */
const mostBytes = 16 * 1024 * 1024;

/** `length` bytes of a file from `offset`, fewer where it ends before. Throws what the system throws. */
export function readPiece(path: string, offset: number, length: number): Reading<Buffer> {
  if (length > mostBytes) return { status: 'unreadable', reason: 'TOO_LARGE' };
  // O_NONBLOCK: a FIFO put in the place of a file must not hold the scan.
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(fd);
    if (!found.isFile()) return { status: 'unreadable', reason: 'NOT_A_FILE' };
    const piece = Buffer.alloc(Math.min(length, Math.max(0, found.size - offset)));
    let size = 0;
    for (let read = 1; read > 0 && size < piece.length; size += read) read = readSync(fd, piece, size, piece.length - size, offset + size);
    return { status: 'read', value: piece.subarray(0, size) };
  } finally {
    closeSync(fd);
  }
}
