import type { Kysely } from 'kysely';
import type { SignedPolicy } from '../../contracts/policy.ts';
import type { CollectorSchema } from './schema.ts';

export interface PolicyEntry {
  readonly version: number;
  /** Milliseconds by the collector's clock. */
  readonly createdAt: number;
  readonly by: string;
  readonly document: string;
}

export interface PolicyStore {
  newest(): Promise<(SignedPolicy & { readonly version: number }) | null>;
  /** Newest first, a thousand at most. */
  history(): Promise<readonly PolicyEntry[]>;
  /** A version that a machine follows and this collector has not published: a later one was, before it was put back from a backup. */
  noteForeign(version: number): Promise<void>;
  /** The highest of those that no later version of this collector has overtaken; null where there is none. */
  foreign(): Promise<number | null>;
  /** Above all that was published and seen. Takes the next version and keeps what `sign` makes of it; nothing that was published is changed or removed. */
  add(entry: { readonly now: number; readonly by: string; sign(version: number): SignedPolicy }): Promise<number>;
}

const foreignSetting = 'policy-foreign-version';

async function highestForeign(db: Kysely<CollectorSchema>): Promise<number> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', foreignSetting).executeTakeFirst();
  return Number(row?.value ?? 0);
}

export function createPolicyStore(db: Kysely<CollectorSchema>): PolicyStore {
  return {
    async newest() {
      const columns = ['version', 'document', 'certificate', 'signature'] as const;
      return (await db.selectFrom('policy').select(columns).orderBy('version', 'desc').limit(1).executeTakeFirst()) ?? null;
    },
    async history() {
      const columns = ['version', 'created_at as createdAt', 'set_by as by', 'document'] as const;
      return db.selectFrom('policy').select(columns).orderBy('version', 'desc').limit(1000).execute();
    },
    async noteForeign(version) {
      const known = await highestForeign(db);
      if (known >= version) return;
      const value = String(version);
      await db
        .insertInto('setting')
        .values({ name: foreignSetting, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
    async foreign() {
      const seen = await highestForeign(db);
      const last = await db.selectFrom('policy').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst();
      return seen > 0 && seen >= (last?.version ?? 0) ? seen : null;
    },
    add: ({ now, by, sign }) =>
      db.transaction().execute(async (transaction) => {
        const last = await transaction.selectFrom('policy').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst();
        const version = Math.max(last?.version ?? 0, await highestForeign(transaction)) + 1;
        await transaction
          .insertInto('policy')
          .values({ version, created_at: now, set_by: by, ...sign(version) })
          .execute();
        return version;
      }),
  };
}
