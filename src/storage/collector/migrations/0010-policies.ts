/** `document` is the JSON text that was signed. */
export const addPolicies = {
  name: '0010-policies',
  sql: `
CREATE TABLE policy (
  version INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  set_by TEXT NOT NULL,
  document TEXT NOT NULL,
  certificate TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
`,
} as const;
