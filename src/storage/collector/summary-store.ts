import type { Kysely } from 'kysely';
import type { ReceivedSummary } from '../../contracts/http-api.ts';
import { summary as summaryContract } from '../../contracts/summary.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { cutPage, type Page, type PageRequest } from './page.ts';
import type { CollectorSchema } from './schema.ts';

export interface SummaryStore {
  /** In the order of arrival: who goes on from a cursor misses nothing that came meanwhile and gets nothing twice. */
  page(request: PageRequest): Promise<Page<ReceivedSummary>>;
}

export function createSummaryStore(db: Kysely<CollectorSchema>): SummaryStore {
  return {
    async page({ cursor, limit }) {
      const after = cursor === undefined ? 0 : readCursor('summary', cursor);
      const { items, nextCursor } = cutPage('summary', await summarySizesAfter(db, after, limit + 1).execute(), limit);
      const last = items.at(-1)?.number ?? after;
      const rows = await summariesBetween(db, after, last).execute();
      return { items: rows.map(receivedSummaryOf), nextCursor };
    },
  };
}

export function summarySizesAfter(db: Kysely<CollectorSchema>, after: number, limit: number) {
  return db.selectFrom('summary').select(['arrival as number', 'bytes']).where('arrival', '>', after).orderBy('arrival').limit(limit);
}

export function summariesBetween(db: Kysely<CollectorSchema>, after: number, last: number) {
  return db
    .selectFrom('summary')
    .innerJoin('endpoint', 'endpoint.id', 'summary.endpoint_id')
    .innerJoin('unit', 'unit.id', 'endpoint.unit_id')
    .select(['arrival', 'received_at', 'body', 'unit.name as unitName'])
    .where('arrival', '>', after)
    .where('arrival', '<=', last)
    .orderBy('arrival');
}

interface SummaryRow {
  readonly arrival: number;
  readonly received_at: number;
  readonly body: string;
  readonly unitName: string;
}

function receivedSummaryOf({ arrival, received_at, body, unitName }: SummaryRow): ReceivedSummary {
  const receivedAt = new Date(received_at).toISOString();
  return { cursor: writeCursor('summary', arrival), receivedAt, unitName, summary: summaryContract.parse(JSON.parse(body)) };
}
