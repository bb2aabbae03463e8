import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Role } from '../../../domain/access/roles.ts';
import type { CollectorSchema } from '../schema.ts';
import { type Person, personOf, selectPerson } from './person-rows.ts';

/** By what a session was opened. */
export const waysIn = ['password', 'passkey', 'provider', 'link'] as const;
export type WayIn = (typeof waysIn)[number];

export interface StoredSession {
  readonly id: string;
  /** Null where the machine's administrator signed in with a link of the command line. */
  readonly person: Person | null;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
  readonly address: string;
  /** What the browser said of itself. */
  readonly browser: string;
  readonly openedBy: WayIn;
}

export interface NewSession {
  readonly sessionHash: string;
  readonly now: number;
  readonly expiresAt: number;
  readonly address: string;
  readonly browser: string;
  readonly openedBy: WayIn;
}

/** Only hashes of secrets come in here, so only hashes can be stored. */
export interface SessionStore {
  addSignInToken(token: { tokenHash: string; signsInAs: string; expiresAt: number }): Promise<void>;
  /** Takes a sign-in token, which is then gone, and opens a session of the machine's administrator; null when the token is unknown, taken or expired. */
  openByToken(tokenHash: string, session: NewSession): Promise<StoredSession | null>;
  open(personId: string, session: NewSession): Promise<StoredSession>;
  /** Null when there is none, it has expired, or was not used since `idleSince`. */
  find(sessionHash: string, when: { now: number; idleSince: number }): Promise<StoredSession | null>;
  end(sessionHash: string): Promise<void>;
  /** Those that hold, the newest first. */
  ofPerson(personId: string, when: { now: number; idleSince: number }): Promise<readonly StoredSession[]>;
  /** False where this person has no such session. */
  endOne(personId: string, sessionId: string): Promise<boolean>;
  /** All of this person but the one that is kept. */
  endOthers(personId: string, keptSessionHash: string): Promise<void>;
}

/** Each request would be one write. */
const noteUseAfterMs = 60_000;
const mostSessionsOfPerson = 50;

export function createSessionStore(db: Kysely<CollectorSchema>): SessionStore {
  return {
    async addSignInToken({ tokenHash, signsInAs, expiresAt }) {
      await db.insertInto('sign_in_token').values({ token_hash: tokenHash, signs_in_as: signsInAs, expires_at: expiresAt }).execute();
    },
    openByToken: (tokenHash, session) =>
      db.transaction().execute(async (transaction) => {
        const token = await transaction.deleteFrom('sign_in_token').where('token_hash', '=', tokenHash).returningAll().executeTakeFirst();
        if (!token || token.expires_at <= session.now) return null;
        return insert(transaction, null, session);
      }),
    open: (personId, session) =>
      db.transaction().execute(async (transaction) => {
        const opened = await insert(transaction, personId, session);
        const held = await transaction
          .selectFrom('session')
          .select('token_hash')
          .where('person_id', '=', personId)
          .orderBy('created_at', 'desc')
          .limit(1000)
          .execute();
        for (const { token_hash: old } of held.slice(mostSessionsOfPerson))
          await transaction.deleteFrom('session').where('token_hash', '=', old).execute();
        return opened;
      }),
    async find(sessionHash, { now, idleSince }) {
      const row = await db.selectFrom('session').selectAll().where('token_hash', '=', sessionHash).executeTakeFirst();
      if (!row || row.expires_at <= now || row.last_used_at <= idleSince) return null;
      if (now - row.last_used_at >= noteUseAfterMs)
        await db.updateTable('session').set({ last_used_at: now }).where('token_hash', '=', sessionHash).execute();
      const found = await withPerson(db, row);
      // Also where it was opened in the moment in which its person was disabled.
      return found.person === null || found.person.state === 'active' ? found : null;
    },
    async end(sessionHash) {
      await db.deleteFrom('session').where('token_hash', '=', sessionHash).execute();
    },
    async ofPerson(personId, { now, idleSince }) {
      const rows = await db
        .selectFrom('session')
        .selectAll()
        .where('person_id', '=', personId)
        .where('expires_at', '>', now)
        .where('last_used_at', '>', idleSince)
        .orderBy('created_at', 'desc')
        .limit(mostSessionsOfPerson)
        .execute();
      return Promise.all(rows.map((row) => withPerson(db, row)));
    },
    async endOne(personId, sessionId) {
      const ended = await db.deleteFrom('session').where('person_id', '=', personId).where('id', '=', sessionId).executeTakeFirst();
      return ended.numDeletedRows > 0n;
    },
    async endOthers(personId, keptSessionHash) {
      await db.deleteFrom('session').where('person_id', '=', personId).where('token_hash', '!=', keptSessionHash).execute();
    },
  };
}

interface SessionRow {
  readonly id: string;
  readonly person_id: string | null;
  readonly created_at: number;
  readonly last_used_at: number;
  readonly expires_at: number;
  readonly address: string;
  readonly browser: string;
  readonly opened_by: string;
}

async function insert(db: Kysely<CollectorSchema>, personId: string | null, session: NewSession): Promise<StoredSession> {
  const { sessionHash, now, expiresAt, address, browser, openedBy } = session;
  await db.deleteFrom('sign_in_token').where('expires_at', '<=', now).execute();
  await db.deleteFrom('session').where('expires_at', '<=', now).execute();
  const row = {
    id: randomUUID(),
    person_id: personId,
    created_at: now,
    last_used_at: now,
    expires_at: expiresAt,
    address,
    browser,
    opened_by: openedBy,
  };
  await db
    .insertInto('session')
    .values({ ...row, token_hash: sessionHash })
    .execute();
  return withPerson(db, row);
}

async function withPerson(db: Kysely<CollectorSchema>, row: SessionRow): Promise<StoredSession> {
  const person =
    row.person_id === null ? null : personOf(await selectPerson(db).where('person.id', '=', row.person_id).executeTakeFirstOrThrow());
  const { id, address, browser } = row;
  const openedBy = waysIn.find((way) => way === row.opened_by) ?? 'password';
  return { id, person, createdAt: row.created_at, lastUsedAt: row.last_used_at, expiresAt: row.expires_at, address, browser, openedBy };
}

/** Whoever may open a shell on the collector's machine. */
export const machineAdministrator = { login: 'administrator', role: 'department-administrator' } as const satisfies {
  login: string;
  role: Role;
};
