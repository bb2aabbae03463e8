/**
 * Passkeys, who is known to the identity provider, and by what each session was opened. `public_key` is a COSE key, base64url; a
 * passkey works at the one host name that it was made for.
 */
export const addPasskeys = {
  name: '0012-passkeys',
  sql: `
CREATE TABLE passkey (
  id TEXT PRIMARY KEY,
  credential_id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  host TEXT NOT NULL,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_by_person ON passkey (person_id, created_at);

CREATE TABLE provider_identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  person_id TEXT NOT NULL UNIQUE REFERENCES person (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

ALTER TABLE session ADD COLUMN opened_by TEXT NOT NULL DEFAULT 'password' CHECK (opened_by IN ('password', 'passkey', 'provider', 'link'));
`,
} as const;
