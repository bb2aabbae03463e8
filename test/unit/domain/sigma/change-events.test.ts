import { expect, test } from 'vitest';
import type { Change } from '../../../../src/domain/change.ts';
import { eventsOfChange } from '../../../../src/domain/sigma/apply-sigma.ts';
import type { EventKind } from '../../../../src/domain/sigma/log-sources.ts';
import { matching, ruleText } from '../../../support/sigma.ts';

const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const run = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\Evil';
const digest = (letter: string): string => letter.repeat(64);
const file = { digest: digest('a'), size: 1, mode: '0644', uid: 0, gid: 0, linkTarget: null };
const service = {
  displayName: null,
  program: 'C:\\evil.exe',
  library: null,
  start: 'automatic',
  serviceType: 16,
  account: 'LocalSystem',
  access: null,
};
const task = { actions: ['Exec calc'], triggers: [], enabled: true, digest: 'x' };
const marks = { registered: true, descriptor: 'present', hiddenByIndex: false };

interface Row {
  readonly name: string;
  readonly change: Change;
  readonly kinds: readonly EventKind[];
}

test.for<Row>([
  { name: 'a file that came', change: { kind: 'cron-job', key: '/etc/cron.d/x', change: 'added', after: file }, kinds: ['file_event'] },
  { name: 'a file that went', change: { kind: 'cron-job', key: '/etc/cron.d/x', change: 'removed', before: file }, kinds: ['file_delete'] },
  {
    name: 'a file of other content',
    change: { kind: 'system-file', key: '/usr/bin/ls', change: 'modified', before: file, after: { ...file, digest: digest('b') } },
    kinds: ['file_event'],
  },
  {
    name: 'a file of other rights is not written',
    change: { kind: 'system-file', key: '/usr/bin/ls', change: 'modified', before: file, after: { ...file, mode: '4755' } },
    kinds: [],
  },
  {
    name: 'a file too large to be hashed, of another time',
    change: {
      kind: 'web-file',
      key: '/var/www/x.iso',
      change: 'modified',
      before: { ...file, digest: null, modifiedAt: '2026-11-23T00:00:00.000Z' },
      after: { ...file, digest: null, modifiedAt: '2026-11-23T01:00:00.000Z' },
    },
    kinds: ['file_event'],
  },
  {
    name: 'a file that got the setuid bit may be old',
    change: { kind: 'setuid-file', key: '/usr/bin/x', change: 'added', after: file },
    kinds: [],
  },
  {
    name: 'a file of a kind that the registry has too',
    change: { kind: 'office-add-in', key: 'C:\\Users\\an\\x.dotm', change: 'added', after: { digest: digest('a') } },
    kinds: ['file_event'],
  },
  {
    name: 'an accessibility program that became a shell',
    change: {
      kind: 'accessibility-hijack',
      key: 'C:\\Windows\\System32\\sethc.exe',
      change: 'modified',
      before: { sameAs: null },
      after: { sameAs: 'C:\\Windows\\System32\\cmd.exe' },
    },
    kinds: ['file_event'],
  },
  {
    name: 'one of several files of a unit',
    change: {
      kind: 'systemd-service',
      key: 'x.service',
      change: 'modified',
      before: { files: [`/etc/systemd/system/x.service ${digest('a')} 0644 0`], lines: [] },
      after: {
        files: [`/etc/systemd/system/x.service ${digest('a')} 0644 0`, `/etc/systemd/system/x.service.d/a b.conf ${digest('b')} 0644 0`],
        lines: [],
      },
    },
    kinds: ['file_event'],
  },
  { name: 'an account', change: { kind: 'account', key: 'toor', change: 'added', after: { uid: 0 } }, kinds: [] },
  {
    name: 'a value',
    change: { kind: 'run-key', key: run, change: 'added', after: { type: 'REG_SZ', value: 'x' } },
    kinds: ['registry_set'],
  },
  {
    name: 'a value that went',
    change: { kind: 'run-key', key: run, change: 'removed', before: { type: 'REG_SZ', value: 'x' } },
    kinds: ['registry_delete'],
  },
  {
    name: 'a key without values',
    change: { kind: 'winlogon-setting', key: 'HKLM\\SOFTWARE\\X\\Notify\\a', change: 'added', after: { values: [] } },
    kinds: ['registry_add'],
  },
  {
    name: 'two of three values of a key',
    change: {
      kind: 'port-monitor',
      key: 'HKLM\\SYSTEM\\X',
      change: 'modified',
      before: { values: ['A = 1 (REG_SZ)', 'B = 1 (REG_DWORD)'] },
      after: { values: ['A = 1 (REG_SZ)', 'B = 2 (REG_DWORD)', 'C = x (REG_SZ)'] },
    },
    kinds: ['registry_set', 'registry_set'],
  },
  {
    name: 'a service',
    change: { kind: 'windows-service', key: `${services}\\Evil`, change: 'added', after: service },
    kinds: [
      'registry_add',
      'registry_set',
      'registry_set',
      'registry_set',
      'registry_set',
      'service-installed-system',
      'service-installed-security',
    ],
  },
  {
    name: 'a service that starts otherwise is no new one',
    change: {
      kind: 'windows-service',
      key: `${services}\\Evil`,
      change: 'modified',
      before: service,
      after: { ...service, start: 'disabled' },
    },
    kinds: ['registry_set'],
  },
  {
    name: 'a task',
    change: { kind: 'scheduled-task', key: '\\Evil', change: 'added', after: { ...task, ...marks } },
    kinds: ['file_event', 'registry_add', 'registry_set', 'registry_set', 'task-security', 'task-scheduler'],
  },
  {
    name: 'a task that was laid down as a file is not in the log of the scheduler',
    change: { kind: 'scheduled-task', key: '\\Evil', change: 'added', after: { ...task, registered: false } },
    kinds: ['file_event'],
  },
  {
    name: 'a task whose file was taken away is not deleted',
    change: {
      kind: 'scheduled-task',
      key: '\\Evil',
      change: 'modified',
      before: { ...task, ...marks },
      after: { definition: 'missing', ...marks },
    },
    kinds: ['file_delete'],
  },
  {
    name: 'a task that was switched off',
    change: {
      kind: 'scheduled-task',
      key: '\\Evil',
      change: 'modified',
      before: { ...task, ...marks },
      after: { ...task, ...marks, enabled: false },
    },
    kinds: ['file_event', 'task-security', 'task-scheduler'],
  },
])('$name', ({ change, kinds }) => expect(eventsOfChange(change).map(({ kind }) => kind)).toEqual(kinds));

const set = (type: string, value: string | number | readonly string[]): Change => ({
  kind: 'run-key',
  key: run,
  change: 'added',
  after: { type, value },
});
const listed = (...values: readonly string[]): Change => ({
  kind: 'port-monitor',
  key: 'HKLM\\SYSTEM\\X',
  change: 'added',
  after: { values },
});
const registry = (detection: string): string => ruleText('category: registry_set, product: windows', detection);
const details = (wanted: string): string => registry(`  s:\n    Details: ${wanted}\n  condition: s`);

test.for([
  { name: 'a DWORD', wanted: 'DWORD (0x00000001)', change: set('REG_DWORD', 1), holds: true },
  { name: 'a large DWORD', wanted: 'DWORD (0xffffffff)', change: set('REG_DWORD', 4_294_967_295), holds: true },
  { name: 'a text is no DWORD', wanted: 'DWORD (0x00000001)', change: set('REG_SZ', '1'), holds: false },
  { name: 'a QWORD', wanted: 'QWORD (0x00000001-0x00000002)', change: set('REG_QWORD', '4294967298'), holds: true },
  { name: 'bytes', wanted: 'Binary Data', change: set('REG_BINARY', '0102'), holds: true },
  { name: 'bytes of a type of their own', wanted: 'Binary Data', change: set('type 0', '0102'), holds: true },
  { name: 'an empty text', wanted: '(Empty)', change: set('REG_SZ', ''), holds: true },
  { name: 'several lines', wanted: 'Binary Data', change: set('REG_MULTI_SZ', ['a', 'b']), holds: true },
  { name: 'a DWORD among the values of a key', wanted: 'DWORD (0x00000200)', change: listed('GlobalFlag = 512 (REG_DWORD)'), holds: true },
  { name: 'a text that looks like one', wanted: 'DWORD (0x00000200)', change: listed('X = 512 (REG_SZ)'), holds: false },
  { name: 'a text that names a type', wanted: 'evil.exe (REG_BINARY)', change: listed('X = evil.exe (REG_BINARY) (REG_SZ)'), holds: true },
])('$name is told as Sysmon writes it', ({ wanted, change, holds }) =>
  expect(matching([details(`'${wanted}'`)], change)).toHaveLength(holds ? 1 : 0),
);

test.for([
  { name: 'a password', value: '(hidden)' },
  { name: 'a text that was cut', value: `${'a'.repeat(1000)}… SHA256:${'0'.repeat(32)}` },
  { name: 'a path with a version', value: 'C:\\Program Files\\X\\*\\x.exe' },
])('$name is not what the machine holds: no rule on the data is asked, not even one with not', ({ value }) => {
  const rules = [
    registry('  s:\n    TargetObject|endswith: Evil\n  f:\n    Details|startswith: nothing\n  condition: s and not f'),
    details('"*"'),
  ];
  expect(matching(rules, set('REG_SZ', value))).toEqual([]);
  expect(matching([registry('  s:\n    TargetObject|endswith: Evil\n  condition: s')], set('REG_SZ', value))).toHaveLength(1);
  expect(matching(rules, set('REG_SZ', 'whole'))).toHaveLength(2);
});

test.for([
  ['HKU\\S-1-5-21-1-2-3-1000\\Software\\Classes\\x', 'HKU\\S-1-5-21-1-2-3-1000_Classes\\x'],
  ['HKU\\S-1-5-21-1-2-3-1000_Classes\\x', 'HKU\\S-1-5-21-1-2-3-1000\\Software\\Classes\\x'],
  ['HKLM\\SOFTWARE\\Classes\\x', 'HKCR\\x'],
] as const)('%s is also known as %s', ([key, other]) =>
  expect(
    matching([registry(`  s:\n    TargetObject: '${other}'\n  condition: s`)], {
      kind: 'file-association',
      key,
      change: 'added',
      after: { type: 'REG_SZ', value: 'x' },
    }),
  ).toHaveLength(1),
);

const newService = (over: object = {}, name = 'Evil'): Change => ({
  kind: 'windows-service',
  key: `${services}\\${name}`,
  change: 'added',
  after: { ...service, ...over },
});
const inSystemLog = (detection: string): string =>
  ruleText(
    'product: windows, service: system',
    `  s:\n    EventID: 7045\n    Provider_Name: Service Control Manager\n${detection}\n  condition: s`,
  );
const inSecurityLog = (detection: string): string =>
  ruleText('product: windows, service: security', `  s:\n    EventID: 4697\n${detection}\n  condition: s`);

test.for([
  { name: 'its program', rule: inSystemLog("    ImagePath|endswith: '\\evil.exe'"), change: newService(), holds: true },
  { name: 'how it starts', rule: inSystemLog('    StartType: auto start'), change: newService(), holds: true },
  {
    name: 'its type in words',
    rule: inSystemLog('    ServiceType: kernel mode driver'),
    change: newService({ serviceType: 1 }),
    holds: true,
  },
  { name: 'its type as a number', rule: inSecurityLog("    ServiceType: '0x10'"), change: newService(), holds: true },
  { name: 'how it starts as a number', rule: inSecurityLog('    ServiceStartType: 2'), change: newService(), holds: true },
  { name: 'its name', rule: inSystemLog('    ServiceName: Evil'), change: newService(), holds: true },
  {
    name: 'the name that people see',
    rule: inSystemLog('    ServiceName: Printing'),
    change: newService({ displayName: 'Printing' }),
    holds: true,
  },
  { name: 'not the other one', rule: inSystemLog('    ServiceName: Evil'), change: newService({ displayName: 'Printing' }), holds: false },
  {
    name: 'nothing where the name is a number',
    rule: inSystemLog('    ServiceName: "*"'),
    change: newService({ displayName: '@x.dll,-1' }),
    holds: false,
  },
  {
    name: 'nothing of a name given anew each time',
    rule: inSecurityLog('    ServiceName: "*"'),
    change: newService({}, 'MpKsl*'),
    holds: false,
  },
  {
    name: 'nothing of a start that Windows moves',
    rule: inSystemLog('    StartType: "*"'),
    change: newService({ start: 'not disabled' }),
    holds: false,
  },
])('of a new service the logs tell $name', ({ rule, change, holds }) => expect(matching([rule], change)).toHaveLength(holds ? 1 : 0));

test('a rule is asked of events of its product alone', () => {
  const created = (product: string): string =>
    ruleText(`category: file_event, product: ${product}`, "  s:\n    TargetFilename: '*'\n  condition: s");
  const here: Change = { kind: 'cron-job', key: '/etc/cron.d/x', change: 'added', after: file };
  expect(matching([created('linux')], here)).toHaveLength(1);
  expect(matching([created('windows')], here)).toEqual([]);
});
