import type { Kysely } from 'kysely';
import type { CollectorSchema } from '../schema.ts';
import { type ApiTokenStore, createApiTokenStore } from './api-token-store.ts';
import { type AuditStore, createAuditStore } from './audit-store.ts';
import { createCredentialStore, type CredentialStore } from './credential-store.ts';
import { createPersonStore, type PersonStore } from './person-store.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';

/** Who may read and change what, and by what they are known. */
export interface AccessStores {
  readonly people: PersonStore;
  readonly credentials: CredentialStore;
  readonly sessions: SessionStore;
  readonly apiTokens: ApiTokenStore;
  readonly audit: AuditStore;
}

export const createAccessStores = (db: Kysely<CollectorSchema>): AccessStores => ({
  people: createPersonStore(db),
  credentials: createCredentialStore(db),
  sessions: createSessionStore(db),
  apiTokens: createApiTokenStore(db),
  audit: createAuditStore(db),
});
