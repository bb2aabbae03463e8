import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { SectionName } from '../../contracts/summary.ts';
import type { CollectorSchema } from './schema.ts';

export interface SectionStore {
  has(digest: string): Promise<boolean>;
  /** Idempotent. `digest` is the SHA-256 of `text`; machines with equal sections share one stored copy. */
  save(digest: string, text: string, now: number): Promise<void>;
  /** The newest section that the endpoint named; null when it named none or its content has not arrived yet. */
  ofEndpoint(endpointId: string, name: SectionName): Promise<{ digest: string; text: string } | null>;
}

const compress = promisify<string, Buffer>(gzip);
const decompress = promisify<Uint8Array, Buffer>(gunzip);

export function createSectionStore(db: Kysely<CollectorSchema>): SectionStore {
  return {
    async has(digest) {
      return (await db.selectFrom('section').select('digest').where('digest', '=', digest).executeTakeFirst()) !== undefined;
    },
    async save(digest, text, now) {
      const row = { digest, stored_at: now, gzip: await compress(text) };
      await db
        .insertInto('section')
        .values(row)
        .onConflict((conflict) => conflict.column('digest').doNothing())
        .execute();
    },
    async ofEndpoint(endpointId, name) {
      const row = await db
        .selectFrom('endpoint_section')
        .innerJoin('section', 'section.digest', 'endpoint_section.digest')
        .select(['section.digest', 'section.gzip'])
        .where('endpoint_id', '=', endpointId)
        .where('name', '=', name)
        .executeTakeFirst();
      return row ? { digest: row.digest, text: (await decompress(row.gzip)).toString('utf8') } : null;
    },
  };
}
