/** Whether the key that an endpoint announced last has signed anything since: then who signs with the former one is another machine. */
export const addKeyInUse = {
  name: '0011-trust',
  sql: `
ALTER TABLE endpoint ADD COLUMN key_in_use INTEGER NOT NULL DEFAULT 1 CHECK (key_in_use IN (0, 1));
`,
} as const;
