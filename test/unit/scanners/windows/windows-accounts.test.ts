import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isHidden } from '../../../../src/agent/scan/plan-changes.ts';
import { type Change, changesBetween, findingOfChange } from '../../../../src/domain/change.ts';
import { createPseudonym } from '../../../../src/domain/redact-text.ts';
import { redactFinding } from '../../../../src/domain/redaction.ts';
import { parseNamedBytes } from '../../../../src/platform/windows/named-bytes.ts';
import { accountRecord, groupMembers, machineSid } from '../../../../src/scanners/windows-accounts/sam-values.ts';
import { acb, deliveredSam, machineId, type SamAccount, type SamHive, samText } from '../../../support/windows/sam-hive.ts';
import { type WindowsMachine, windowsMachine } from '../../../support/windows/windows-machine.ts';

const sam = 'HKLM\\SAM\\SAM\\Domains\\Account';

function withSam(hive: SamHive, denied: readonly string[] = []): WindowsMachine {
  const machine = windowsMachine({ denied });
  machine.registry.import(samText(hive));
  return machine;
}

async function told(before: SamHive, after: SamHive): Promise<Change[]> {
  const machine = withSam(before);
  const baseline = (await machine.scan('windows-accounts')).things ?? [];
  machine.registry.import(samText(after));
  return changesBetween(baseline, (await machine.scan('windows-accounts')).things ?? []);
}

const withAccount = (account: SamAccount, groups: SamHive['groups'] = deliveredSam.groups): SamHive => ({
  accounts: [...deliveredSam.accounts.filter(({ rid }) => rid !== account.rid), account],
  groups,
});
const evil: SamAccount = { name: 'evil', rid: 1002, flags: acb.normal };
const administrators = (more: readonly string[]): SamHive['groups'] => ({
  ...deliveredSam.groups,
  544: [...(deliveredSam.groups[544] ?? []), ...more],
});

test.for<{ name: string; after: SamHive; before?: SamHive; technique: string; severity: string; expected: object }>([
  {
    name: 'a new account',
    after: withAccount(evil),
    technique: 'T1136.001',
    severity: 'medium',
    expected: { kind: 'account', change: 'added', key: `${machineId}-1002`, after: { name: 'evil', rights: 'ordinary', enabled: true } },
  },
  {
    name: 'a new administrator',
    after: withAccount(evil, administrators([`${machineId}-1002`])),
    technique: 'T1136.001',
    severity: 'high',
    expected: { change: 'added', after: { rights: 'administrator', groups: ['S-1-5-32-544'] } },
  },
  {
    name: 'an account that became an administrator',
    before: withAccount(evil),
    after: withAccount(evil, administrators([`${machineId}-1002`])),
    technique: 'T1098',
    severity: 'high',
    expected: { change: 'modified', before: { rights: 'ordinary' }, after: { rights: 'administrator' } },
  },
  {
    name: 'somebody of a domain among the administrators',
    after: { ...deliveredSam, groups: administrators(['S-1-5-21-7-8-9-1105']) },
    technique: 'T1098',
    severity: 'critical',
    expected: { kind: 'administrator-member', change: 'added', key: 'S-1-5-32-544\\S-1-5-21-7-8-9-1105' },
  },
  {
    name: 'everybody allowed in by Remote Desktop',
    after: { ...deliveredSam, groups: { ...deliveredSam.groups, 555: ['S-1-1-0'] } },
    technique: 'T1098',
    severity: 'medium',
    expected: { change: 'added', key: 'S-1-5-32-555\\S-1-1-0', after: { group: 'Remote Desktop Users' } },
  },
  {
    name: 'the guest account enabled',
    after: withAccount({ name: 'Guest', rid: 501, flags: acb.normal | acb.passwordNotRequired, passwordSet: 0n }),
    technique: 'T1098',
    severity: 'high',
    expected: { change: 'modified', before: { enabled: false }, after: { enabled: true, password: 'not required' } },
  },
  {
    name: 'a password that is no longer asked for',
    after: withAccount({ name: 'kỹ thuật', rid: 1001, flags: acb.normal | acb.passwordNotRequired }),
    technique: 'T1098',
    severity: 'high',
    expected: { change: 'modified', before: { password: 'set' }, after: { password: 'not required', name: 'kỹ thuật' } },
  },
  {
    name: 'a name that tools do not list',
    after: withAccount({ ...evil, name: 'evil$' }),
    technique: 'T1564.002',
    severity: 'critical',
    expected: { change: 'added', after: { name: 'evil$' } },
  },
  {
    name: 'a guest that signs in as the administrator',
    after: withAccount({ name: 'Guest', rid: 501, flags: acb.normal, ridInRecord: 500 }),
    technique: 'T1098',
    severity: 'critical',
    expected: { change: 'modified', after: { actsAs: 500 } },
  },
  {
    name: 'an account without a name',
    after: withAccount({ ...evil, name: null }),
    technique: 'T1136.001',
    severity: 'critical',
    expected: { change: 'added', after: { name: '' } },
  },
])('$name is one finding, $technique', async ({ before = deliveredSam, after, technique, severity, expected }) => {
  const changes = await told(before, after);
  expect(changes).toMatchObject([expected]);
  expect(changes.map((change) => findingOfChange('windows-accounts', change))).toMatchObject([{ technique, severity }]);
});

test('who signs in, and a machine that is a member of a domain, is nothing to tell', async () => {
  const signedIn = withAccount({ name: 'kỹ thuật', rid: 1001, flags: acb.normal, lastSignIn: 133_900_000_000_000_000n });
  expect(await told(deliveredSam, signedIn)).toEqual([]);
  const machine: SamAccount = { name: 'PC-01$', rid: 1003, flags: acb.workstation };
  expect(await told(deliveredSam, withAccount(machine))).toMatchObject([{ severity: 'medium', after: { type: 'machine or domain' } }]);
});

test.for([`${sam}\\Users\\Names`, `${sam}\\Users`, sam, 'HKLM\\SAM\\SAM\\Domains\\Builtin\\Aliases'])(
  '%s that cannot be read takes no account away, and is said',
  async (closed) => {
    const baseline = (await withSam(deliveredSam).scan('windows-accounts')).things ?? [];
    expect(baseline).toHaveLength(4);
    const { things = [], unreadable = [] } = await withSam(deliveredSam, [closed]).scan('windows-accounts');
    expect(unreadable.map(({ reason }) => reason)).toEqual(unreadable.map(() => 'NEEDS_LOCAL_SYSTEM'));
    expect(unreadable[0]?.subject).toBe(`${closed}\\`);
    expect(changesBetween(baseline, things, ({ key }) => isHidden(key, unreadable))).toEqual([]);
  },
);

test('a machine without such a hive is not one without accounts', async () => {
  const { things, unreadable } = await windowsMachine().scan('windows-accounts');
  expect(things).toEqual([]);
  expect(unreadable).toContainEqual({ subject: 'S-1-5-21-', reason: 'ABSENT' });
});

test('the hash of a password is never asked for', async () => {
  const asked: (readonly string[])[] = [];
  const machine = windowsMachine({ onRun: (args) => asked.push(args) });
  machine.registry.import(samText(deliveredSam));
  const judgement = await machine.scan('windows-accounts');
  const exported = asked.filter(([verb]) => verb === 'export').map(([, root]) => root);
  expect(exported).toEqual(['HKLM\\SAM\\SAM\\Domains\\Account\\Users\\Names', 'HKLM\\SAM\\SAM\\Domains\\Builtin\\Aliases']);
  expect(asked.filter((args) => args.includes('/v') && args.includes('/s')).map((args) => args.at(-1))).toEqual(['F']);
  expect(JSON.stringify(judgement)).not.toContain(Buffer.from('a hash').toString('hex'));
});

test('no name of an account and no identifier leaves the machine', async () => {
  const pseudonym = createPseudonym('key of this endpoint');
  for (const change of await told(deliveredSam, withAccount(evil, administrators([`${machineId}-1002`, 'S-1-12-1-1-2-3-4'])))) {
    const draft = findingOfChange('windows-accounts', change);
    const sent = redactFinding(
      { ...draft, state: 'open', firstSeenAt: '2026-01-01T00:00:00Z', lastSeenAt: '2026-01-01T00:00:00Z' },
      pseudonym,
    );
    expect(JSON.stringify(sent.evidence)).not.toMatch(/evil|S-1-5-21|S-1-12-1/);
    expect(sent.evidence.subject).toMatch(/~[0-9a-f]{8}$/);
  }
});

test('records of any bytes are understood or refused, never a crash', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const hex = Buffer.from(bytes).toString('hex');
      expect(accountRecord(hex) === null).toBe(bytes.length < 58);
      expect(machineSid(hex) === null).toBe(bytes.length < 52);
      for (const sid of groupMembers(hex) ?? []) expect(sid).toMatch(/^S-1-\d+(-\d+)*$/);
    }),
  ));

test('values that reg.exe prints are told by their key, whatever words stand around them', () => {
  const printed = [
    '',
    'HKEY_LOCAL_MACHINE\\SAM\\X',
    '    F    REG_BINARY    0AFF',
    '    FF    REG_BINARY    01',
    '    F    REG_SZ    0a',
    'Kết thúc tìm kiếm: 1',
  ];
  expect([...parseNamedBytes(printed.join('\r\n'), 'f')]).toEqual([['HKLM\\SAM\\X', '0aff']]);
});
