import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type TokenScope, tokenScopes } from '../../../domain/access/roles.ts';
import type { CollectorSchema } from '../schema.ts';

export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** Null reads all units. */
  readonly unit: { readonly unitId: string; readonly name: string } | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface NewApiToken {
  readonly tokenHash: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly unitId: string | null;
  readonly now: number;
  readonly expiresAt: number;
}

export interface ApiTokenStore {
  /** The id by which it is listed and revoked. */
  add(token: NewApiToken): Promise<string>;
  /** Null for an unknown one and one that has expired. */
  find(tokenHash: string, now: number): Promise<ApiToken | null>;
  /** Expired ones too, the newest first. */
  list(): Promise<readonly ApiToken[]>;
  /** False where there is no such token. */
  revoke(id: string): Promise<boolean>;
}

const mostListed = 1000;

export function createApiTokenStore(db: Kysely<CollectorSchema>): ApiTokenStore {
  const select = () =>
    db.selectFrom('api_token').leftJoin('unit', 'unit.id', 'api_token.unit_id').selectAll('api_token').select('unit.name as unitName');
  type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;
  const tokenOf = ({ id, name, scopes, unit_id: unitId, unitName, created_at: createdAt, expires_at: expiresAt }: Row): ApiToken => {
    const words = new Set(scopes.split(' '));
    return {
      id,
      name,
      scopes: tokenScopes.filter((scope) => words.has(scope)),
      unit: unitId === null ? null : { unitId, name: unitName ?? '' },
      createdAt,
      expiresAt,
    };
  };
  return {
    async add({ tokenHash, name, scopes, unitId, now, expiresAt }) {
      const id = randomBytes(8).toString('hex');
      const row = { id, name, scopes: scopes.join(' '), unit_id: unitId, created_at: now, expires_at: expiresAt };
      await db
        .insertInto('api_token')
        .values({ ...row, token_hash: tokenHash })
        .execute();
      return id;
    },
    async find(tokenHash, now) {
      const row = await select().where('token_hash', '=', tokenHash).executeTakeFirst();
      return row && row.expires_at > now ? tokenOf(row) : null;
    },
    list: async () => (await select().orderBy('api_token.created_at', 'desc').limit(mostListed).execute()).map(tokenOf),
    async revoke(id) {
      const gone = await db.deleteFrom('api_token').where('id', '=', id).executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
  };
}
