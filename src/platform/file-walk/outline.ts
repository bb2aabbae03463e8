import { createHash, type Hash, hash } from 'node:crypto';
import type { Stats } from 'node:fs';

/** A digest of names and numbers is enough to know that nothing moved; the file system's own time of change is among them. */
export interface Outline {
  /** Begins anew. */
  begin(): void;
  add(name: string, found: Stats): void;
  digest(): string;
}

const chunkBytes = 64 * 1024;

/** One serves all folders of a thread: nothing of them is held, however large they are. */
export function createOutline(): Outline {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const numbers = new Float64Array(7);
  const numberBytes = new Uint8Array(numbers.buffer);
  let used = 0;
  let long: Hash | null = null;
  return {
    begin() {
      used = 0;
      long = null;
    },
    add(name, { size, mtimeMs, ctimeMs, ino, mode, uid, gid }) {
      if (used + name.length * 3 + 1 + numberBytes.length > chunkBytes) {
        long = (long ?? createHash('sha1')).update(chunk.subarray(0, used));
        used = 0;
      }
      used += chunk.write(`${name}\0`, used);
      numbers.set([size, mtimeMs, ctimeMs, ino, mode, uid, gid]);
      chunk.set(numberBytes, used);
      used += numberBytes.length;
    },
    digest: () => (long ? long.update(chunk.subarray(0, used)).digest('base64') : hash('sha1', chunk.subarray(0, used), 'base64')),
  };
}
