import type { Kysely } from 'kysely';
import type { CollectorSchema } from './schema.ts';

/** What the running collector leaves for commands that work beside it. */
export interface SettingStore {
  /** Where the collector listens, `https://host:port`, whatever the configuration says; null when it was stopped or never ran. */
  listeningAt(): Promise<string | null>;
  setListeningAt(url: string | null): Promise<void>;
}

const name = 'listening-at';

export function createSettingStore(db: Kysely<CollectorSchema>): SettingStore {
  return {
    async listeningAt() {
      const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },
    async setListeningAt(url) {
      if (url === null) await db.deleteFrom('setting').where('name', '=', name).execute();
      else
        await db
          .insertInto('setting')
          .values({ name, value: url })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: url }))
          .execute();
    },
  };
}
