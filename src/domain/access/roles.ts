/** What a person is at the collector. Those of a unit see and change nothing outside of it. */
export const roles = ['department-administrator', 'department-viewer', 'unit-administrator', 'unit-viewer', 'auditor'] as const;
export type Role = (typeof roles)[number];

const unitRoles: ReadonlySet<Role> = new Set(['unit-administrator', 'unit-viewer']);
export const isRoleOfUnit = (role: Role): boolean => unitRoles.has(role);

/** What may be read; an API token has some of these. */
export const readings = [
  'read:endpoints',
  'read:findings',
  'read:summaries',
  'read:warnings',
  'read:audit',
  'read:people',
  'metrics',
] as const;
export type Reading = (typeof readings)[number];

/** What an API token may be given: the list of people is for people. */
export const tokenScopes = [
  'read:endpoints',
  'read:findings',
  'read:summaries',
  'read:warnings',
  'read:audit',
  'metrics',
] as const satisfies readonly Reading[];
export type TokenScope = (typeof tokenScopes)[number];

/** What is of the department as a whole: no unit's share can be told of it. */
const ofDepartment: ReadonlySet<Reading> = new Set(['read:audit', 'read:people', 'metrics']);
export const isOfDepartment = (reading: Reading): boolean => ofDepartment.has(reading);

/** What may be changed. */
export type Change = 'warnings' | 'imported-machines' | 'people' | 'endpoints';

const everyday: readonly Reading[] = ['read:endpoints', 'read:findings', 'read:summaries', 'read:warnings'];

const rights: Readonly<Record<Role, { readonly reads: ReadonlySet<Reading>; readonly changes: ReadonlySet<Change> }>> = {
  'department-administrator': { reads: new Set(readings), changes: new Set(['warnings', 'imported-machines', 'people', 'endpoints']) },
  'department-viewer': { reads: new Set([...everyday, 'metrics']), changes: new Set() },
  'unit-administrator': { reads: new Set(everyday), changes: new Set(['imported-machines']) },
  'unit-viewer': { reads: new Set(everyday), changes: new Set() },
  auditor: { reads: new Set(readings), changes: new Set() },
};

export const mayRead = (role: Role, needs: readonly Reading[]): boolean => needs.every((reading) => rights[role].reads.has(reading));
export const mayChange = (role: Role, change: Change): boolean => rights[role].changes.has(change);
