import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PackageTransaction } from '../../domain/explanation.ts';
import type { AllowedCommand } from '../run-command.ts';

const rpmPaths = ['/usr/bin/rpm', '/bin/rpm'];
const folders = ['/usr/lib/sysimage/rpm', '/var/lib/rpm'];
const olderFormats = ['Packages', 'Packages.db'];

/** The folder of a package database with packages in it, or null: who asks spares a process where there are none. */
export function findRpmDatabase(root: string): string | null {
  const found = folders
    .map((folder) => join(root, folder))
    .find((folder) => holdsPackages(join(folder, 'rpmdb.sqlite')) || olderFormats.some((name) => sizeOf(join(folder, name)) > 0));
  return found ?? null;
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Whether the first table that rpm makes, that of its packages, has a row: its root is the second page (SQLite's file format,
 * sections 1.3 and 1.6). What a write-ahead log still holds may be a row.
 */
function holdsPackages(file: string): boolean {
  if (sizeOf(file) === 0) return false;
  if (sizeOf(`${file}-wal`) > 0) return true;
  const handle = openSync(file, 'r');
  try {
    const pageBytes = bytesAt(handle, 16, 2).readUInt16BE();
    const root = bytesAt(handle, pageBytes === 1 ? 65_536 : pageBytes, 5);
    return !(root.readUInt8() === emptyLeaf && root.readUInt16BE(3) === 0);
  } finally {
    closeSync(handle);
  }
}

const emptyLeaf = 0x0d;

function bytesAt(handle: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(handle, bytes, 0, length, position);
  return bytes;
}

/** `database` is a folder that `findRpmDatabase` told. */
function rpmCommand(database: string, ...args: readonly string[]): AllowedCommand {
  return { paths: rpmPaths, args: ['--dbpath', database, '--query', ...args], timeoutMs: 60_000, maxBytes: 128 * 1024 * 1024 };
}

export const allRpmPackages = (database: string): AllowedCommand =>
  rpmCommand(database, '--all', '--queryformat', '%{NAME}\\t%{EPOCHNUM}\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\t%{INSTALLTIME}\\n');

export const rpmFilesOf = (database: string, packages: readonly string[]): AllowedCommand =>
  rpmCommand(
    database,
    '--queryformat',
    '[%{=NAME}\\t%{=FILEDIGESTALGO}\\t%{FILEFLAGS}\\t%{FILEDIGESTS}\\t%{FILEMODES:octal}\\t%{FILELINKTOS}\\t%{FILENAMES}\\n]',
    '--',
    ...packages,
  );

export const allRpmFileNames = (database: string): AllowedCommand =>
  rpmCommand(database, '--all', '--queryformat', '[%{FILEFLAGS}\\t%{FILENAMES}\\n]');

/** Installation scripts, and what a package provides: `user(name)` among it. */
export const rpmScriptsOf = (database: string, packages: readonly string[]): AllowedCommand =>
  rpmCommand(database, '--queryformat', '\\f%{NAME}\\n%{PREIN}\\n%{POSTIN}\\n[%{PROVIDENAME} ]', '--', ...packages);

/** Pure. Lines of `allRpmPackages`: what was installed, upgraded or reinstalled at or after `sinceMs`. */
export function parseInstallTimes(text: string, sinceMs: number): PackageTransaction[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', epoch, version = '', release = '', , seconds] = line.split('\t');
    if (name === '' || name === 'gpg-pubkey' || Number(seconds) * 1000 + 999 < sinceMs) return [];
    const full = `${epoch !== undefined && epoch !== '0' ? `${epoch}:` : ''}${version}-${release}`;
    return [{ package: name, version: full, action: 'install' as const }];
  });
}

/** Pure. Lines of `allRpmPackages`: when the last package was installed, ms since the epoch; null where there is none. */
export function newestInstallTime(text: string): number | null {
  const seconds = text.split('\n').map((line) => Number(line.split('\t')[5] ?? Number.NaN));
  const newest = seconds.filter(Number.isFinite).reduce((most, time) => Math.max(most, time), 0);
  return newest > 0 ? newest * 1000 : null;
}

export interface RpmFile {
  readonly package: string;
  readonly algorithm: string;
  /** Empty for what is no regular file. */
  readonly digest: string;
  /** With the bits of the file's type. */
  readonly mode: number;
  readonly linkTarget: string;
}

const flags = z.string().regex(/^\d+$/).transform(Number);
const fileLine = z.tuple([z.string(), z.string(), flags, z.string(), z.string().regex(/^[0-7]+$/), z.string()], z.string());
// A ghost is listed and not shipped: alternatives and other work of scripts. rpmfi.h, RPMFILE_GHOST.
const isGhost = (fileFlags: number): boolean => (fileFlags & 64) !== 0;

/** Pure. Lines of `allRpmFileNames`, without ghosts. */
export function parseRpmFileNames(text: string): ReadonlySet<string> {
  const entries = text.split('\n').map((line) => ({ tab: line.indexOf('\t'), line }));
  return new Set(entries.flatMap(({ tab, line }) => (tab > 0 && !isGhost(Number(line.slice(0, tab))) ? [line.slice(tab + 1)] : [])));
}
// RFC 4880, section 9.4.
const algorithms: Readonly<Record<string, string>> = {
  '(none)': 'md5',
  1: 'md5',
  2: 'sha1',
  8: 'sha256',
  9: 'sha384',
  10: 'sha512',
  11: 'sha224',
};

/**
 * Pure. Lines of `rpmFilesOf`, by path, without ghosts; several where packages share a file, as those of two architectures do. A
 * line that is none is passed over, and what it named stays unexplained.
 */
export function parseRpmFiles(text: string): ReadonlyMap<string, readonly RpmFile[]> {
  const files = new Map<string, RpmFile[]>();
  for (const line of text.split('\n')) {
    const parsed = fileLine.safeParse(line.split('\t'));
    if (!parsed.success) continue;
    const [name, algorithm, fileFlags, digest, mode, linkTarget, ...parts] = parsed.data;
    if (isGhost(fileFlags)) continue;
    const path = parts.join('\t');
    const file = { package: name, algorithm: algorithms[algorithm] ?? '', digest, mode: Number.parseInt(mode, 8), linkTarget };
    files.set(path, [...(files.get(path) ?? []), file]);
  }
  return files;
}
