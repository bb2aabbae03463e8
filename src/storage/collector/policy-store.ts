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
  /** Takes the next version and keeps what `sign` makes of it; nothing that was published is changed or removed. */
  add(entry: { readonly now: number; readonly by: string; sign(version: number): SignedPolicy }): Promise<number>;
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
    add: ({ now, by, sign }) =>
      db.transaction().execute(async (transaction) => {
        const last = await transaction.selectFrom('policy').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst();
        const version = (last?.version ?? 0) + 1;
        await transaction
          .insertInto('policy')
          .values({ version, created_at: now, set_by: by, ...sign(version) })
          .execute();
        return version;
      }),
  };
}
