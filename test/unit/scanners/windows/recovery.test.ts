import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Change, changesBetween, findingOfChange } from '../../../../src/domain/change.ts';
import { windowsMachine } from '../../../support/windows/windows-machine.ts';

const volume = 'C:\\System Volume Information';
const copyOf = (id: string): string => `${volume}\\{${id}-0000-0000-0000-000000000000}{3808876b-c176-4e48-b7ae-04046e6cc752}`;
const catalogue = `${volume}\\WindowsImageBackup\\Catalog\\GlobalCatalog`;
const environment = 'C:\\Windows\\System32\\Recovery\\ReAgent.xml';
const reAgent = (state: string): string =>
  `<?xml version='1.0' encoding='utf-8'?><WindowsRE version="2.0"><InstallState state="${state}"/></WindowsRE>`;

interface Step {
  readonly write?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
}

async function told(before: Step, after: Step): Promise<Change[]> {
  const machine = windowsMachine();
  const apply = ({ write = {}, remove = [] }: Step): void => {
    for (const [path, text] of Object.entries(write)) machine.write(path, text);
    for (const path of remove) rmSync(machine.onDisk(path), { recursive: true });
  };
  apply(before);
  const baseline = (await machine.scan('windows-files')).things ?? [];
  apply(after);
  return changesBetween(baseline, (await machine.scan('windows-files')).things ?? []);
}

const copies: Step = { write: { [copyOf('11111111')]: 'a', [copyOf('22222222')]: 'b', [`${volume}\\tracking.log`]: 'x' } };

test.for<[name: string, before: Step, after: Step, rules: readonly string[]]>([
  ['all shadow copies deleted', copies, { remove: [copyOf('11111111'), copyOf('22222222')] }, ['backup-store.removed T1490 high']],
  ['one of them gone and another made', copies, { remove: [copyOf('11111111')], write: { [copyOf('33333333')]: 'c' } }, []],
  ['the first shadow copy', {}, copies, ['backup-store.added T1490 info']],
  [
    'the list of backups deleted',
    { write: { [catalogue]: 'c' } },
    { remove: [`${volume}\\WindowsImageBackup`] },
    ['backup-store.removed T1490 high'],
  ],
  ['one more backup in the list', { write: { [catalogue]: 'c' } }, { write: { [catalogue]: 'cc' } }, []],
  [
    'the recovery environment disabled',
    { write: { [environment]: reAgent('1') } },
    { write: { [environment]: reAgent('0') } },
    ['recovery-setting.modified T1490 high'],
  ],
])('%s', async ([, before, after, rules]) => {
  const findings = (await told(before, after)).map((change) => findingOfChange('windows-files', change));
  expect(findings.map(({ rule, technique, severity }) => `${rule} ${technique} ${severity}`)).toEqual(rules);
});

test('the service of shadow copies, disabled, is an attack on recovery', async () => {
  const machine = windowsMachine();
  const service = (start: number): string =>
    `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\VSS]\n"ImagePath"="C:\\\\Windows\\\\system32\\\\vssvc.exe"\n"Type"=dword:00000010\n"Start"=dword:0000000${start}\n`;
  machine.registry.import(service(3));
  const baseline = (await machine.scan('windows-services')).things ?? [];
  machine.registry.import(service(4));
  const changes = changesBetween(baseline, (await machine.scan('windows-services')).things ?? []);
  expect(changes.map((change) => findingOfChange('windows-services', change))).toMatchObject([
    { rule: 'recovery-setting.modified', technique: 'T1490', evidence: { after: { start: 'disabled' } } },
  ]);
});
