/** `standings` has a letter for each CVE of the warning. Open warnings are held against all inventories again to have it. */
export const addWarningStandings = {
  name: '0005-warning-standings',
  sql: `
ALTER TABLE warning_exposure ADD COLUMN standings TEXT NOT NULL DEFAULT '';
UPDATE warning SET judged_at = NULL WHERE state = 'open';
`,
};
