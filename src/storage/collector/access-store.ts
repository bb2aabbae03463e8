import type { Kysely } from 'kysely';
import type { CollectorSchema } from './schema.ts';

export interface SignedIn {
  readonly signedInAs: string;
  readonly expiresAt: number;
}

/** Who may read. Only hashes of tokens come in here, so only hashes can be stored. */
export interface AccessStore {
  addSignInToken(token: { tokenHash: string; signsInAs: string; expiresAt: number }): Promise<void>;
  /** Takes a sign-in token, which is then gone, and opens a session; null when the token is unknown, taken or expired. */
  signIn(request: { tokenHash: string; sessionHash: string; now: number; sessionExpiresAt: number }): Promise<SignedIn | null>;
  session(sessionHash: string, now: number): Promise<SignedIn | null>;
  endSession(sessionHash: string): Promise<void>;
  addApiToken(token: { tokenHash: string; now: number; expiresAt: number }): Promise<void>;
  isApiToken(tokenHash: string, now: number): Promise<boolean>;
}

export function createAccessStore(db: Kysely<CollectorSchema>): AccessStore {
  return {
    async addSignInToken({ tokenHash, signsInAs, expiresAt }) {
      await db.insertInto('sign_in_token').values({ token_hash: tokenHash, signs_in_as: signsInAs, expires_at: expiresAt }).execute();
    },
    signIn: ({ tokenHash, sessionHash, now, sessionExpiresAt }) =>
      db.transaction().execute(async (transaction) => {
        const token = await transaction.deleteFrom('sign_in_token').where('token_hash', '=', tokenHash).returningAll().executeTakeFirst();
        if (!token || token.expires_at <= now) return null;
        await forgetExpired(transaction, now);
        const session = { token_hash: sessionHash, signed_in_as: token.signs_in_as, expires_at: sessionExpiresAt };
        await transaction.insertInto('session').values(session).execute();
        return { signedInAs: token.signs_in_as, expiresAt: sessionExpiresAt };
      }),
    async session(sessionHash, now) {
      const row = await db.selectFrom('session').selectAll().where('token_hash', '=', sessionHash).executeTakeFirst();
      return row && row.expires_at > now ? { signedInAs: row.signed_in_as, expiresAt: row.expires_at } : null;
    },
    async endSession(sessionHash) {
      await db.deleteFrom('session').where('token_hash', '=', sessionHash).execute();
    },
    async addApiToken({ tokenHash, now, expiresAt }) {
      await db.insertInto('api_token').values({ token_hash: tokenHash, created_at: now, expires_at: expiresAt }).execute();
    },
    async isApiToken(tokenHash, now) {
      const row = await db.selectFrom('api_token').select('expires_at').where('token_hash', '=', tokenHash).executeTakeFirst();
      return row !== undefined && row.expires_at > now;
    },
  };
}

async function forgetExpired(db: Kysely<CollectorSchema>, now: number): Promise<void> {
  await db.deleteFrom('sign_in_token').where('expires_at', '<=', now).execute();
  await db.deleteFrom('session').where('expires_at', '<=', now).execute();
}
