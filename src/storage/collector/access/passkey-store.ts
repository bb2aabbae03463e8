import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { CollectorSchema } from '../schema.ts';

export interface Passkey {
  readonly id: string;
  /** base64url, as the authenticator chose it. */
  readonly credentialId: string;
  readonly personId: string;
  readonly name: string;
  /** The relying party id: the host name at which it works. */
  readonly host: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** Of signatures, as the authenticator counts them; 0 where it does not. */
  readonly counter: number;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export type NewPasskey = Omit<Passkey, 'id' | 'lastUsedAt'>;

export interface PasskeyStore {
  /** The oldest first. */
  ofPerson(personId: string): Promise<readonly Passkey[]>;
  /** Of a person who may sign in, and of no other. */
  find(credentialId: string): Promise<Passkey | null>;
  /** `recoveryHashes` take the place of the codes of before; null leaves those. */
  add(passkey: NewPasskey, recoveryHashes: readonly string[] | null): Promise<'added' | 'too-many' | 'taken'>;
  /** False where a signature of this count or a later one was used meanwhile: somebody may have a copy. */
  noteUse(id: string, use: { readonly counter: number; readonly now: number }): Promise<boolean>;
  /** `last`: nothing else would stand beside the password. */
  remove(personId: string, id: string): Promise<'removed' | 'unknown' | 'last'>;
}

const mostPasskeys = 20;

export function createPasskeyStore(db: Kysely<CollectorSchema>): PasskeyStore {
  return {
    ofPerson: async (personId) => (await ofPerson(db, personId)).map(passkeyOf),
    async find(credentialId) {
      const row = await db
        .selectFrom('passkey')
        .innerJoin('person', 'person.id', 'passkey.person_id')
        .selectAll('passkey')
        .where('credential_id', '=', credentialId)
        .where('person.state', '=', 'active')
        .executeTakeFirst();
      return row ? passkeyOf(row) : null;
    },
    add: (passkey, recoveryHashes) => db.transaction().execute((transaction) => add(transaction, passkey, recoveryHashes)),
    async noteUse(id, { counter, now }) {
      const used = await db
        .updateTable('passkey')
        .set({ counter, last_used_at: now })
        .where('id', '=', id)
        .where('counter', counter === 0 ? '=' : '<', counter)
        .executeTakeFirst();
      return used.numUpdatedRows > 0n;
    },
    remove: (personId, id) => db.transaction().execute((transaction) => remove(transaction, personId, id)),
  };
}

const ofPerson = (db: Kysely<CollectorSchema>, personId: string) =>
  db.selectFrom('passkey').selectAll().where('person_id', '=', personId).orderBy('created_at').limit(mostPasskeys).execute();
type Row = Awaited<ReturnType<typeof ofPerson>>[number];

async function add(
  db: Kysely<CollectorSchema>,
  { credentialId, personId, name, host, publicKey, counter, createdAt }: NewPasskey,
  recoveryHashes: readonly string[] | null,
): Promise<'added' | 'too-many' | 'taken'> {
  if ((await ofPerson(db, personId)).length >= mostPasskeys) return 'too-many';
  const row = { credential_id: credentialId, person_id: personId, name, host, public_key: publicKey, counter, created_at: createdAt };
  const added = await db
    .insertInto('passkey')
    .values({ ...row, id: randomUUID() })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 1n) return 'taken';
  if (recoveryHashes !== null) await replaceRecoveryCodes(db, personId, recoveryHashes);
  return 'added';
}

async function remove(db: Kysely<CollectorSchema>, personId: string, id: string): Promise<'removed' | 'unknown' | 'last'> {
  const held = await ofPerson(db, personId);
  if (!held.some((one) => one.id === id)) return 'unknown';
  const { totp_secret: secret } = await db.selectFrom('person').select('totp_secret').where('id', '=', personId).executeTakeFirstOrThrow();
  if (held.length === 1 && secret === null) return 'last';
  await db.deleteFrom('passkey').where('id', '=', id).execute();
  return 'removed';
}

export async function replaceRecoveryCodes(db: Kysely<CollectorSchema>, personId: string, hashes: readonly string[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  const rows = hashes.map((codeHash) => ({ person_id: personId, code_hash: codeHash }));
  await db.insertInto('recovery_code').values(rows).execute();
}

const passkeyOf = (row: Row): Passkey => ({
  id: row.id,
  credentialId: row.credential_id,
  personId: row.person_id,
  name: row.name,
  host: row.host,
  publicKey: row.public_key,
  counter: row.counter,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
});
