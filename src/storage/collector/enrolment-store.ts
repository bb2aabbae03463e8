import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { EnrolRequest } from '../../contracts/enrolment.ts';
import type { CollectorSchema } from './schema.ts';

export interface NewEnrolmentToken {
  readonly tokenHash: string;
  readonly unitId: string;
  readonly uses: number;
  readonly now: number;
  readonly expiresAt: number;
}

export type EnrolmentOutcome =
  | { readonly outcome: 'enrolled'; readonly endpointId: string; readonly unitName: string }
  | { readonly outcome: 'token-unknown' | 'token-expired' | 'token-revoked' | 'token-used-up' | 'key-taken' };

export interface Enrolment extends Omit<EnrolRequest, 'token'> {
  readonly tokenHash: string;
  readonly now: number;
  /** Nothing of the endpoint is taken until a person lets it in. */
  readonly needsApproval?: boolean;
}

/** A string that was given out. Its first letters of the hash name it: the token itself is kept nowhere. */
export interface GivenEnrolment {
  readonly id: string;
  readonly unitName: string;
  readonly usesLeft: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
}

export interface EnrolmentStore {
  /** Newest first. */
  given(): Promise<readonly GivenEnrolment[]>;
  /** Who holds the string gets nobody in with it any more; who is in stays. False where nothing of this id was given out. */
  revoke(id: string, now: number): Promise<boolean>;
  addToken(token: NewEnrolmentToken): Promise<void>;
  /**
   * Takes one use of the token and makes the endpoint, or does neither. The same key with the same token again gives the
   * same endpoint and takes nothing, even when the token has ended since: that agent never saw our answer. With another
   * token it is moved there while it has never been heard of; later its key is taken, so that nobody can move it, and a
   * cloned machine gets an identity of its own only by a new key.
   */
  enrol(enrolment: Enrolment): Promise<EnrolmentOutcome>;
}

const shownHash = 12;

export function createEnrolmentStore(db: Kysely<CollectorSchema>): EnrolmentStore {
  return {
    async addToken({ tokenHash, unitId, uses, now, expiresAt }) {
      await db
        .insertInto('enrolment_token')
        .values({ token_hash: tokenHash, unit_id: unitId, uses_left: uses, created_at: now, expires_at: expiresAt })
        .execute();
    },
    async given() {
      const rows = await db
        .selectFrom('enrolment_token')
        .innerJoin('unit', 'unit.id', 'enrolment_token.unit_id')
        .selectAll('enrolment_token')
        .select('unit.name as unitName')
        .orderBy('enrolment_token.created_at', 'desc')
        .execute();
      return rows.map((row) => ({
        id: row.token_hash.slice(0, shownHash),
        unitName: row.unitName,
        usesLeft: row.uses_left,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        revokedAt: row.revoked_at,
      }));
    },
    async revoke(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('enrolment_token')
        .set(({ fn, val }) => ({ revoked_at: fn.coalesce('revoked_at', val(now)) }))
        .where(({ fn, val }) => fn('substr', ['token_hash', val(1), val(shownHash)]), '=', id)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    enrol: (enrolment) => db.transaction().execute((transaction) => enrolOnce(transaction, enrolment)),
  };
}

async function enrolOnce(db: Kysely<CollectorSchema>, enrolment: Enrolment): Promise<EnrolmentOutcome> {
  const { tokenHash, now } = enrolment;
  const token = await db
    .selectFrom('enrolment_token')
    .innerJoin('unit', 'unit.id', 'enrolment_token.unit_id')
    .select(['unit_id', 'uses_left', 'expires_at', 'revoked_at', 'unit.name as unitName'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (!token) return { outcome: 'token-unknown' };
  const holder = await db
    .selectFrom('endpoint')
    .select(['id', 'enrolled_with', 'last_sequence'])
    .where('public_key', '=', enrolment.publicKey)
    .executeTakeFirst();
  if (token.revoked_at !== null) return { outcome: 'token-revoked' };
  if (holder?.enrolled_with === tokenHash) return { outcome: 'enrolled', endpointId: holder.id, unitName: token.unitName };
  if (token.expires_at <= now) return { outcome: 'token-expired' };
  if (token.uses_left < 1) return { outcome: 'token-used-up' };
  if (holder && holder.last_sequence > 0) return { outcome: 'key-taken' };
  await db
    .updateTable('enrolment_token')
    .set({ uses_left: token.uses_left - 1 })
    .where('token_hash', '=', tokenHash)
    .execute();
  const endpointId = holder?.id ?? randomUUID();
  if (holder)
    await db
      .updateTable('endpoint')
      .set({ unit_id: token.unit_id, enrolled_with: tokenHash, enrolled_at: now })
      .where('id', '=', endpointId)
      .execute();
  else await insertEndpoint(db, { ...enrolment, endpointId, unitId: token.unit_id });
  return { outcome: 'enrolled', endpointId, unitName: token.unitName };
}

async function insertEndpoint(
  db: Kysely<CollectorSchema>,
  endpoint: Enrolment & { readonly endpointId: string; readonly unitId: string },
): Promise<void> {
  await db
    .insertInto('endpoint')
    .values({
      id: endpoint.endpointId,
      unit_id: endpoint.unitId,
      public_key: endpoint.publicKey,
      enrolled_with: endpoint.tokenHash,
      enrolled_at: endpoint.now,
      hostname: endpoint.hostname,
      os: endpoint.os,
      agent_version: endpoint.agentVersion,
      is_pending: endpoint.needsApproval === true ? 1 : 0,
    })
    .execute();
}
