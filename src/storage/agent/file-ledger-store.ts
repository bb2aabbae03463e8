import { z } from 'zod';
import type { FileLedger, LedgerFile, LedgerFolder } from '../../domain/file-ledger.ts';
import { packFiles, unpackFiles } from '../../domain/packed-files.ts';
import type { Attributes } from '../../domain/thing.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { readRow } from '../read-row.ts';

/** The scanner whose baseline is the ledger. */
export const ledgerScanner = 'file-integrity';

export interface FileLedgerStore extends FileLedger {
  /** Takes a state that a change told for the baseline, null for a file that is gone; the folder is read again at the next scan. */
  accept(path: string, state: Attributes | null): void;
}

type FolderRow = [path: string, outline: string, hashedAtMs: number];

export function createFileLedger(db: Sqlite): FileLedgerStore {
  const made = db.prepare('SELECT 1 FROM baseline WHERE scanner_id = ?');
  const folderByPath = db.prepare<[string], FolderRow>('SELECT path, outline, hashed_at FROM ledger_folder WHERE path = ?').raw();
  const someFolders = db
    .prepare<[string], FolderRow>('SELECT path, outline, hashed_at FROM ledger_folder WHERE path > ? ORDER BY path LIMIT 500')
    .raw();
  const putFolderRow = db
    .prepare<[string, string, number], number>(
      `INSERT INTO ledger_folder (path, outline, hashed_at) VALUES (?, ?, ?)
       ON CONFLICT (path) DO UPDATE SET outline = excluded.outline, hashed_at = excluded.hashed_at RETURNING id`,
    )
    .pluck();
  const files = db
    .prepare<[string], Uint8Array>('SELECT files FROM ledger_files WHERE folder = (SELECT id FROM ledger_folder WHERE path = ?)')
    .pluck();
  const putFiles = db.prepare<[number, Uint8Array]>('INSERT OR REPLACE INTO ledger_files (folder, files) VALUES (?, ?)');
  const dropFiles = db.prepare<[string]>('DELETE FROM ledger_files WHERE folder = (SELECT id FROM ledger_folder WHERE path = ?)');
  const dropFolderRow = db.prepare<[string]>('DELETE FROM ledger_folder WHERE path = ?');

  const ledger: FileLedgerStore = {
    isMade: () => {
      if (made.get(ledgerScanner)) return true;
      db.exec('DELETE FROM ledger_files; DELETE FROM ledger_folder');
      return false;
    },
    folder: (path) => folderOf(folderByPath.get(path)),
    filesOf: (path) => files.get(path) ?? packFiles([]),
    *folders() {
      for (let page = someFolders.all(''); page.length > 0; page = someFolders.all(page.at(-1)?.[0] ?? ''))
        for (const row of page) {
          const folder = folderOf(row);
          if (folder) yield folder;
        }
    },
    putFolder({ path, outline, hashedAtMs }, all) {
      const id = putFolderRow.get(path, outline, hashedAtMs);
      if (id !== undefined && all !== undefined) putFiles.run(id, all);
    },
    dropFolder(path) {
      dropFiles.run(path);
      dropFolderRow.run(path);
    },
    together(work) {
      // Written in order, and on the disk with the next commit of anything else: what says that a scan was completed comes after it.
      db.pragma('synchronous = NORMAL');
      try {
        db.transaction(work).immediate();
      } finally {
        db.pragma('synchronous = FULL');
      }
    },
    accept(path, state) {
      const at = path.lastIndexOf('/');
      // A file that is watched by itself stands in a folder of its own path, as `.`.
      const [folder, name] = ledger.folder(path) ? [path, '.'] : [path.slice(0, at) || '/', path.slice(at + 1)];
      const others = unpackFiles(ledger.filesOf(folder)).filter((file) => file.name !== name);
      const accepted = state ? [...others, { ...acceptedFile(state), name }] : others;
      ledger.putFolder({ path: folder, outline: '', hashedAtMs: ledger.folder(folder)?.hashedAtMs ?? 1 }, packFiles(accepted));
    },
  };
  return ledger;
}

const folderOf = (row: FolderRow | undefined): LedgerFolder | null => (row ? { path: row[0], outline: row[1], hashedAtMs: row[2] } : null);

const acceptedState = z.object({
  digest: z.string().nullable(),
  size: z.number(),
  mode: z.string(),
  uid: z.number(),
  gid: z.number(),
  linkTarget: z.string().nullable(),
  type: z.enum(['fifo', 'socket', 'device']).optional(),
});

/** Without times: what stands there is hashed at the next scan, and held against this. */
function acceptedFile(state: Attributes): Omit<LedgerFile, 'name'> {
  const { digest, size, mode, uid, gid, linkTarget, type } = readRow(acceptedState, state);
  const kind = type ?? (linkTarget === null ? 'file' : 'link');
  return { type: kind, size, mtimeMs: 0, ctimeMs: 0, inode: 0, mode: Number.parseInt(mode, 8), uid, gid, linkTarget, digest };
}
