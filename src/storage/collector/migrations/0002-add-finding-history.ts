/** The steps of a finding as its endpoint sent them, JSON of `contracts/finding.ts`. */
export const addFindingHistory = {
  name: '0002-add-finding-history',
  sql: "ALTER TABLE finding ADD COLUMN history TEXT NOT NULL DEFAULT '[]';",
} as const;
