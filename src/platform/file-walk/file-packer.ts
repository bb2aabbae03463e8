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

const chunkBytes = 256 * 1024;

export function createFilePacker(): FilePacker {
  const first = Buffer.allocUnsafe(chunkBytes);
  const full: Buffer[] = [];
  let [chunk, used, before] = [first, 0, 0];
  return {
    add(file) {
      const line = packedLine(file);
      const most = line.length * 3; // UTF-8 of one UTF-16 unit
      if (used + most > chunk.length) {
        full.push(chunk.subarray(0, used));
        [chunk, used, before] = [Buffer.allocUnsafe(Math.max(chunkBytes, most)), 0, before + used];
      }
      used += chunk.write(line, used);
    },
    length: () => before + used,
    take() {
      const all = new Uint8Array(before + used);
      let at = 0;
      for (const part of [...full.splice(0), chunk.subarray(0, used)]) {
        all.set(part, at);
        at += part.length;
      }
      [chunk, used, before] = [first, 0, 0];
      return all;
    },
  };
}
