import type { Kysely } from 'kysely';
import type { CollectorSchema } from '../schema.ts';

/** Whom an OpenID provider means: its issuer, and the subject that it never gives to another. */
export interface ProviderIdentity {
  readonly issuer: string;
  readonly subject: string;
}

export interface ProviderIdentityStore {
  /** The id of the person who is linked with it and may sign in. */
  personOf(identity: ProviderIdentity): Promise<string | null>;
  /** In the place of what this person was linked with before. False where the identity is linked with another person. */
  link(personId: string, identity: ProviderIdentity, now: number): Promise<boolean>;
  /**
   * Links the person with this login, who may sign in and is linked with nobody yet; their id. Null where there is none: a
   * login that is known under one subject is not given to another.
   */
  linkByLogin(login: string, identity: ProviderIdentity, now: number): Promise<string | null>;
  unlink(personId: string): Promise<void>;
}

const add = (to: Kysely<CollectorSchema>, personId: string, { issuer, subject }: ProviderIdentity, now: number) =>
  to
    .insertInto('provider_identity')
    .values({ issuer, subject, person_id: personId, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();

export function createProviderIdentityStore(db: Kysely<CollectorSchema>): ProviderIdentityStore {
  return {
    async personOf({ issuer, subject }) {
      const row = await db
        .selectFrom('provider_identity')
        .innerJoin('person', 'person.id', 'provider_identity.person_id')
        .select('person.id')
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .where('person.state', '=', 'active')
        .executeTakeFirst();
      return row?.id ?? null;
    },
    link: (personId, identity, now) =>
      db.transaction().execute(async (transaction) => {
        const holder = await transaction
          .selectFrom('provider_identity')
          .select('person_id')
          .where('issuer', '=', identity.issuer)
          .where('subject', '=', identity.subject)
          .executeTakeFirst();
        if (holder && holder.person_id !== personId) return false;
        await transaction.deleteFrom('provider_identity').where('person_id', '=', personId).execute();
        await add(transaction, personId, identity, now);
        return true;
      }),
    linkByLogin: (login, identity, now) =>
      db.transaction().execute(async (transaction) => {
        const person = await transaction
          .selectFrom('person')
          .select('id')
          .where('login', '=', login)
          .where('state', '=', 'active')
          .executeTakeFirst();
        if (!person) return null;
        const added = await add(transaction, person.id, identity, now);
        return added.numInsertedOrUpdatedRows === 1n ? person.id : null;
      }),
    async unlink(personId) {
      await db.deleteFrom('provider_identity').where('person_id', '=', personId).execute();
    },
  };
}
