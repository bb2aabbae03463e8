import type { Kysely } from 'kysely';
import type { ReceivedSummary } from '../../contracts/http-api.ts';
import { type Summary, summary as summaryContract } from '../../contracts/summary.ts';
import { AppError } from '../../base/app-error.ts';
import { readCursor, writeSummaryCursor } from './cursor.ts';
import { cutPage, type Page, type PageRequest } from './page.ts';
import { forgottenUpTo } from './retention/forget-summaries.ts';
import type { CollectorSchema } from './schema.ts';

export interface SummaryPageRequest extends PageRequest {
  readonly unitId?: string | undefined;
}

export interface SummaryStore {
  /**
   * In the order of arrival: who goes on from a cursor misses nothing that came meanwhile and gets nothing twice. Throws
   * CURSOR_UNKNOWN for one behind a summary that this collector does not have.
   */
  page(request: SummaryPageRequest): Promise<Page<ReceivedSummary>>;
  /** Null where this collector does not have it. */
  ofEndpoint(endpointId: string, sequence: number): Promise<Summary | null>;
}

export function createSummaryStore(db: Kysely<CollectorSchema>): SummaryStore {
  return {
    async ofEndpoint(endpointId, sequence) {
      const row = await db
        .selectFrom('summary')
        .select('body')
        .where('endpoint_id', '=', endpointId)
        .where('sequence', '=', sequence)
        .executeTakeFirst();
      return row ? summaryContract.parse(JSON.parse(row.body)) : null;
    },
    async page({ cursor, limit, unitId }) {
      const after = cursor === undefined ? 0 : readCursor('summary', cursor);
      if (cursor !== undefined) await requireKnown(db, after, cursor, unitId);
      const { items, nextCursor } = cutPage('summary', await summarySizesAfter(db, after, limit + 1, unitId).execute(), limit);
      const last = items.at(-1)?.number ?? after;
      const rows = await summariesBetween(db, after, last, unitId).execute();
      const received = rows.map(receivedSummaryOf);
      return { items: received, nextCursor: nextCursor === null ? null : (received.at(-1)?.cursor ?? null) };
    },
  };
}

/** Silence for an answer would hide that summaries after this cursor were lost, or that they are another collector's. */
async function requireKnown(db: Kysely<CollectorSchema>, arrival: number, cursor: string, unitId: string | undefined): Promise<void> {
  if (arrival < (await forgottenUpTo(db)))
    throw new AppError(
      'CURSOR_UNKNOWN',
      'Summaries behind this cursor are no longer kept: the collector lets go what is older than collector.keep_summaries_days. What is there begins with the first page; pull it without a cursor.',
    );
  const all = db.selectFrom('summary').select('summary_id').where('arrival', '=', arrival);
  const named = await (unitId === undefined ? all : all.where('endpoint_id', 'in', endpointsOf(db, unitId))).executeTakeFirst();
  if (named && writeSummaryCursor(arrival, named.summary_id) === cursor) return;
  throw new AppError(
    'CURSOR_UNKNOWN',
    'This collector has no summary at this cursor: it is another collector, or it was put back from a backup and has lost what came after. Pull once more from the first summary, without a cursor.',
  );
}

const endpointsOf = (db: Kysely<CollectorSchema>, unitId: string) => db.selectFrom('endpoint').select('id').where('unit_id', '=', unitId);

export function summarySizesAfter(db: Kysely<CollectorSchema>, after: number, limit: number, unitId?: string) {
  const all = db.selectFrom('summary').select(['arrival as number', 'bytes']).where('arrival', '>', after).orderBy('arrival').limit(limit);
  return unitId === undefined ? all : all.where('endpoint_id', 'in', endpointsOf(db, unitId));
}

export function summariesBetween(db: Kysely<CollectorSchema>, after: number, last: number, unitId?: string) {
  const all = db
    .selectFrom('summary')
    .innerJoin('endpoint', 'endpoint.id', 'summary.endpoint_id')
    .innerJoin('unit', 'unit.id', 'endpoint.unit_id')
    .select(['arrival', 'summary_id', 'received_at', 'body', 'unit.name as unitName'])
    .where('arrival', '>', after)
    .where('arrival', '<=', last)
    .orderBy('arrival');
  return unitId === undefined ? all : all.where('endpoint.unit_id', '=', unitId);
}

interface SummaryRow {
  readonly arrival: number;
  readonly summary_id: string;
  readonly received_at: number;
  readonly body: string;
  readonly unitName: string;
}

function receivedSummaryOf({ arrival, summary_id, received_at, body, unitName }: SummaryRow): ReceivedSummary {
  const receivedAt = new Date(received_at).toISOString();
  return { cursor: writeSummaryCursor(arrival, summary_id), receivedAt, unitName, summary: summaryContract.parse(JSON.parse(body)) };
}
