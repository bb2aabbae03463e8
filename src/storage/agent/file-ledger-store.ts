import { z } from 'zod';
import type { FileLedger, LedgerFile, LedgerFolder } from '../../domain/file-ledger.ts';
import type { Attributes } from '../../domain/thing.ts';
import type { Sqlite } from '../open-sqlite.ts';

/** The scanner whose baseline is the ledger. */
export const ledgerScanner = 'file-integrity';

export interface FileLedgerStore extends FileLedger {
  /** Takes a state that a change told for the baseline, null for a file that is gone; the folder is read again at the next scan. */
  accept(path: string, state: Attributes | null): void;
}

type FolderRow = [id: number, path: string, outline: string, hashedAtMs: number];
type FileRow = [
  name: string,
  type: LedgerFile['type'],
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  inode: number,
  mode: number,
  uid: number,
  gid: number,
  linkTarget: string | null,
  digest: string | null,
];
const columns = 'name, type, size, mtime_ms, ctime_ms, inode, mode, uid, gid, link_target, digest';

export function createFileLedger(db: Sqlite): FileLedgerStore {
  const made = db.prepare('SELECT 1 FROM baseline WHERE scanner_id = ?');
  const folderByPath = db.prepare<[string], FolderRow>('SELECT id, path, outline, hashed_at FROM ledger_folder WHERE path = ?').raw();
  const someFolders = db
    .prepare<[string], FolderRow>('SELECT id, path, outline, hashed_at FROM ledger_folder WHERE path > ? ORDER BY path LIMIT 500')
    .raw();
  const putFolderRow = db
    .prepare<[string, string, number], number>(
      `INSERT INTO ledger_folder (path, outline, hashed_at) VALUES (?, ?, ?)
       ON CONFLICT (path) DO UPDATE SET outline = excluded.outline, hashed_at = excluded.hashed_at RETURNING id`,
    )
    .pluck();
  const files = db.prepare<[number], FileRow>(`SELECT ${columns} FROM ledger_file WHERE folder = ? ORDER BY name`).raw();
  const putFile = db.prepare(`INSERT OR REPLACE INTO ledger_file (folder, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const dropFile = db.prepare('DELETE FROM ledger_file WHERE folder = ? AND name = ?');
  const dropAll = db.prepare('DELETE FROM ledger_file WHERE folder = ?');
  const dropFolderRow = db.prepare('DELETE FROM ledger_folder WHERE id = ?');

  const idOf = (path: string): number | null => folderByPath.get(path)?.[0] ?? null;
  const put = ({ path, outline, hashedAtMs }: LedgerFolder): number => z.int().parse(putFolderRow.get(path, outline, hashedAtMs));
  const putAll = (id: number, all: readonly LedgerFile[]): void => {
    for (const { name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest } of all)
      putFile.run(id, name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest);
  };

  const ledger: FileLedgerStore = {
    isMade: () => {
      if (made.get(ledgerScanner)) return true;
      db.exec('DELETE FROM ledger_file; DELETE FROM ledger_folder');
      return false;
    },
    folder: (path) => folderOf(folderByPath.get(path)),
    filesOf: (path) => {
      const id = idOf(path);
      return id === null ? [] : files.all(id).map(fileOf);
    },
    *folders() {
      for (let page = someFolders.all(''); page.length > 0; page = someFolders.all(page.at(-1)?.[1] ?? ''))
        for (const row of page) {
          const folder = folderOf(row);
          if (folder) yield folder;
        }
    },
    putFolder(folder, all) {
      const id = put(folder);
      dropAll.run(id);
      putAll(id, all);
    },
    putFiles: (folder, some) => putAll(put(folder), some),
    dropFiles(path, names) {
      const id = idOf(path);
      if (id !== null) for (const name of names) dropFile.run(id, name);
    },
    dropFolder(path) {
      const id = idOf(path);
      if (id === null) return;
      dropAll.run(id);
      dropFolderRow.run(id);
    },
    together: (work) => db.transaction(work).immediate(),
    accept(path, state) {
      const at = path.lastIndexOf('/');
      // A file that is watched by itself stands in a folder of its own path, as `.`.
      const [folder, name] = ledger.folder(path) ? [path, '.'] : [path.slice(0, at) || '/', path.slice(at + 1)];
      const id = put({ path: folder, outline: '', hashedAtMs: ledger.folder(folder)?.hashedAtMs ?? 1 });
      if (state) putAll(id, [{ ...acceptedFile(state), name }]);
      else dropFile.run(id, name);
    },
  };
  return ledger;
}

const folderOf = (row: FolderRow | undefined): LedgerFolder | null => (row ? { path: row[1], outline: row[2], hashedAtMs: row[3] } : null);

const fileOf = ([name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest]: FileRow): LedgerFile => ({
  name,
  type,
  size,
  mtimeMs,
  ctimeMs,
  inode,
  mode,
  uid,
  gid,
  linkTarget,
  digest,
});

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
  const { digest, size, mode, uid, gid, linkTarget, type } = acceptedState.parse(state);
  const kind = type ?? (linkTarget === null ? 'file' : 'link');
  return { type: kind, size, mtimeMs: 0, ctimeMs: 0, inode: 0, mode: Number.parseInt(mode, 8), uid, gid, linkTarget, digest };
}
