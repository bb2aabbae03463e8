/** Who did and saw what. Each row's hash covers the row and the hash before it; see `domain/access/audit-chain.ts`. */
export const createAudit = {
  name: '0007-audit',
  sql: `
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  role TEXT,
  unit_id TEXT,
  action TEXT NOT NULL,
  target TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  address TEXT,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is kept'); END;
CREATE TRIGGER audit_is_fixed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is fixed'); END;
CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit WHEN NEW.number <= (SELECT coalesce(max(number), 0) FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
`,
} as const;
