import type { Kysely } from 'kysely';
import type { CollectorSchema } from '../schema.ts';
import { type ApiTokenStore, createApiTokenStore } from './api-token-store.ts';
import { type AuditStore, createAuditStore } from './audit-store.ts';
import { createCredentialStore, type CredentialStore } from './credential-store.ts';
import { createPasskeyStore, type PasskeyStore } from './passkey-store.ts';
import { createPersonStore, type PersonStore } from './person-store.ts';
import { createProviderIdentityStore, type ProviderIdentityStore } from './provider-identity-store.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';

/** Who may read and change what, and by what they are known. */
export interface AccessStores {
  readonly people: PersonStore;
  readonly credentials: CredentialStore;
  readonly passkeys: PasskeyStore;
  readonly identities: ProviderIdentityStore;
  readonly sessions: SessionStore;
  readonly apiTokens: ApiTokenStore;
  readonly audit: AuditStore;
}

export const createAccessStores = (db: Kysely<CollectorSchema>): AccessStores => ({
  people: createPersonStore(db),
  credentials: createCredentialStore(db),
  passkeys: createPasskeyStore(db),
  identities: createProviderIdentityStore(db),
  sessions: createSessionStore(db),
  apiTokens: createApiTokenStore(db),
  audit: createAuditStore(db),
});
