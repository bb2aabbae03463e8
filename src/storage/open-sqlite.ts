import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../base/app-error.ts';
import { systemErrorCode } from '../base/system-error.ts';

export type Sqlite = Database.Database;

/** Append only: a released migration is never edited, renamed or reordered. The number of entries is the schema version. */
export type Migrations = readonly { readonly name: string; readonly sql: string }[];

/**
 * Opens a database in WAL mode with durable commits and brings it to the newest schema, each migration in one
 * transaction. Throws STORE_NEWER for a database of a newer product, STORE_UNUSABLE when it cannot be opened or is torn.
 */
export function openSqlite(file: string, migrations: Migrations): Sqlite {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const db = new Database(file, { timeout: 10_000 });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    migrate(db, file, migrations);
    return db;
  } catch (thrown) {
    throw storeError(thrown, file);
  }
}

function migrate(db: Sqlite, file: string, migrations: Migrations): void {
  const apply = db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > migrations.length)
      throw new AppError(
        'STORE_NEWER',
        `${file} was written by a newer WardWatch (schema ${version}, this one knows ${migrations.length}). Nothing was changed; install the newer version.`,
      );
    for (const migration of migrations.slice(version)) db.exec(migration.sql);
    if (version < migrations.length) db.pragma(`user_version = ${migrations.length}`);
  });
  apply.immediate();
}

/** What a failure of SQLite means for a person; other errors pass through. */
export function storeError(thrown: unknown, file: string): unknown {
  if (thrown instanceof AppError) return thrown;
  const code = systemErrorCode(thrown);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new AppError(
      'STORE_FULL',
      `The disk with ${file} is full. Nothing was half written; free some space and it goes on by itself.`,
      { cause: thrown },
    );
  if (
    code?.startsWith('SQLITE_') === true ||
    code === 'EACCES' ||
    code === 'EROFS' ||
    code === 'ENOTDIR' ||
    code === 'EEXIST' ||
    code === 'EPERM'
  )
    return new AppError(
      'STORE_UNUSABLE',
      `${file} cannot be used (${code}). Check its permissions and its disk; a damaged file is never overwritten.`,
      { cause: thrown },
    );
  return thrown;
}
