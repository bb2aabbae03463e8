import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../base/app-error.ts';

const pieceBytes = 64 * 1024;
const mostBytes = 512 * 1024 * 1024;

/** The text of a UTF-16LE file in pieces, without its byte order mark. Throws OUTPUT_NOT_UNDERSTOOD for a file without one. */
export function* exportText(file: string): Generator<string> {
  const fd = openSync(file, 'r');
  try {
    if (fstatSync(fd).size > mostBytes)
      throw new AppError('COMMAND_OUTPUT_TOO_LARGE', `A registry export is larger than ${mostBytes} bytes.`);
    const buffer = Buffer.allocUnsafe(pieceBytes);
    const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
    let isFirst = true;
    for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) {
      const piece = decoder.decode(buffer.subarray(0, read), { stream: true });
      if (isFirst && !piece.startsWith('\uFEFF')) throw new AppError('OUTPUT_NOT_UNDERSTOOD', 'A registry export is not UTF-16 text.');
      yield isFirst ? piece.slice(1) : piece;
      isFirst = false;
    }
  } finally {
    closeSync(fd);
  }
}
