/** The head of each endpoint's own log of findings as it was last told, and that it did not go on from the one before. */
export const addFindingLogs = {
  name: '0009-finding-logs',
  sql: `
ALTER TABLE endpoint ADD COLUMN log_length INTEGER;
ALTER TABLE endpoint ADD COLUMN log_head TEXT;
ALTER TABLE endpoint ADD COLUMN log_break TEXT;
ALTER TABLE endpoint ADD COLUMN log_broken_at INTEGER;
`,
} as const;
