import type { Unreadable } from '../domain/coverage.ts';
import type { PackageRecords } from '../domain/explanation.ts';
import type { Account, FileAcl, FileState, Listener, OsRelease, PrivilegedFile, RebootState, UpdateState } from '../domain/facts.ts';
import type { Inventory, SystemIdentity } from '../domain/inventory/inventory.ts';
import type { FileWalker } from './file-walk/file-walker.ts';
import type { WalkRules } from './file-walk/walk-rules.ts';
import type { Registry } from '../domain/registry-key.ts';

export type { FileWalker } from './file-walk/file-walker.ts';
export type { FoundFile, FoundFolder } from './file-walk/read-folder.ts';
export type { WalkAnswer, WalkTask } from './file-walk/walk-task.ts';
export type { WalkRules } from './file-walk/walk-rules.ts';

/** What a read gave. An absent file is an answer, an unreadable one is not. */
export type Reading<Value> =
  | { readonly status: 'read'; readonly value: Value }
  | { readonly status: 'absent' }
  | { readonly status: 'unreadable'; readonly reason: string };

export interface FolderEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
}

/** Reads files of the machine, bounded; never follows the last link of a path, never writes. */
export interface HostFiles {
  readText(path: string, maxBytes?: number): Reading<string>;
  /** Bytes from `offset`, fewer where the file ends before; never more than 16 MiB at once. */
  readPiece(path: string, offset: number, length: number): Reading<Buffer>;
  /** Entries sorted by name. */
  list(path: string): Reading<readonly FolderEntry[]>;
  state(path: string): Reading<FileState>;
  /** Which file it is and how long, without reading it. */
  place(path: string): Reading<{ readonly inode: number; readonly size: number }>;
}

/** Something read, with what could not be. */
export interface Partly<Value> {
  readonly value: Value;
  readonly unreadable: readonly Unreadable[];
}

/** Which values of the registry: all called `name`, at `key` and, if `below`, at all keys below it. */
export interface NamedBytes {
  readonly key: string;
  readonly name: string;
  readonly below: boolean;
}

/** One interface to the machine; one implementation per operating system. */
export interface Host {
  readonly os: 'linux' | 'win32' | 'darwin';
  readonly files: HostFiles;
  readOsRelease(signal: AbortSignal): Promise<OsRelease>;
  readSystem(signal: AbortSignal): Promise<SystemIdentity>;
  /** Tidy: see `domain/inventory/tidy-inventory.ts`. */
  readInventory(signal: AbortSignal): Promise<Partly<Inventory>>;
  readUpdates(signal: AbortSignal): Promise<UpdateState>;
  readRebootState(signal: AbortSignal): Promise<RebootState>;
  listAccounts(signal: AbortSignal): Promise<Partly<readonly Account[]>>;
  /** Files that run with more rights than their caller's: setuid, setgid, capabilities. */
  listPrivilegedFiles(signal: AbortSignal): Promise<readonly PrivilegedFile[]>;
  /** On Linux alone: what access lists add to modes at or below `places`; absent where nothing on the machine reads them. */
  listFileAcls?(places: readonly string[], signal: AbortSignal): Promise<Reading<Partly<readonly FileAcl[]>>>;
  /** What the package manager did since `sinceMs`, and what its records say of `paths` (`account:NAME` asks for scripts that name it). */
  readPackageRecords(paths: readonly string[], sinceMs: number, signal: AbortSignal): Promise<PackageRecords>;
  /**
   * On Windows alone: who signed each program, as far as its signature covers the file as it is now and leads to a root that the
   * machine trusts. A program without such a signature is not in the answer.
   */
  readPublishers?(paths: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** Threads that walk trees and hash files; they end with `close`. */
  openWalker(rules: WalkRules, signal: AbortSignal): FileWalker;
  listListeners(signal: AbortSignal): Promise<Partly<readonly Listener[]>>;
  /** On Windows alone: keys at or below `patterns` (`HKLM\\…`, `HKU\\*\\…`; `*` stands for any one name), with all their values. */
  readRegistry?(patterns: readonly string[], signal: AbortSignal): Promise<Partly<Registry>>;
  /** On Windows alone: binary values by the path of their key, in hexadecimal. What lies beside them is not read: it may be secret. */
  readNamedBytes?(named: NamedBytes, signal: AbortSignal): Promise<Reading<ReadonlyMap<string, string>>>;
}
