import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { CloneRequest } from '../../contracts/endpoint-life.ts';
import type { CollectorSchema } from './schema.ts';

export interface KeyChange {
  readonly endpointId: string;
  readonly publicKey: string;
  /** The key that signed the announcement. */
  readonly announcedBy: string;
}

export type CloneOutcome =
  | { readonly outcome: 'told-apart'; readonly endpointId: string; readonly unitName: string }
  | { readonly outcome: 'no-conflict' | 'too-many' | 'key-taken' };

export interface Clone extends CloneRequest {
  /** The identity that both machines used. */
  readonly of: string;
  /** The key that signed this. The former key of that identity is conflict enough: its holder missed the change, and is not the one who made it. */
  readonly signedWith: string;
  readonly now: number;
  readonly needsApproval: boolean;
}

/** What becomes of an endpoint after it enrolled. */
export interface EndpointLifeStore {
  /** Nothing of it is taken from now on, and it counts nowhere; what is stored stays. False for an unknown endpoint. */
  retire(endpointId: string, now: number): Promise<boolean>;
  /** False where no such endpoint waits. */
  approve(endpointId: string): Promise<boolean>;
  /**
   * The same announcement again is 'changed' too: that agent never saw our answer. 'forked' where the former key announces another key
   * than the present one: two machines with one identity have both changed it.
   */
  changeKey(change: KeyChange): Promise<'changed' | 'key-taken' | 'forked'>;
  /** A machine still signs with the key that the endpoint itself has left: two use one identity. */
  noteFormerKey(endpointId: string, now: number): Promise<void>;
  /** Gives the machine that came second an endpoint of its own in the same unit; the same key again gives the same endpoint. */
  tellApart(clone: Clone): Promise<CloneOutcome>;
}

/** A lab of machines from one image is told apart; a stolen key does not fill the list without end. */
const mostClones = 1000;

export function createEndpointLifeStore(db: Kysely<CollectorSchema>): EndpointLifeStore {
  return {
    async retire(endpointId, now) {
      const { numUpdatedRows } = await db
        .updateTable('endpoint')
        .set(({ fn, val }) => ({ retired_at: fn.coalesce('retired_at', val(now)) }))
        .where('id', '=', endpointId)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async approve(endpointId) {
      const { numUpdatedRows } = await db
        .updateTable('endpoint')
        .set({ is_pending: 0 })
        .where('id', '=', endpointId)
        .where('is_pending', '=', 1)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async noteFormerKey(endpointId, now) {
      await db
        .updateTable('endpoint')
        .set(({ eb }) => ({ forks: eb('forks', '+', 1), forked_at: now }))
        .where('id', '=', endpointId)
        .where('key_in_use', '=', 1)
        .execute();
    },
    changeKey: (change) => db.transaction().execute((transaction) => changeKey(transaction, change)),
    tellApart: (clone) => db.transaction().execute((transaction) => tellApart(transaction, clone)),
  };
}

async function changeKey(
  db: Kysely<CollectorSchema>,
  { endpointId, publicKey, announcedBy }: KeyChange,
): ReturnType<EndpointLifeStore['changeKey']> {
  const holder = await db.selectFrom('endpoint').select(['id', 'previous_key']).where('public_key', '=', publicKey).executeTakeFirst();
  if (holder) return holder.id === endpointId && holder.previous_key === announcedBy ? 'changed' : 'key-taken';
  const { numUpdatedRows } = await db
    .updateTable('endpoint')
    .set({ public_key: publicKey, previous_key: announcedBy, key_in_use: 0 })
    .where('id', '=', endpointId)
    .where('public_key', '=', announcedBy)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return 'changed';
  const { previous_key } = await db.selectFrom('endpoint').select('previous_key').where('id', '=', endpointId).executeTakeFirstOrThrow();
  return previous_key === announcedBy ? 'forked' : 'key-taken';
}

async function tellApart(db: Kysely<CollectorSchema>, clone: Clone): Promise<CloneOutcome> {
  const { of, publicKey, now } = clone;
  const origin = await db
    .selectFrom('endpoint')
    .innerJoin('unit', 'unit.id', 'endpoint.unit_id')
    .select(['unit_id', 'enrolled_with', 'last_sequence', 'previous_key', 'unit.name as unitName'])
    .where('endpoint.id', '=', of)
    .executeTakeFirstOrThrow();
  const holder = await db.selectFrom('endpoint').select(['id', 'cloned_from']).where('public_key', '=', publicKey).executeTakeFirst();
  if (holder)
    return holder.cloned_from === of
      ? { outcome: 'told-apart', endpointId: holder.id, unitName: origin.unitName }
      : { outcome: 'key-taken' };
  const hasFormerKey = clone.signedWith === origin.previous_key;
  if (!hasFormerKey && (clone.sequence > origin.last_sequence || (await hasSummary(db, of, clone.summaryId))))
    return { outcome: 'no-conflict' };
  const { count } = await db
    .selectFrom('endpoint')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('cloned_from', '=', of)
    .executeTakeFirstOrThrow();
  if (count >= mostClones) return { outcome: 'too-many' };
  const endpointId = randomUUID();
  await db
    .insertInto('endpoint')
    .values({
      id: endpointId,
      unit_id: origin.unit_id,
      public_key: publicKey,
      enrolled_with: origin.enrolled_with,
      enrolled_at: now,
      hostname: clone.hostname,
      os: clone.os,
      agent_version: clone.agentVersion,
      cloned_from: of,
      is_pending: clone.needsApproval ? 1 : 0,
    })
    .execute();
  await db
    .updateTable('endpoint')
    .set(({ fn, val }) => ({ forked_at: fn.coalesce('forked_at', val(now)) }))
    .where('id', '=', of)
    .execute();
  return { outcome: 'told-apart', endpointId, unitName: origin.unitName };
}

async function hasSummary(db: Kysely<CollectorSchema>, endpointId: string, summaryId: string): Promise<boolean> {
  const row = await db
    .selectFrom('summary')
    .select('arrival')
    .where('endpoint_id', '=', endpointId)
    .where('summary_id', '=', summaryId)
    .executeTakeFirst();
  return row !== undefined;
}
