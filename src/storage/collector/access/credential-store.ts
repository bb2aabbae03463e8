import type { Kysely } from 'kysely';
import type { CollectorSchema } from '../schema.ts';
import { replaceRecoveryCodes } from './passkey-store.ts';

export interface Credentials {
  readonly personId: string;
  readonly login: string;
  /** PHC string of argon2id. */
  readonly passwordHash: string;
  /** Base32; null until the person has proved to have it. */
  readonly totpSecret: string | null;
  readonly totpProposed: string | null;
  readonly totpLastStep: number;
  /** Whoever has one signs in with it, with a code, or with a recovery code: a password alone does not do. */
  readonly hasPasskey: boolean;
}

export interface CredentialStore {
  /** Of a person who may sign in, and of no other. */
  of(by: { readonly login: string } | { readonly personId: string }): Promise<Credentials | null>;
  /** Ends every session but the one that is kept; devices are forgotten, too. */
  changePassword(personId: string, passwordHash: string, keptSessionHash: string): Promise<void>;
  /** The same password, hashed at more cost. */
  renewHash(personId: string, before: string, after: string): Promise<void>;
  proposeTotp(personId: string, secret: string): Promise<void>;
  /** The secret that was proposed is the one from now on; codes of `step` and before are used. False when another was proposed meanwhile. */
  confirmTotp(personId: string, proof: { secret: string; step: number; recoveryHashes: readonly string[] }): Promise<boolean>;
  /** False when a code of this step or a later one was used meanwhile: each works once. */
  useTotpStep(personId: string, step: number): Promise<boolean>;
  /** False when there is no such code; it is gone then. */
  useRecoveryCode(personId: string, codeHash: string): Promise<boolean>;
  recoveryCodesLeft(personId: string): Promise<number>;
  /** Those of before are void. */
  replaceRecoveryCodes(personId: string, hashes: readonly string[]): Promise<void>;
  isKnownDevice(personId: string, tokenHash: string, now: number): Promise<boolean>;
  /** Notes when, and by which browser it is known again. */
  noteSignIn(personId: string, device: { tokenHash: string; expiresAt: number }, now: number): Promise<void>;
}

const mostDevices = 20;

export function createCredentialStore(db: Kysely<CollectorSchema>): CredentialStore {
  return {
    async of(by) {
      const people = db.selectFrom('person').selectAll().where('state', '=', 'active');
      const row = await ('login' in by ? people.where('login', '=', by.login) : people.where('id', '=', by.personId)).executeTakeFirst();
      if (!row || row.password_hash === null) return null;
      return {
        personId: row.id,
        login: row.login,
        passwordHash: row.password_hash,
        totpSecret: row.totp_secret,
        totpProposed: row.totp_proposed,
        totpLastStep: row.totp_last_step,
        hasPasskey: (await db.selectFrom('passkey').select('id').where('person_id', '=', row.id).executeTakeFirst()) !== undefined,
      };
    },
    changePassword: (personId, passwordHash, keptSessionHash) =>
      db.transaction().execute(async (transaction) => {
        await transaction.updateTable('person').set({ password_hash: passwordHash }).where('id', '=', personId).execute();
        await transaction.deleteFrom('session').where('person_id', '=', personId).where('token_hash', '!=', keptSessionHash).execute();
        await transaction.deleteFrom('known_device').where('person_id', '=', personId).execute();
      }),
    async renewHash(personId, before, after) {
      await db.updateTable('person').set({ password_hash: after }).where('id', '=', personId).where('password_hash', '=', before).execute();
    },
    async proposeTotp(personId, secret) {
      await db.updateTable('person').set({ totp_proposed: secret }).where('id', '=', personId).execute();
    },
    confirmTotp: (personId, { secret, step, recoveryHashes }) =>
      db.transaction().execute(async (transaction) => {
        const set = await transaction
          .updateTable('person')
          .set({ totp_secret: secret, totp_proposed: null, totp_last_step: step })
          .where('id', '=', personId)
          .where('totp_proposed', '=', secret)
          .executeTakeFirst();
        if (set.numUpdatedRows === 0n) return false;
        await replaceRecoveryCodes(transaction, personId, recoveryHashes);
        return true;
      }),
    async useTotpStep(personId, step) {
      const used = await db
        .updateTable('person')
        .set({ totp_last_step: step })
        .where('id', '=', personId)
        .where('totp_last_step', '<', step)
        .executeTakeFirst();
      return used.numUpdatedRows > 0n;
    },
    async useRecoveryCode(personId, codeHash) {
      const used = await db
        .deleteFrom('recovery_code')
        .where('person_id', '=', personId)
        .where('code_hash', '=', codeHash)
        .executeTakeFirst();
      return used.numDeletedRows > 0n;
    },
    replaceRecoveryCodes: (personId, hashes) =>
      db.transaction().execute((transaction) => replaceRecoveryCodes(transaction, personId, hashes)),
    async recoveryCodesLeft(personId) {
      const row = await db
        .selectFrom('recovery_code')
        .select(({ fn }) => fn.countAll<number>().as('left'))
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow();
      return row.left;
    },
    async isKnownDevice(personId, tokenHash, now) {
      const row = await db
        .selectFrom('known_device')
        .select('expires_at')
        .where('token_hash', '=', tokenHash)
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row !== undefined && row.expires_at > now;
    },
    noteSignIn: (personId, { tokenHash, expiresAt }, now) =>
      db.transaction().execute(async (transaction) => {
        await transaction.updateTable('person').set({ last_sign_in_at: now }).where('id', '=', personId).execute();
        await transaction
          .insertInto('known_device')
          .values({ token_hash: tokenHash, person_id: personId, expires_at: expiresAt })
          .onConflict((conflict) => conflict.column('token_hash').doUpdateSet({ person_id: personId, expires_at: expiresAt }))
          .execute();
        const devices = await transaction
          .selectFrom('known_device')
          .select('token_hash')
          .where('person_id', '=', personId)
          .orderBy('expires_at', 'desc')
          .limit(mostDevices * 2)
          .execute();
        for (const { token_hash: old } of devices.slice(mostDevices))
          await transaction.deleteFrom('known_device').where('token_hash', '=', old).execute();
      }),
  };
}
