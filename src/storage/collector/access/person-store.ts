import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Role } from '../../../domain/access/roles.ts';
import { readCursor } from '../cursor.ts';
import { cutPage, type Page, type PageRequest } from '../page.ts';
import type { CollectorSchema } from '../schema.ts';
import { type Person, personOf, selectPerson } from './person-rows.ts';

export interface NewPerson {
  /** Lower case. */
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Of a role of a unit, and of no other. */
  readonly unitId: string | null;
}

/** What buys the first password; only its hash is stored. */
export interface Invitation {
  readonly tokenHash: string;
  readonly expiresAt: number;
}

export interface PersonStore {
  /** Null where the login is taken. */
  add(person: NewPerson, invitation: Invitation, now: number): Promise<Person | null>;
  /** In the order in which they were added. */
  page(request: PageRequest & { readonly unitId?: string | undefined }): Promise<Page<Person>>;
  find(by: { readonly id: string } | { readonly login: string }): Promise<Person | null>;
  /** Null where there is none; what they may do changes with their next request. */
  change(id: string, to: Pick<NewPerson, 'name' | 'role' | 'unitId'>): Promise<Person | null>;
  /** Takes codes, passkeys and sessions away; the password stays, and the next sign-in sets a second factor up. */
  resetSecondFactor(id: string): Promise<void>;
  /** Ends every session, and forgets devices and an open invitation. */
  disable(id: string): Promise<void>;
  /** Takes password, codes, passkeys, the link with the identity provider, sessions and devices away; what comes next is a new first password. */
  invite(id: string, invitation: Invitation): Promise<void>;
  /** Whom an invitation that holds is for. */
  invited(tokenHash: string, now: number): Promise<Person | null>;
  /** Takes the invitation; false when it was taken meanwhile. */
  takeInvitation(tokenHash: string, passwordHash: string, now: number): Promise<boolean>;
}

export function createPersonStore(db: Kysely<CollectorSchema>): PersonStore {
  return {
    add: ({ login, name, role, unitId }, { tokenHash, expiresAt }, now) =>
      db.transaction().execute(async (transaction) => {
        const taken = await transaction.selectFrom('person').select('id').where('login', '=', login).executeTakeFirst();
        if (taken) return null;
        const id = randomUUID();
        await transaction
          .insertInto('person')
          .values({ id, login, name, role, unit_id: unitId, state: 'invited', created_at: now })
          .execute();
        await transaction.insertInto('invitation').values({ token_hash: tokenHash, person_id: id, expires_at: expiresAt }).execute();
        return personOf(await selectPerson(transaction).where('person.id', '=', id).executeTakeFirstOrThrow());
      }),
    async page({ cursor, limit, unitId }) {
      let query = selectPerson(db)
        .orderBy('person.number')
        .limit(limit + 1);
      if (cursor !== undefined) query = query.where('person.number', '>', readCursor('person', cursor));
      if (unitId !== undefined) query = query.where('person.unit_id', '=', unitId);
      const rows = (await query.execute()).map((row) => ({ ...row, bytes: 0 }));
      const { items, nextCursor } = cutPage('person', rows, limit);
      return { items: items.map(personOf), nextCursor };
    },
    async find(by) {
      const query = 'id' in by ? selectPerson(db).where('person.id', '=', by.id) : selectPerson(db).where('person.login', '=', by.login);
      const row = await query.executeTakeFirst();
      return row ? personOf(row) : null;
    },
    async change(id, { name, role, unitId }) {
      await db.updateTable('person').set({ name, role, unit_id: unitId }).where('id', '=', id).execute();
      const row = await selectPerson(db).where('person.id', '=', id).executeTakeFirst();
      return row ? personOf(row) : null;
    },
    resetSecondFactor: (id) =>
      db.transaction().execute(async (transaction) => {
        await takeSecondFactor(transaction, id);
        await transaction.deleteFrom('session').where('person_id', '=', id).execute();
        await transaction.deleteFrom('known_device').where('person_id', '=', id).execute();
      }),
    disable: (id) =>
      db.transaction().execute(async (transaction) => {
        await shutOut(transaction, id);
        await transaction.updateTable('person').set({ state: 'disabled' }).where('id', '=', id).execute();
      }),
    invite: (id, { tokenHash, expiresAt }) =>
      db.transaction().execute(async (transaction) => {
        await shutOut(transaction, id);
        await takeSecondFactor(transaction, id);
        await transaction.deleteFrom('provider_identity').where('person_id', '=', id).execute();
        await transaction.updateTable('person').set({ state: 'invited', password_hash: null }).where('id', '=', id).execute();
        await transaction.insertInto('invitation').values({ token_hash: tokenHash, person_id: id, expires_at: expiresAt }).execute();
      }),
    async invited(tokenHash, now) {
      const row = await selectPerson(db)
        .innerJoin('invitation', 'invitation.person_id', 'person.id')
        .where('invitation.token_hash', '=', tokenHash)
        .where('invitation.expires_at', '>', now)
        .where('person.state', '=', 'invited')
        .executeTakeFirst();
      return row ? personOf(row) : null;
    },
    takeInvitation: (tokenHash, passwordHash, now) =>
      db.transaction().execute(async (transaction) => {
        const taken = await transaction.deleteFrom('invitation').where('token_hash', '=', tokenHash).returningAll().executeTakeFirst();
        if (!taken || taken.expires_at <= now) return false;
        const set = await transaction
          .updateTable('person')
          .set({ state: 'active', password_hash: passwordHash })
          .where('id', '=', taken.person_id)
          .where('state', '=', 'invited')
          .executeTakeFirst();
        return set.numUpdatedRows > 0n;
      }),
  };
}

async function takeSecondFactor(db: Kysely<CollectorSchema>, personId: string): Promise<void> {
  await db.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  await db.deleteFrom('passkey').where('person_id', '=', personId).execute();
  await db.updateTable('person').set({ totp_secret: null, totp_proposed: null }).where('id', '=', personId).execute();
}

async function shutOut(db: Kysely<CollectorSchema>, personId: string): Promise<void> {
  await db.deleteFrom('session').where('person_id', '=', personId).execute();
  await db.deleteFrom('known_device').where('person_id', '=', personId).execute();
  await db.deleteFrom('invitation').where('person_id', '=', personId).execute();
}
