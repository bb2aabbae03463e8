import { Kysely, SqliteDialect } from 'kysely';
import type { Sqlite } from '../open-sqlite.ts';

const nothing = 'SELECT 1 WHERE 0';
const mostStatements = 300;

/**
 * Kysely over one open database. Each statement is prepared once. Transactions take the write lock when they begin: one
 * that read first and wrote later would fail at once, without waiting, when another process wrote in between.
 */
export function kyselyOnSqlite<Schema>(sqlite: Sqlite): Kysely<Schema> {
  const prepared = new Map<string, ReturnType<Sqlite['prepare']>>();
  const prepare = (sql: string): ReturnType<Sqlite['prepare']> => {
    // On a full disk SQLite rolls back by itself: a second time would fail, and hide why the first one was needed.
    if (sql === 'rollback' && !sqlite.inTransaction) return prepare(nothing);
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= mostStatements) prepared.clear();
    const statement = sqlite.prepare(sql === 'begin' ? 'begin immediate' : sql);
    prepared.set(sql, statement);
    return statement;
  };
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: { prepare, close: () => sqlite.close() } }) });
}
