/**
 * People with their roles, what they sign in with, and API tokens with scope. Sessions of before end: who had one signs in again.
 * API tokens of before go on to read what they read, and nothing of the audit log.
 */
export const createPeople = {
  name: '0006-people',
  sql: `
CREATE TABLE person (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('department-administrator', 'department-viewer', 'unit-administrator', 'unit-viewer', 'auditor')),
  unit_id TEXT REFERENCES unit (id),
  state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
  password_hash TEXT,
  totp_secret TEXT,
  totp_proposed TEXT,
  totp_last_step INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  last_sign_in_at INTEGER,
  CHECK ((role IN ('unit-administrator', 'unit-viewer')) = (unit_id IS NOT NULL))
) STRICT;

CREATE TABLE recovery_code (
  person_id TEXT NOT NULL REFERENCES person (id),
  code_hash TEXT NOT NULL,
  PRIMARY KEY (person_id, code_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_device (
  token_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX known_device_by_person ON known_device (person_id, expires_at);

CREATE TABLE invitation (
  token_hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE REFERENCES person (id),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

DROP TABLE session;
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person_id TEXT REFERENCES person (id),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  address TEXT NOT NULL,
  browser TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_person ON session (person_id, created_at);

ALTER TABLE api_token RENAME TO api_token_before;
CREATE TABLE api_token (
  token_hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  unit_id TEXT REFERENCES unit (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO api_token
SELECT token_hash, lower(hex(randomblob(8))), '', 'read:endpoints read:findings read:summaries read:warnings metrics', NULL, created_at, expires_at
FROM api_token_before;
DROP TABLE api_token_before;
`,
} as const;
