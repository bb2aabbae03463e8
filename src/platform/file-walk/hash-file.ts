import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { systemErrorCode } from '../../base/system-error.ts';
import type { RawPath } from './raw-path.ts';

export type HashOutcome =
  | { readonly status: 'hashed'; readonly digest: string; readonly found: Stats }
  /** ENOENT: gone meanwhile. CHANGING: written to while it was read, twice. NOT_A_FILE: something else stands in its place. */
  | { readonly status: 'unreadable'; readonly reason: string };

/** Reused, one file at a time. Smaller ones need more calls, larger ones leave the processor's second cache: each took 2 % more. */
const buffer = Buffer.allocUnsafe(256 * 1024);
// A FIFO or a link put in the place of a file must neither hold the scan nor lead it elsewhere.
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Contents with several names (one of the graphics drivers has thirteen) are read once by each thread, which lives for one scan: the file
 * system says that they are one file, and that nothing was written to it since.
 */
const linked = new Map<string, string>();
const identityOf = ({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string => [dev, ino, size, mtimeMs, ctimeMs].join(' ');

/** SHA-256 of the content of a regular file that lstat found as `found`; read once more where it changes meanwhile. Never throws. */
export function hashFile(path: RawPath, found: Stats): HashOutcome {
  try {
    const known = found.nlink > 1 ? linked.get(identityOf(found)) : undefined;
    if (known !== undefined) return { status: 'hashed', digest: known, found };
    const digest = hashOnce(path, found);
    if (digest && found.nlink > 1) linked.set(identityOf(found), digest);
    if (digest) return { status: 'hashed', digest, found };
    const now = lstatSync(path);
    if (!now.isFile()) return { status: 'unreadable', reason: 'NOT_A_FILE' };
    const again = hashOnce(path, now);
    return again ? { status: 'hashed', digest: again, found: now } : { status: 'unreadable', reason: 'CHANGING' };
  } catch (thrown) {
    const reason = systemErrorCode(thrown) ?? 'UNKNOWN';
    return { status: 'unreadable', reason: reason === 'ELOOP' ? 'NOT_A_FILE' : reason };
  }
}

/** Null for what is not, when it has been read to its end, the file that was found. */
function hashOnce(path: RawPath, found: Stats): string | null {
  const fd = openSync(path, flags);
  try {
    const first = readSync(fd, buffer);
    const digest = first < buffer.length ? hash('sha256', buffer.subarray(0, first), 'hex') : hashLong(fd, first, found.size);
    const after = fstatSync(fd);
    const stands =
      after.size === found.size && after.mtimeMs === found.mtimeMs && after.ctimeMs === found.ctimeMs && after.ino === found.ino;
    return stands ? digest : null;
  } finally {
    closeSync(fd);
  }
}

function hashLong(fd: number, first: number, expected: number): string {
  const hashing = createHash('sha256');
  let size = first;
  for (let read = first; read > 0; read = readSync(fd, buffer)) {
    hashing.update(read === buffer.length ? buffer : buffer.subarray(0, read));
    size += read;
    if (size > expected + buffer.length) break; // it grows as fast as it is read
  }
  return hashing.digest('hex');
}
