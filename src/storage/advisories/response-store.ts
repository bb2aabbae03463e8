import type { Sqlite } from '../open-sqlite.ts';

export interface StoredResponse {
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly documents: number;
}

/** What servers said of what they sent last, so that they need not send it again. */
export interface ResponseStore {
  recall(url: string): StoredResponse | null;
  remember(url: string, response: StoredResponse): void;
}

export function createResponseStore(db: Sqlite): ResponseStore {
  const read = db.prepare<[string], StoredResponse>('SELECT etag, last_modified AS lastModified, documents FROM response WHERE url = ?');
  const write = db.prepare('INSERT OR REPLACE INTO response (url, etag, last_modified, documents) VALUES (?, ?, ?, ?)');
  return {
    recall: (url) => read.get(url) ?? null,
    remember: (url, { etag, lastModified, documents }) => void write.run(url, etag, lastModified, documents),
  };
}
