import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { storeError } from '../store-error.ts';
import { advisoryFile } from './advisory-file.ts';

/** Rows of the advisories of a data folder, without opening them for writing; none where there are no advisories. */
export function readAdvisoryRows(dataFolder: string, sql: string, ...values: readonly string[]): unknown[] {
  const file = advisoryFile(dataFolder);
  if (!existsSync(file)) return [];
  try {
    const db = new Database(file, { readonly: true, timeout: 10_000 });
    try {
      return db.prepare(sql).all(...values);
    } finally {
      db.close();
    }
  } catch (thrown) {
    throw storeError(thrown, file);
  }
}
