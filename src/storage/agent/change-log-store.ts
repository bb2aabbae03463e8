import { z } from 'zod';
import { type LoggedChange, loggedChange } from '../../contracts/change.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { readRow } from '../read-row.ts';

export interface ChangeLogFilter {
  readonly only: 'explained' | 'unexplained';
  /** Older than the change with this id. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What was seen to differ from the baseline, for people to read. */
export interface ChangeLog {
  /** Newest first. */
  list(filter: ChangeLogFilter): readonly LoggedChange[];
}

const jsonText = z.string().transform((text): unknown => JSON.parse(text));
const row = z
  .object({
    id: z.int(),
    scanner_id: z.string(),
    kind: z.string(),
    key: z.string(),
    change: z.string(),
    before: jsonText.nullable(),
    after: jsonText.nullable(),
    seen_at: z.string(),
    explanation: jsonText.nullable(),
  })
  .transform(({ id, scanner_id, kind, key, change, before, after, seen_at, explanation }) => ({
    id,
    scannerId: scanner_id,
    rule: `${kind}.${change}`,
    change,
    subject: key,
    before,
    after,
    seenAt: seen_at,
    explanation,
  }))
  .pipe(loggedChange);

export function createChangeLog(db: Sqlite): ChangeLog {
  const select = (condition: string) =>
    db.prepare(`SELECT * FROM change WHERE ${condition} AND id < @before ORDER BY id DESC LIMIT @limit`);
  const lists = { explained: select('explanation IS NOT NULL'), unexplained: select('explanation IS NULL') };
  return {
    list: ({ only, before = Number.MAX_SAFE_INTEGER, limit }) => readRow(z.array(row), lists[only].all({ before, limit })),
  };
}
