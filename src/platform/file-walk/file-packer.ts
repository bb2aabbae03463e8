import type { LedgerFile } from '../../domain/file-ledger.ts';
import { packedLine } from '../../domain/packed-files.ts';

/** Packs files one after the other into memory that the heap knows nothing of: what is found is never held as objects. */
export interface FilePacker {
  add(file: LedgerFile): void;
  /** Bytes so far. */
  length(): number;
  /** All bytes since the last time, in a buffer of their own. */
  take(): Uint8Array<ArrayBuffer>;
}

const usualBytes = 256 * 1024;

export function createFilePacker(): FilePacker {
  let buffer = Buffer.allocUnsafe(usualBytes);
  let length = 0;
  return {
    add(file) {
      const line = packedLine(file);
      const most = length + line.length * 3; // UTF-8 of one UTF-16 unit
      if (most > buffer.length) {
        const larger = Buffer.allocUnsafe(most * 2);
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
      length += buffer.write(line, length);
    },
    length: () => length,
    take() {
      const all = new Uint8Array(length);
      all.set(buffer.subarray(0, length));
      length = 0;
      if (buffer.length > usualBytes) buffer = Buffer.allocUnsafe(usualBytes);
      return all;
    },
  };
}
