import { lstatSync, readdirSync, readlinkSync, type Stats, statfsSync } from 'node:fs';
import { systemErrorCode } from '../../base/system-error.ts';
import type { LedgerFile } from '../../domain/file-ledger.ts';
import type { FilePacker } from './file-packer.ts';
import { hashFile } from './hash-file.ts';
import { createOutline } from './outline.ts';
import { childOf, type RawPath, rawPath, shownName } from './raw-path.ts';
import { type CompiledRules, deepestFolder, isLeftToLater, largestHashed, mostHashedInPlace } from './walk-rules.ts';

/** A file as it was found. */
export interface FoundFile extends LedgerFile {
  /** Why a regular file has no digest though it was asked for. */
  readonly unreadable: string | null;
}

export interface FoundFolder {
  readonly path: string;
  /** Digest of everything but contents: equal as long as no file in it was written, moved, made or removed. */
  readonly outline: string;
  /** In order of name, as `packFiles` has them; none where only the outline was asked for. */
  readonly files: Uint8Array;
  /** Files whose contents were asked for and are left to be read by name, in parts: they would keep one thread busy and the other without work. */
  readonly left: readonly (readonly string[])[];
  /** What could not be looked at, entered, or read though its content was asked for. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

export interface ReadOptions {
  readonly rules: CompiledRules;
  /** What stands for `/`. */
  readonly root: string;
  readonly want: 'outline' | 'files' | 'contents';
  /** Takes the files. */
  readonly packer: FilePacker;
}

export interface ReadFolder {
  readonly folder: Omit<FoundFolder, 'files'>;
  /** Where in the packer its files are. */
  readonly from: number;
  readonly to: number;
  readonly subfolders: readonly string[];
  readonly fileCount: number;
  readonly hashedBytes: number;
}

const outlines = createOutline();

/** Reads one folder, not what is below it. A file in its place is a folder with itself as its only file, by the name `.`. Null for what is not there. */
export function readFolder(path: string, { rules, root, want, packer }: ReadOptions): ReadFolder | null {
  const raw = below(root, path);
  const subfolders: string[] = [];
  const from = packer.length();
  let fileCount = 0;
  const left: string[][] = [];
  const unreadable: { path: string; reason: string }[] = [];
  let hashedBytes = 0;
  let leftBytes = 0;
  const leave = (name: string, size: number): void => {
    const part = left.at(-1);
    if (part && leftBytes + size <= mostHashedInPlace) part.push(name);
    else left.push([name]);
    leftBytes = left.at(-1)?.length === 1 ? size : leftBytes + size;
  };
  const add = (name: string, file: RawPath, child: string, found: Stats): void => {
    outlines.add(name, found);
    if (want === 'outline') return;
    const isLeft = want === 'contents' && found.isFile() && isLeftToLater(found.size, hashedBytes);
    if (isLeft) leave(name, found.size);
    const known = describe(name, file, found, want === 'contents' && !isLeft);
    if (known.unreadable !== null) unreadable.push({ path: child, reason: known.unreadable });
    if (known.digest !== null) hashedBytes += known.size;
    packer.add(known);
    fileCount += 1;
  };
  outlines.begin();
  try {
    const own = lstatSync(raw);
    if (!own.isDirectory()) add('.', raw, path, own);
    for (const name of own.isDirectory() ? namesIn(raw) : []) {
      const shown = typeof name === 'string' && !name.includes('\\x') ? name : shownName(Buffer.from(name));
      const child = path === '/' ? `/${shown}` : `${path}/${shown}`;
      if (rules.isLeftOut(child)) continue;
      const file = raw === path && shown === name ? child : childOf(raw, name);
      const found = lstatOf(file, child, unreadable);
      if (!found) continue;
      if (!found.isDirectory()) {
        if (rules.wants(child, found.mode)) add(shown, file, child, found);
      } else if (mayEnter(child, file, found.dev, own.dev, unreadable)) subfolders.push(child);
    }
  } catch (thrown) {
    const reason = systemErrorCode(thrown) ?? 'UNKNOWN';
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return null;
    const nothing = { path, outline: '', left: [], unreadable: [...unreadable, { path, reason }] };
    return { folder: nothing, from, to: from, subfolders: [], fileCount, hashedBytes };
  }
  const folder = { path, outline: outlines.digest(), left, unreadable };
  return { folder, from, to: packer.length(), subfolders, fileCount, hashedBytes };
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

function typeOf(found: Stats): LedgerFile['type'] {
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
