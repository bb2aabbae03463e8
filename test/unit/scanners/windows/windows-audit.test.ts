import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isHidden } from '../../../../src/agent/scan/plan-changes.ts';
import { type Change, changesBetween, findingOfChange } from '../../../../src/domain/change.ts';
import { auditPolicyState } from '../../../../src/scanners/windows-audit/audit-policy.ts';
import { auditText, auditValue } from '../../../support/windows/audit-value.ts';
import { windowsMachine } from '../../../support/windows/windows-machine.ts';

const key = 'HKLM\\SECURITY\\Policy\\PolAdtEv';
// Places in the value: 5 is the first of the second category.
const delivered = auditValue({ 0: 1, 5: 3, 6: 1, 33: 1, 45: 1 });

async function told(before: Buffer, after: string): Promise<Change[]> {
  const machine = windowsMachine();
  machine.registry.import(auditText(before));
  const baseline = (await machine.scan('windows-audit')).things ?? [];
  machine.registry.import(after);
  const { things = [], unreadable = [] } = await machine.scan('windows-audit');
  return changesBetween(baseline, things, (thing) => isHidden(thing.key, unreadable));
}

test('signing in that is no longer logged is told by its name', async () => {
  const changes = await told(delivered, auditText(auditValue({ 0: 1, 6: 1, 33: 1, 45: 1 })));
  expect(changes).toMatchObject([{ kind: 'audit-policy', change: 'modified', key: `${key}\\(Default)` }]);
  expect(changes[0]?.before?.logged).toContain('Logon/Logoff: Logon: success and failure');
  expect(changes[0]?.after?.off).toContain('Logon/Logoff: Logon');
  expect(changes.map((change) => findingOfChange('windows-audit', change))).toMatchObject([{ technique: 'T1562.002', severity: 'high' }]);
});

test('everything switched off, as auditpol /clear does it, is one finding', async () => {
  const changes = await told(delivered, auditText(auditValue({})));
  expect(changes).toHaveLength(1);
  expect(changes[0]?.after).toMatchObject({ logged: [] });
  expect(changes[0]?.after?.off).toHaveLength(60);
});

test('a policy that is taken away is told, and gravest', async () => {
  const changes = await told(delivered, `[${key.replace('HKLM', 'HKEY_LOCAL_MACHINE')}]\n@=-\n`);
  expect(changes.map((change) => findingOfChange('windows-audit', change))).toMatchObject([
    { rule: 'audit-policy.removed', severity: 'critical' },
  ]);
});

test('the same policy written again is nothing to tell', async () => expect(await told(delivered, auditText(delivered))).toEqual([]));

test.for([
  ['cut short', delivered.subarray(0, 100)],
  ['with more at its end', Buffer.concat([delivered, Buffer.alloc(2)])],
  ['of another form', Buffer.from('policy')],
] as const)('a value %s is told by digest and bytes, not guessed at', ([, bytes]) => {
  const state = auditPolicyState(bytes.toString('hex'));
  expect(state).toMatchObject({ layout: 'not understood', size: bytes.length, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(state.off).toBeUndefined();
});

test('a byte that went to zero shows where the layout is not known', () => {
  const before = auditPolicyState(Buffer.from([1, 3, 0, 9]).toString('hex'));
  const after = auditPolicyState(Buffer.from([1, 0, 0, 9]).toString('hex'));
  expect([before.bytesNotZero, after.bytesNotZero]).toEqual([
    ['0=1', '1=3', '3=9'],
    ['0=1', '3=9'],
  ]);
});

test('where it cannot be read nothing is told, and it is said', async () => {
  const machine = windowsMachine({ denied: [key] });
  machine.registry.import(auditText(delivered));
  expect(await machine.scan('windows-audit')).toEqual({ things: [], unreadable: [{ subject: key, reason: 'NEEDS_LOCAL_SYSTEM' }] });
  expect((await windowsMachine().scan('windows-audit')).unreadable).toEqual([{ subject: key, reason: 'ABSENT' }]);
});

test('any change of any subcategory changes what is told, and nothing else does', () =>
  fc.assert(
    fc.property(fc.nat(59), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), (place, was, is) => {
      const state = (value: number): string => JSON.stringify(auditPolicyState(auditValue({ [place]: value }).toString('hex')));
      expect(state(was) === state(is)).toBe(was === is);
    }),
  ));
