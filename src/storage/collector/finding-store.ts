import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { type ReportedFinding, reportedFinding } from '../../contracts/http-api.ts';
import type { FindingState } from '../../domain/finding.ts';
import type { Severity } from '../../domain/severity.ts';
import { readCursor } from './cursor.ts';
import { cutPage, type Page, type PageRequest } from './page.ts';
import type { CollectorSchema } from './schema.ts';

export interface FindingPageRequest extends PageRequest {
  readonly unitId?: string | undefined;
  readonly endpointId?: string | undefined;
  readonly state?: FindingState | undefined;
  readonly severity?: Severity | undefined;
}

export interface FindingStore {
  /** Newest first, by first arrival at the collector: a finding keeps its place while pages are read. */
  page(request: FindingPageRequest): Promise<Page<ReportedFinding>>;
}

export function createFindingStore(db: Kysely<CollectorSchema>): FindingStore {
  return {
    async page(request) {
      const { items, nextCursor } = cutPage('finding', await findingSizes(db, request).execute(), request.limit);
      const rows = await findingsByNumber(
        db,
        items.map((row) => row.number),
      ).execute();
      return { items: rows.map(findingOf), nextCursor };
    },
  };
}

/** One row more than asked for tells whether there is a next page. */
export function findingSizes(db: Kysely<CollectorSchema>, request: FindingPageRequest) {
  const { cursor, limit, endpointId, unitId, state, severity } = request;
  let query = db
    .selectFrom('finding')
    .select(['number', 'evidence_bytes as bytes'])
    .orderBy('number', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) query = query.where('number', '<', readCursor('finding', cursor));
  const key = endpointId !== undefined ? 'endpoint_id' : unitId !== undefined ? 'unit_id' : 'state';
  const filters = { endpoint_id: endpointId, unit_id: unitId, state, severity };
  for (const column of filterColumns) {
    const value = filters[column];
    const mayChooseIndex = column === key || (column === 'severity' && key === 'state');
    if (value !== undefined) query = query.where(mayChooseIndex ? sql.ref<string>(column) : unindexed(column), '=', value);
  }
  return query;
}

const filterColumns = ['endpoint_id', 'unit_id', 'state', 'severity'] as const;

/** Statistics are not kept, so we say which filter is the narrowest: this one is not. */
const unindexed = (column: (typeof filterColumns)[number]) => sql<string>`${sql.ref(column)} || ''`;

export function findingsByNumber(db: Kysely<CollectorSchema>, numbers: readonly number[]) {
  return db
    .selectFrom('finding')
    .innerJoin('endpoint', 'endpoint.id', 'finding.endpoint_id')
    .innerJoin('unit', 'unit.id', 'finding.unit_id')
    .selectAll('finding')
    .select(['endpoint.hostname', 'unit.name as unitName'])
    .where('finding.number', 'in', numbers)
    .orderBy('finding.number', 'desc');
}
type FindingRow = Awaited<ReturnType<ReturnType<typeof findingsByNumber>['executeTakeFirstOrThrow']>>;

function findingOf(row: FindingRow): ReportedFinding {
  const evidence: unknown = JSON.parse(row.evidence);
  const history = historyOf(row.history);
  return reportedFinding.parse({
    fingerprint: row.fingerprint,
    scannerId: row.scanner_id,
    rule: row.rule,
    severity: row.severity,
    technique: row.technique ?? undefined,
    evidence,
    state: row.state,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    ...(history.length === 0 ? {} : { history }),
    endpointId: row.endpoint_id,
    hostname: row.hostname,
    unitId: row.unit_id,
    unitName: row.unitName,
    receivedAt: new Date(row.received_at).toISOString(),
  });
}

const historyOf = (text: string): readonly unknown[] => z.array(z.unknown()).parse(JSON.parse(text));
