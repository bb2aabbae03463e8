import { hash } from 'node:crypto';
import { lstatSync, readdirSync, readlinkSync, type Stats, statfsSync } from 'node:fs';
import { systemErrorCode } from '../../base/system-error.ts';
import { hashFile } from './hash-file.ts';
import { childOf, type RawPath, rawPath, shownName } from './raw-path.ts';
import { type CompiledRules, deepestFolder, largestHashed } from './walk-rules.ts';

export type FileType = 'file' | 'link' | 'fifo' | 'socket' | 'device';

/** A file as it was found. Times are milliseconds since the epoch. */
export interface FoundFile {
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly inode: number;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly linkTarget: string | null;
  /** SHA-256 in hexadecimal digits; null for what is no regular file, was not asked for, is too large or could not be read. */
  readonly digest: string | null;
  /** Why a regular file has no digest though it was asked for. */
  readonly unreadable: string | null;
}

export interface FoundFolder {
  readonly path: string;
  readonly device: number;
  /** Digest of everything but contents: equal as long as no file in it was written, moved, made or removed. */
  readonly outline: string;
  readonly subfolders: readonly string[];
  /** In order of name; empty where only the outline was asked for. */
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

export interface ReadOptions {
  readonly rules: CompiledRules;
  /** What stands for `/`. */
  readonly root: string;
  readonly want: 'outline' | 'files' | 'contents';
}

/** Reads one folder, not what is below it. A file in its place is a folder with itself as its only file, by the name `.`. Null for what is not there. */
export function readFolder(path: string, { rules, root, want }: ReadOptions): FoundFolder | null {
  const raw = below(root, path);
  const unreadable: { path: string; reason: string }[] = [];
  const nothing: FoundFolder = { path, device: 0, outline: '', subfolders: [], files: [], unreadable };
  try {
    const own = lstatSync(raw);
    if (!own.isDirectory())
      return { ...nothing, outline: outlineOf(['.'], numbersOf(own)), files: [describe('.', raw, own, want === 'contents')] };
    const subfolders: string[] = [];
    const files: FoundFile[] = [];
    const outline: string[] = [];
    const numbers: number[] = [];
    for (const name of namesIn(raw)) {
      const shown = typeof name === 'string' && !name.includes('\\x') ? name : shownName(Buffer.from(name));
      const child = path === '/' ? `/${shown}` : `${path}/${shown}`;
      if (rules.isLeftOut(child)) continue;
      const file = childOf(raw, name);
      const found = lstatOf(file, child, unreadable);
      if (!found) continue;
      if (found.isDirectory()) {
        if (mayEnter(child, file, found.dev, own.dev, unreadable)) subfolders.push(child);
        continue;
      }
      if (!rules.wants(child, found.mode)) continue;
      outline.push(shown);
      numbers.push(...numbersOf(found));
      if (want !== 'outline') files.push(describe(shown, file, found, want === 'contents'));
    }
    return { path, device: own.dev, outline: outlineOf(outline, numbers), subfolders, files, unreadable };
  } catch (thrown) {
    const reason = systemErrorCode(thrown) ?? 'UNKNOWN';
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return null;
    unreadable.push({ path, reason });
    return nothing;
  }
}

const below = (root: string, path: string): RawPath => rawPath(root === '/' ? path : `${root}${path}`);

/** Sorted by their text; bytes where a name is no UTF-8. */
function namesIn(folder: RawPath): (string | Buffer)[] {
  const names = readdirSync(folder);
  const sorted = names.every((name) => !name.includes('\uFFFD')) ? names.toSorted() : null;
  return sorted ?? readdirSync(folder, { encoding: 'buffer' }).toSorted((a, b) => Buffer.compare(a, b));
}

function lstatOf(path: RawPath, shown: string, unreadable: { path: string; reason: string }[]): Stats | null {
  try {
    return lstatSync(path);
  } catch (thrown) {
    const reason = systemErrorCode(thrown) ?? 'UNKNOWN';
    if (reason !== 'ENOENT') unreadable.push({ path: shown, reason });
    return null;
  }
}

const numbersOf = ({ size, mtimeMs, ctimeMs, ino, mode, uid, gid }: Stats): number[] => [size, mtimeMs, ctimeMs, ino, mode, uid, gid];

/** A digest of names and numbers is enough to know that nothing moved; the file system's own time of change is among them. */
function outlineOf(names: readonly string[], numbers: readonly number[]): string {
  const bytes = Buffer.from(new Float64Array(numbers).buffer);
  return hash('sha1', Buffer.concat([Buffer.from(names.join('\0')), bytes]), 'base64');
}

function describe(name: string, path: RawPath, found: Stats, wantsContent: boolean): FoundFile {
  const isFile = found.isFile();
  const outcome = isFile && wantsContent && found.size <= largestHashed ? hashFile(path, found) : null;
  const stats = outcome?.status === 'hashed' ? outcome.found : found;
  return {
    name,
    type: typeOf(found),
    size: stats.size,
    mtimeMs: stats.mtimeMs,
    ctimeMs: stats.ctimeMs,
    inode: stats.ino,
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    linkTarget: found.isSymbolicLink() ? targetOf(path) : null,
    digest: outcome?.status === 'hashed' ? outcome.digest : null,
    unreadable: outcome?.status === 'unreadable' ? outcome.reason : null,
  };
}

/** One file of a folder with its content; null where it is gone. */
export function readFile(folder: string, name: string, root: string): FoundFile | null {
  const shown = name === '.' ? folder : folder === '/' ? `/${name}` : `${folder}/${name}`;
  const raw = below(root, shown);
  const found = lstatOf(raw, shown, []);
  return found && !found.isDirectory() ? describe(name, raw, found, true) : null;
}

function targetOf(path: RawPath): string {
  try {
    return shownName(readlinkSync(path, { encoding: 'buffer' }));
  } catch {
    return '';
  }
}

function typeOf(found: Stats): FileType {
  if (found.isFile()) return 'file';
  if (found.isSymbolicLink()) return 'link';
  if (found.isFIFO()) return 'fifo';
  return found.isSocket() ? 'socket' : 'device';
}

/** File systems that are somewhere else, or no files at all (statfs(2), linux/magic.h): not entered. */
const notOurs: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NETWORK_FILE_SYSTEM'], // NFS
  [0xff534d42, 'NETWORK_FILE_SYSTEM'], // CIFS
  [0xfe534d42, 'NETWORK_FILE_SYSTEM'], // SMB 2
  [0x517b, 'NETWORK_FILE_SYSTEM'], // SMB
  [0x00c36400, 'NETWORK_FILE_SYSTEM'], // Ceph
  [0x65735546, 'NETWORK_FILE_SYSTEM'], // FUSE
  [0x0187, 'NETWORK_FILE_SYSTEM'], // autofs
  [0x9fa0, 'KERNEL_FILE_SYSTEM'], // proc
  [0x62656572, 'KERNEL_FILE_SYSTEM'], // sysfs
  [0x27e0eb, 'KERNEL_FILE_SYSTEM'], // cgroup
  [0x63677270, 'KERNEL_FILE_SYSTEM'], // cgroup 2
]);

function mayEnter(shown: string, raw: RawPath, device: number, parent: number, unreadable: { path: string; reason: string }[]): boolean {
  const depth = shown.split('/').length - 1;
  const other = device === parent ? undefined : notOurs.get(statfsSync(raw).type);
  const reason = other ?? (depth > deepestFolder ? 'TOO_DEEP' : null);
  if (reason !== null) unreadable.push({ path: shown, reason });
  return reason === null;
}
