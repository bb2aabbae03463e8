import { randomUUID } from 'node:crypto';
import { linkSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../base/app-error.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { makeFolder } from './make-folder.ts';
import { storeError } from './store-error.ts';

export type Sqlite = Database.Database;

/** Append only: a released migration is never edited, renamed or reordered. The number of entries is the schema version. */
export type Migrations = readonly { readonly name: string; readonly sql: string }[];

export interface SqliteOptions {
  /** A new file can be made smaller while others write; free pages cost a little space, and each write a little more. */
  readonly givesPagesBack?: boolean;
}

/**
 * Opens a database, `:memory:` for one without a file, in WAL mode with durable commits and brings it to the newest schema, each migration in one
 * transaction. Throws STORE_NEWER for a database of a newer product, STORE_UNUSABLE when it cannot be opened or is torn.
 */
export function openSqlite(file: string, migrations: Migrations, options: SqliteOptions = {}): Sqlite {
  try {
    if (file !== ':memory:') {
      makeFolder(dirname(file));
      makeWhole(file, migrations, options);
    }
    const db = new Database(file, { timeout: 10_000 });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // KiB; 16 MB by default, and memory is what a workstation lacks.
    db.pragma('cache_size = -2000');
    db.pragma('foreign_keys = ON');
    migrate(db, file, migrations);
    return db;
  } catch (thrown) {
    throw storeError(thrown, file);
  }
}

/**
 * A new database is made aside and comes to its name with its tables: a file without content is one that was lost, and nothing may
 * begin anew over it in silence.
 */
function makeWhole(file: string, migrations: Migrations, { givesPagesBack = false }: SqliteOptions): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === 0)
    throw new AppError(
      'STORE_UNUSABLE',
      `${file} is empty: what was in it is lost, as after a failing disk. Put the last good backup in its place; only to begin anew, delete it.`,
    );
  if (size !== undefined) return;
  const draft = `${file}.${randomUUID()}`;
  try {
    const db = new Database(draft);
    if (givesPagesBack) db.pragma('auto_vacuum = INCREMENTAL'); // before there is a table, or never
    db.pragma('journal_mode = WAL');
    migrate(db, draft, migrations);
    db.close();
    linkSync(draft, file);
  } catch (thrown) {
    if (systemErrorCode(thrown) !== 'EEXIST') throw thrown;
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(draft + end, { force: true });
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
