import type { Sqlite } from '../open-sqlite.ts';

export interface Settings {
  get(key: string): string | null;
  /** Gives back the value. */
  set(key: string, value: string): string;
}

export function createSettings(db: Sqlite): Settings {
  const read = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const write = db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)');
  return {
    get: (key) => read.get(key) ?? null,
    set(key, value) {
      write.run(key, value);
      return value;
    },
  };
}
