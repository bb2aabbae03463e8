import { expect, test } from 'vitest';
import { isHidden } from '../../../../src/agent/scan/plan-changes.ts';
import { type Change, changesBetween } from '../../../../src/domain/change.ts';
import type { ScannerId } from '../../../../src/domain/scanner-ids.ts';
import { taskXml } from '../../../support/windows/changes/files.ts';
import { expand, hklm, hku, services, user, windows } from '../../../support/windows/changes/windows-change.ts';
import { wineUser } from '../../../support/windows/registry-in-memory.ts';
import { type WindowsMachine, windowsMachine } from '../../../support/windows/windows-machine.ts';

interface Step {
  readonly reg?: string;
  readonly files?: Readonly<Record<string, string>>;
}

function apply(machine: WindowsMachine, { reg = '', files = {} }: Step): void {
  machine.registry.import(reg);
  for (const [path, text] of Object.entries(files)) machine.write(path, text);
}

async function told(scanner: ScannerId, before: Step, after: Step): Promise<Change[]> {
  const machine = windowsMachine();
  apply(machine, before);
  const baseline = (await machine.scan(scanner)).things ?? [];
  apply(machine, after);
  const now = await machine.scan(scanner);
  return changesBetween(baseline, now.things ?? [], ({ key }) => isHidden(key, now.unreadable ?? []));
}

const service = (name: string, lines: string): string => `[${hklm}\\${services}\\${name}]\n${lines}\n`;
const template = String.raw`"ImagePath"="C:\\Windows\\system32\\svchost.exe -k UnistackSvcGroup"`;
const rules = `${hklm}\\${services}\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules`;
const rule = (text: string): string => `[${rules}]\n"r"="v2.30|${text}|"\n`;
const extension = 'C:\\Users\\root\\AppData\\Local\\Google\\Chrome\\User Data\\Default\\Extensions\\a';
const task = (text: string): Step => ({ files: { 'C:\\Windows\\System32\\Tasks\\Google\\Update': text } });
const oneDrive = (version: string): string =>
  `[${hku}\\Software\\Classes\\CLSID\\{1}\\InprocServer32]\n@="C:\\\\Users\\\\root\\\\AppData\\\\Local\\\\Microsoft\\\\OneDrive\\\\${version}\\\\FileSyncShell64.dll"\n`;
const orchestrator = (arguments_: string): Step => ({
  files: {
    'C:\\Windows\\System32\\Tasks\\Microsoft\\Windows\\UpdateOrchestrator\\Reboot_AC': `<Task><Actions><Exec><Command>%systemroot%\\system32\\MusNotification.exe</Command>${arguments_}</Exec></Actions></Task>`,
  },
});

test.for<{ readonly name: string; readonly scanner: ScannerId; readonly before: Step; readonly after: Step }>([
  {
    name: 'BITS between automatic and on demand',
    scanner: 'windows-services',
    before: { reg: service('BITS', '"Start"=dword:00000003') },
    after: { reg: service('BITS', '"Start"=dword:00000002') },
  },
  {
    name: 'a description of a service',
    scanner: 'windows-services',
    before: {},
    after: { reg: service('BITS', '"Description"="Dịch vụ"\n"PreshutdownTimeout"=dword:00000001') },
  },
  {
    name: 'the instance of a service for a session',
    scanner: 'windows-services',
    before: { reg: service('CDPUserSvc', `${template}\n"Type"=dword:00000060\n"Start"=dword:00000002`) },
    after: { reg: service('CDPUserSvc_3f2a1', `${template}\n"Type"=dword:000000e0\n"Start"=dword:00000002`) },
  },
  {
    name: 'a driver that Defender renames with its signatures',
    scanner: 'windows-services',
    before: {
      reg: service(
        'MpKsl0a1b2c3d',
        String.raw`"ImagePath"="\\??\\C:\\ProgramData\\Microsoft\\Windows Defender\\Definition Updates\\{11111111-2222-3333-4444-555555555555}\\MpKsl0a1b2c3d.sys"`,
      ),
    },
    after: {
      reg: `[-${hklm}\\${services}\\MpKsl0a1b2c3d]\n${service('MpKslffffffff', String.raw`"ImagePath"="\\??\\C:\\ProgramData\\Microsoft\\Windows Defender\\Definition Updates\\{99999999-2222-3333-4444-555555555555}\\MpKslffffffff.sys"`)}`,
    },
  },
  {
    name: 'a service that moved to a new version',
    scanner: 'windows-services',
    before: {
      reg: service(
        'edge',
        String.raw`"ImagePath"="\"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\131.0.2903.48\\elevation_service.exe\""`,
      ),
    },
    after: {
      reg: service(
        'edge',
        String.raw`"ImagePath"="\"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\132.0.2957.115\\elevation_service.exe\""`,
      ),
    },
  },
  {
    name: 'a rule of a store package',
    scanner: 'windows-services',
    before: {},
    after: { reg: rule('Action=Allow|Active=TRUE|Dir=In|AppPkgId=S-1-15-2-1|LUOwn=S-1-5-21-1') },
  },
  {
    name: 'a rule that is not in force',
    scanner: 'windows-services',
    before: {},
    after: { reg: rule('Action=Allow|Active=FALSE|Dir=In') },
  },
  {
    name: 'COM classes that moved to a new version',
    scanner: 'windows-registry',
    before: { reg: oneDrive('24.201.1006.0005') },
    after: { reg: oneDrive('24.211.1020.0001') },
  },
  { name: 'what Windows notes beside a certificate', scanner: 'windows-registry', ...certificateNotes() },
  {
    name: 'dates and times of a task',
    scanner: 'windows-tasks',
    before: task(taskXml('a.exe')),
    after: task(taskXml('a.exe').replace('2026-11-23T10', '2026-12-01T11')),
  },
  { name: "Windows Update's own tasks", scanner: 'windows-tasks', before: {}, after: orchestrator('') },
  {
    name: 'a new version of an extension that may do the same',
    scanner: 'windows-files',
    before: { files: { [`${extension}\\1.9_0\\manifest.json`]: '{"permissions":["tabs","storage"]}' } },
    after: { files: { [`${extension}\\1.10_0\\manifest.json`]: '{"permissions":["storage","tabs"]}' } },
  },
  {
    name: 'the look of the start-up folder',
    scanner: 'windows-files',
    before: {},
    after: { files: { 'C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\StartUp\\desktop.ini': 'x' } },
  },
])('$name is nothing to tell', async ({ scanner, before, after }) => expect(await told(scanner, before, after)).toEqual([]));

function certificateNotes(): { before: Step; after: Step } {
  const key = `[${hklm}\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\AA]`;
  const certificate = '20,00,00,00,01,00,00,00,03,00,00,00,30,01,00';
  return {
    before: { reg: `${key}\n"Blob"=hex:${certificate}\n` },
    after: { reg: `${key}\n"Blob"=hex:0b,00,00,00,01,00,00,00,02,00,00,00,41,00,${certificate}\n` },
  };
}

test.for<{ readonly name: string; readonly scanner: ScannerId; readonly before: Step; readonly after: Step; readonly expected: object }>([
  {
    name: 'BITS disabled',
    scanner: 'windows-services',
    before: {},
    after: { reg: service('BITS', '"Start"=dword:00000004') },
    expected: { change: 'modified', after: { start: 'disabled' } },
  },
  {
    name: 'an instance without a template',
    scanner: 'windows-services',
    before: {},
    after: { reg: service('Evil_3f2a1', '"ImagePath"="evil.exe"\n"Type"=dword:000000e0') },
    expected: { change: 'added' },
  },
  {
    name: 'an instance of another program than its template',
    scanner: 'windows-services',
    before: { reg: service('CDPUserSvc', `${template}\n"Type"=dword:00000060`) },
    after: { reg: service('CDPUserSvc_3f2a1', '"ImagePath"="evil.exe"\n"Type"=dword:000000e0') },
    expected: { change: 'added' },
  },
  {
    name: 'a server with another number',
    scanner: 'windows-registry',
    before: { reg: `[${hklm}\\${windows}\\Run]\n"x"="\\\\\\\\10.0.0.1\\\\share\\\\a.exe"` },
    after: { reg: `[${hklm}\\${windows}\\Run]\n"x"="\\\\\\\\10.0.0.2\\\\share\\\\a.exe"` },
    expected: { change: 'modified' },
  },
  {
    name: 'another thing for the same task to do',
    scanner: 'windows-tasks',
    before: orchestrator(''),
    after: orchestrator('<Arguments>; evil</Arguments>'),
    expected: { change: 'added' },
  },
  {
    name: 'a task whose definition is gone',
    scanner: 'windows-tasks',
    before: {},
    after: { reg: tree('Ghost', '"Id"="{1}"\n"Index"=dword:00000003\n"SD"=hex:01') },
    expected: { key: '\\Ghost', after: { definition: 'missing' }, severity: 'critical' },
  },
  {
    name: 'a task hidden from tools',
    scanner: 'windows-tasks',
    before: { ...task(taskXml('a.exe')), reg: tree('Google\\Update', '"Id"="{1}"\n"SD"=hex:01') },
    after: { reg: tree('Google\\Update', '"SD"=-') },
    expected: { key: '\\Google\\Update', after: { descriptor: 'missing' } },
  },
  {
    name: 'a task that is not understood',
    scanner: 'windows-tasks',
    before: {},
    after: task('<!DOCTYPE x [<!ENTITY a "b">]><Task>&a;</Task>'),
    expected: { after: { definition: 'not understood' } },
  },
  {
    name: 'an extension that may do more',
    scanner: 'windows-files',
    before: { files: { [`${extension}\\1.0_0\\manifest.json`]: '{"permissions":["storage"]}' } },
    after: { files: { [`${extension}\\1.1_0\\manifest.json`]: '{"permissions":["storage"],"host_permissions":["<all_urls>"]}' } },
    expected: { change: 'modified', after: { permissions: ['<all_urls>', 'storage'] } },
  },
  {
    name: 'a shell in the place of an accessibility program',
    scanner: 'windows-files',
    before: { files: { 'C:\\Windows\\System32\\cmd.exe': 'cmd', 'C:\\Windows\\System32\\sethc.exe': 'sethc' } },
    after: { files: { 'C:\\Windows\\System32\\sethc.exe': 'cmd' } },
    expected: { kind: 'accessibility-hijack', after: { sameAs: 'C:\\Windows\\System32\\cmd.exe' } },
  },
])('$name is told', async ({ scanner, before, after, expected }) => expect(await told(scanner, before, after)).toMatchObject([expected]));

function tree(name: string, lines: string): string {
  return `[${hklm}\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree\\${name}]\n${lines}\n`;
}

test('a user who signs out takes nothing away, and is said not to have been read', async () => {
  const machine = windowsMachine();
  machine.registry.import(
    `[${hklm}\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList\\${wineUser}]\n"ProfileImagePath"=${expand('%SystemDrive%\\Users\\root')}\n`,
  );
  machine.registry.import(`[${hku}\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\n"x"="x.exe"\n`);
  const before = await machine.scan('windows-registry');
  expect(before.things?.some(({ key }) => key.startsWith(user))).toBe(true);
  machine.registry.import(`[-${hku}]\n`);
  const after = await machine.scan('windows-registry');
  expect(after.unreadable).toEqual([{ subject: `${user}\\`, reason: 'HIVE_NOT_LOADED' }]);
  expect(changesBetween(before.things ?? [], after.things ?? [], ({ key }) => isHidden(key, after.unreadable ?? []))).toEqual([]);
});

test('a password is never shown', async () => {
  const machine = windowsMachine();
  machine.registry.import(`[${hklm}\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon]\n"DefaultPassword"="B3nhvien!"\n`);
  const { things } = await machine.scan('windows-registry');
  expect(things?.find(({ key }) => key.endsWith('DefaultPassword'))?.state).toEqual({ type: 'REG_SZ', value: '(hidden)' });
  expect(JSON.stringify(things)).not.toContain('B3nhvien');
});

test('what only interfaces of Windows can read is said, not passed over', async () => {
  const { unreadable } = await windowsMachine().scan('windows-files');
  expect(unreadable?.map(({ subject }) => subject)).toEqual(expect.arrayContaining(['Security event log']));
});
