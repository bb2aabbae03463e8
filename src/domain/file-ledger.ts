/** A file as its baseline has it, with where and when that was last seen to hold. Times are milliseconds since the epoch. */
export interface LedgerFile {
  readonly name: string;
  readonly type: 'file' | 'link' | 'fifo' | 'socket' | 'device';
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly inode: number;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly linkTarget: string | null;
  /** SHA-256 in hexadecimal digits; null for what is no regular file, is too large or could not be read. */
  readonly digest: string | null;
}

export interface LedgerFolder {
  readonly path: string;
  /** Digest of names, sizes, times, inodes and rights; empty where the folder has to be read again whatever it is now. */
  readonly outline: string;
  /** When all contents were last read; 0 for a folder that could not be read yet. */
  readonly hashedAtMs: number;
}

/** The baseline of every watched file, folder by folder: never held in memory as a whole. Files are as `packFiles` has them. */
export interface FileLedger {
  /** False until a first reading was completed; what an interrupted one left is gone. */
  isMade(): boolean;
  folder(path: string): LedgerFolder | null;
  /** None where the folder is not known. */
  filesOf(folder: string): Uint8Array;
  folders(): IterableIterator<LedgerFolder>;
  /** Puts what is known of a folder and, where they are given, all of its files. */
  putFolder(folder: LedgerFolder, files?: Uint8Array): void;
  dropFolder(folder: string): void;
  /** All of `work` or nothing of it; it outlasts a power cut once anything else is committed after it. */
  together(work: () => void): void;
}
