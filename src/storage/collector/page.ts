import { type CursorKind, writeCursor } from './cursor.ts';

/** What one page may hold of stored text: a page of the largest bodies must not fill the collector's memory. */
export const mostPageBytes = 4 * 1024 * 1024;

export interface Page<Item> {
  readonly items: Item[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface Sized {
  readonly number: number;
  readonly bytes: number;
}

/**
 * The rows that fit on a page, out of up to `limit + 1` found in order; at least one, so that a reader always gets on.
 * `nextCursor` is null when nothing was left over.
 */
export function cutPage<Row extends Sized>(kind: CursorKind, found: readonly Row[], limit: number): Page<Row> {
  const items: Row[] = [];
  let bytes = 0;
  for (const row of found.slice(0, limit)) {
    bytes += row.bytes;
    if (items.length > 0 && bytes > mostPageBytes) break;
    items.push(row);
  }
  const last = items.at(-1);
  return { items, nextCursor: last && items.length < found.length ? writeCursor(kind, last.number) : null };
}
