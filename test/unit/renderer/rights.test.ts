import { expect, test } from 'vitest';
import { passkeysWork } from '../../../renderer/console/account/passkey-ceremony.ts';
import { type Rights, rightsOf } from '../../../renderer/console/rights.ts';
import { readRoute } from '../../../renderer/console/route.ts';
import { type Role, roles } from '../../../src/domain/access/roles.ts';

const all = {
  canEditWarnings: true,
  canImportMachines: true,
  canChangeEndpoints: true,
  canSeePeople: true,
  canChangePeople: true,
  canSeeAudit: true,
};
const none = Object.fromEntries(Object.keys(all).map((right) => [right, false]));
const expected: Readonly<Record<Role, Partial<Rights>>> = {
  'department-administrator': all,
  'department-viewer': {},
  'unit-administrator': { canImportMachines: true },
  'unit-viewer': {},
  auditor: { canSeePeople: true, canSeeAudit: true },
};

test.for(roles)('what the console offers to %s', (role) => expect(rightsOf(role)).toEqual({ ...none, ...expected[role] }));

test.for([
  { hash: '#/account', route: { page: 'account' } },
  { hash: '#/people', route: { page: 'people' } },
  { hash: '#/audit', route: { page: 'audit' } },
  { hash: '#/provider-refused?because=no-person', route: { page: 'provider-refused', because: 'no-person' } },
  { hash: '#/provider-refused?because=%3Cscript%3E', route: { page: 'provider-refused', because: 'unproven' } },
])('$hash leads to $route.page', ({ hash, route }) => expect(readRoute(hash)).toEqual(route));

test('a browser without WebAuthn, as this one, has no passkeys under any name', () =>
  expect(passkeysWork('wardwatch.example.vn')).toBe(false));
