import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '../base/system-error.ts';
import type { FileState } from '../domain/facts.ts';
import type { FolderEntry, HostFiles, Reading } from './host.ts';
import { readPiece } from './read-piece.ts';

const textLimit = 4 * 1024 * 1024;
// Reused: 64 KiB reads are as fast as larger ones, and scans run in one thread.
const buffer = Buffer.allocUnsafe(64 * 1024);

type DecodeText = (bytes: Buffer) => string;

/** Files below `root`, which is `/` but in tests. Links are told as links; a FIFO or device is never opened. */
export function createHostFiles(root = '/', decode: DecodeText = (bytes) => bytes.toString('utf8')): HostFiles {
  const at = (path: string): string => (root === '/' ? path : join(root, path));
  return {
    readText: (path, maxBytes = textLimit) => attempt(() => readText(at(path), maxBytes, decode)),
    readPiece: (path, offset, length) => attempt(() => readPiece(at(path), offset, length)),
    list: (path) => attempt(() => ({ status: 'read', value: listFolder(at(path)) })),
    place: (path) =>
      attempt(() => {
        const { ino: inode, size } = lstatSync(at(path));
        return { status: 'read', value: { inode, size } };
      }),
    state: (path) => attempt(() => ({ status: 'read', value: fileState(at(path)) })),
  };
}

function attempt<Value>(read: () => Reading<Value>): Reading<Value> {
  try {
    return read();
  } catch (thrown) {
    const reason = systemErrorCode(thrown) ?? 'UNKNOWN';
    return reason === 'ENOENT' || reason === 'ENOTDIR' ? { status: 'absent' } : { status: 'unreadable', reason };
  }
}

function readText(path: string, maxBytes: number, decode: DecodeText): Reading<string> {
  // O_NONBLOCK: a FIFO put in the place of a file must not hold the scan.
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = fstatSync(fd);
    if (!found.isFile()) return { status: 'unreadable', reason: 'NOT_A_FILE' };
    const chunks: Buffer[] = [];
    let size = 0;
    for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) {
      size += read;
      if (size > maxBytes) return { status: 'unreadable', reason: 'TOO_LARGE' };
      chunks.push(Buffer.from(buffer.subarray(0, read)));
    }
    return { status: 'read', value: decode(Buffer.concat(chunks)) };
  } finally {
    closeSync(fd);
  }
}

function listFolder(path: string): FolderEntry[] {
  return readdirSync(path, { withFileTypes: true })
    .map((entry): FolderEntry => ({ name: entry.name, type: typeOf(entry) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function typeOf(entry: Dirent): FolderEntry['type'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function fileState(path: string): FileState {
  const found = lstatSync(path);
  const mode = (found.mode & 0o7777).toString(8).padStart(4, '0');
  const common = { size: found.size, mode, uid: found.uid, gid: found.gid };
  if (found.isSymbolicLink()) return { ...common, digest: null, linkTarget: readlinkSync(path) };
  if (!found.isFile()) return { ...common, digest: null, linkTarget: null };
  return { ...common, digest: digestOf(path), linkTarget: null };
}

function digestOf(path: string): string {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const hash = createHash('sha256');
    for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer)) hash.update(buffer.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
