/**
 * `key_in_use`: whether the key that an endpoint announced last has signed anything since; then who signs with the former one is another
 * machine. `audit_start`: the number and the hash up to which the audit log was cut; what lies before may go, and nothing else.
 */
export const addTrust = {
  name: '0011-trust',
  sql: `
ALTER TABLE endpoint ADD COLUMN key_in_use INTEGER NOT NULL DEFAULT 1 CHECK (key_in_use IN (0, 1));
CREATE TABLE audit_start (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
DROP TRIGGER audit_is_kept;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit WHEN OLD.number > coalesce((SELECT number FROM audit_start), 0)
BEGIN SELECT RAISE(ABORT, 'the audit log is kept'); END;
`,
} as const;
