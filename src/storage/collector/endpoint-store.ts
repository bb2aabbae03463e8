import type { Kysely } from 'kysely';
import { type Endpoint, type EndpointDetail, endpoint as endpointContract } from '../../contracts/http-api.ts';
import { summary as summaryContract } from '../../contracts/summary.ts';
import { readCursor } from './cursor.ts';
import { cutPage, type Page, type PageRequest } from './page.ts';
import type { CollectorSchema } from './schema.ts';

export interface EndpointPageRequest extends PageRequest {
  readonly unitId?: string | undefined;
  /** An endpoint is silent when it was last heard of, or else enrolled, before this. */
  readonly silentBefore: number;
}

/** Whom a request may come from. Keys are Ed25519, 32 bytes, base64url. */
export interface EndpointStanding {
  readonly publicKey: string;
  /** The key that announced the present one; null where the key was never changed. */
  readonly previousKey: string | null;
  /** No request came yet that the present key signed, since it was announced. */
  readonly isKeyNew: boolean;
  readonly isPending: boolean;
  readonly isRetired: boolean;
}

export interface EndpointStore {
  /** Null for an unknown endpoint. */
  standingOf(endpointId: string): Promise<EndpointStanding | null>;
  /** The endpoint itself has signed with the key that it announced: who still signs with the one before is another machine. */
  noteKeyInUse(endpointId: string, publicKey: string): Promise<void>;
  /** Of the newest summary that is stored; 0 before the first. */
  lastSequenceOf(endpointId: string): Promise<number>;
  /** In the order of enrolment. */
  page(request: EndpointPageRequest): Promise<Page<Endpoint>>;
  detail(endpointId: string, silentBefore: number): Promise<EndpointDetail | null>;
  /** Null for an unknown endpoint. */
  unitOf(endpointId: string): Promise<string | null>;
  count(silentBefore: number): Promise<{ total: number; silent: number; forked: number }>;
}

export function createEndpointStore(db: Kysely<CollectorSchema>): EndpointStore {
  return {
    async standingOf(endpointId) {
      const row = await db
        .selectFrom('endpoint')
        .select(['public_key', 'previous_key', 'key_in_use', 'is_pending', 'retired_at'])
        .where('id', '=', endpointId)
        .executeTakeFirst();
      if (!row) return null;
      return {
        publicKey: row.public_key,
        previousKey: row.previous_key,
        isKeyNew: row.key_in_use === 0,
        isPending: row.is_pending === 1,
        isRetired: row.retired_at !== null,
      };
    },
    async noteKeyInUse(endpointId, publicKey) {
      await db.updateTable('endpoint').set({ key_in_use: 1 }).where('id', '=', endpointId).where('public_key', '=', publicKey).execute();
    },
    async lastSequenceOf(endpointId) {
      const row = await db.selectFrom('endpoint').select('last_sequence').where('id', '=', endpointId).executeTakeFirst();
      return row?.last_sequence ?? 0;
    },
    async unitOf(endpointId) {
      const row = await db.selectFrom('endpoint').select('unit_id').where('id', '=', endpointId).executeTakeFirst();
      return row?.unit_id ?? null;
    },
    async page(request) {
      const rows = await endpointsInOrder(db, request).execute();
      const { items, nextCursor } = cutPage(
        'endpoint',
        rows.map((row) => ({ ...row, bytes: 0 })),
        request.limit,
      );
      return { items: items.map((row) => endpointOf(row, request.silentBefore)), nextCursor };
    },
    async detail(endpointId, silentBefore) {
      const row = await selectEndpoint(db).where('endpoint.id', '=', endpointId).executeTakeFirst();
      if (!row) return null;
      const latest = await db.selectFrom('summary').select('body').where('arrival', '=', row.latest_arrival).executeTakeFirst();
      return { endpoint: endpointOf(row, silentBefore), latestSummary: latest ? summaryContract.parse(JSON.parse(latest.body)) : null };
    },
    async count(silentBefore) {
      const row = await db
        .selectFrom('endpoint')
        .select(({ fn, eb }) => [
          fn.countAll<number>().as('total'),
          fn.countAll<number>().filterWhere(fn.coalesce('last_seen_at', 'enrolled_at'), '<', silentBefore).as('silent'),
          fn
            .countAll<number>()
            .filterWhere(eb('forks', '>', 0))
            .as('forked'),
        ])
        .where('retired_at', 'is', null)
        .where('is_pending', '=', 0)
        .executeTakeFirstOrThrow();
      return { total: row.total, silent: row.silent, forked: row.forked };
    },
  };
}

function selectEndpoint(db: Kysely<CollectorSchema>) {
  return db.selectFrom('endpoint').innerJoin('unit', 'unit.id', 'endpoint.unit_id').selectAll('endpoint').select('unit.name as unitName');
}
type EndpointRow = Awaited<ReturnType<ReturnType<typeof selectEndpoint>['executeTakeFirstOrThrow']>>;

/** One row more than asked for tells whether there is a next page. Reads roll-ups, never findings. */
export function endpointsInOrder(
  db: Kysely<CollectorSchema>,
  { cursor, limit, unitId }: PageRequest & { readonly unitId?: string | undefined },
) {
  let query = selectEndpoint(db)
    .orderBy('endpoint.number')
    .limit(limit + 1);
  if (cursor !== undefined) query = query.where('endpoint.number', '>', readCursor('endpoint', cursor));
  if (unitId !== undefined) query = query.where('endpoint.unit_id', '=', unitId);
  return query;
}

const isoTime = (ms: number): string => new Date(ms).toISOString();

function endpointOf(row: EndpointRow, silentBefore: number): Endpoint {
  return endpointContract.parse({
    endpointId: row.id,
    unitId: row.unit_id,
    unitName: row.unitName,
    hostname: row.hostname,
    os: row.os,
    osName: row.os_name,
    osVersion: row.os_version,
    agentVersion: row.agent_version,
    enrolledAt: isoTime(row.enrolled_at),
    lastSeenAt: row.last_seen_at === null ? null : isoTime(row.last_seen_at),
    isSilent: row.retired_at === null && (row.last_seen_at ?? row.enrolled_at) < silentBefore,
    clockSkewSeconds: row.clock_skew_ms === null ? null : Math.round(row.clock_skew_ms / 1000),
    patchStatus: row.patch_status,
    openFindings: { info: row.open_info, low: row.open_low, medium: row.open_medium, high: row.open_high, critical: row.open_critical },
    forkedAt: row.forked_at === null ? undefined : isoTime(row.forked_at),
    clonedFrom: row.cloned_from ?? undefined,
    retiredAt: row.retired_at === null ? undefined : isoTime(row.retired_at),
    isPending: row.is_pending === 1 ? true : undefined,
    logBreak: row.log_break ?? undefined,
    logBrokenAt: row.log_broken_at === null ? undefined : isoTime(row.log_broken_at),
  });
}
