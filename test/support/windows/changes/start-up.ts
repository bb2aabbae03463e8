import { control, expand, keySet, longName, multi, user, valueSet, type WindowsChange, windows, windowsNt } from './windows-change.ts';

const evil = String.raw`"C:\\Users\\Public\\evil.exe"`;
const wow = 'SOFTWARE\\WOW6432Node\\Microsoft';

export const startUpChanges: readonly WindowsChange[] = [
  valueSet('Run of the machine', 'T1547.001', [`HKLM\\${windows}\\Run`, 'Evil', evil]),
  valueSet('Run of a user', 'T1547.001', [`${user}\\${windows.replace('SOFTWARE', 'Software')}\\Run`, 'Cập nhật', evil]),
  valueSet('Run for 32-bit programs', 'T1547.001', [`HKLM\\${wow}\\Windows\\CurrentVersion\\Run`, 'Evil', evil]),
  valueSet('RunOnce of the machine', 'T1547.001', [`HKLM\\${windows}\\RunOnce`, 'Evil', expand('%TEMP%\\evil.exe')]),
  valueSet('RunOnce of a user', 'T1547.001', [`${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce`, 'Evil', evil]),
  valueSet('RunOnceEx, two keys below', 'T1547.001', [`HKLM\\${windows}\\RunOnceEx\\0001\\Depend`, '1', evil]),
  valueSet('RunServices', 'T1547.001', [`HKLM\\${windows}\\RunServices`, 'Evil', evil]),
  valueSet('the Run policy of the machine', 'T1547.001', [`HKLM\\${windows}\\Policies\\Explorer\\Run`, 'Evil', evil]),
  valueSet('the Run policy of a user', 'T1547.001', [
    `${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer\\Run`,
    'Evil',
    evil,
  ]),
  valueSet('Run of the terminal server', 'T1547.001', [
    `HKLM\\${windowsNt}\\Terminal Server\\Install\\Software\\Microsoft\\Windows\\CurrentVersion\\Run`,
    'Evil',
    evil,
  ]),
  valueSet('Load of a user', 'T1547.001', [`${user}\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows`, 'Load', evil]),
  valueSet('another common start-up folder', 'T1547.001', [`HKLM\\${windows}\\Explorer\\User Shell Folders`, 'Common Startup', evil]),
  valueSet('another start-up folder of a user', 'T1547.001', [
    `${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders`,
    'Startup',
    evil,
  ]),
  valueSet('BootExecute', 'T1547.001', [
    `HKLM\\${control}\\Session Manager`,
    'BootExecute',
    multi('autocheck autochk *', 'evil'),
    multi('autocheck autochk *'),
  ]),
  valueSet('programs of a remote session', 'T1547.001', [
    `HKLM\\${control}\\Terminal Server\\Wds\\rdpwd`,
    'StartupPrograms',
    evil,
    '"rdpclip"',
  ]),
  valueSet('the boot verification program', 'T1547.001', [`HKLM\\${control}\\BootVerificationProgram`, 'ImagePath', evil]),
  valueSet('AutoRun of the command processor', 'T1547.001', [`${user}\\Software\\Microsoft\\Command Processor`, 'AutoRun', evil]),
  keySet('a command of the desktop menu', 'T1547.001', [
    'HKLM\\SOFTWARE\\Classes\\Directory\\Background\\shell\\Size Modify',
    `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\Directory\\Background\\shell\\Size Modify\\command]\n@=${evil}\n`,
  ]),
  keySet('what opens the recycle bin', 'T1547.001', [
    `${user}\\Software\\Classes\\CLSID\\{645FF040-5081-101B-9F08-00AA002F954E}`,
    `[${longName(`${user}\\Software\\Classes\\CLSID\\{645FF040-5081-101B-9F08-00AA002F954E}\\shell\\open\\command`)}]\n@=${evil}\n`,
  ]),
  valueSet('a group of services', 'T1543.003', [`HKLM\\${windowsNt}\\Svchost`, 'TimeService', multi('W64Time')]),
  keySet('Active Setup', 'T1547.014', [
    'HKLM\\SOFTWARE\\Microsoft\\Active Setup\\Installed Components\\{11111111-1111-1111-1111-111111111111}',
    `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Active Setup\\Installed Components\\{11111111-1111-1111-1111-111111111111}]\n@="Evil"\n"StubPath"=${evil}\n"Version"="1,0"\n`,
  ]),
  valueSet('Shell of Winlogon', 'T1547.004', [`HKLM\\${windowsNt}\\Winlogon`, 'Shell', '"explorer.exe, evil.exe"', '"explorer.exe"']),
  valueSet('Userinit of Winlogon', 'T1547.004', [
    `HKLM\\${windowsNt}\\Winlogon`,
    'Userinit',
    String.raw`"C:\\Windows\\system32\\userinit.exe,evil.exe"`,
    String.raw`"C:\\Windows\\system32\\userinit.exe,"`,
  ]),
  valueSet('Shell of a user', 'T1547.004', [`${user}\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon`, 'Shell', evil]),
  valueSet('the Shell policy of a user', 'T1547.004', [
    `${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System`,
    'Shell',
    evil,
  ]),
  keySet('Notify of Winlogon', 'T1547.004', [
    `HKLM\\${windowsNt}\\Winlogon\\Notify\\logon`,
    `[${longName(`HKLM\\${windowsNt}\\Winlogon\\Notify\\logon`)}]\n"DllName"="evil.dll"\n"Logon"="Start"\n`,
  ]),
  valueSet('MPNotify of Winlogon', 'T1547.004', [`HKLM\\${windowsNt}\\Winlogon`, 'mpnotify', evil]),
  valueSet('a logon script', 'T1037.001', [`${user}\\Environment`, 'UserInitMprLogonScript', evil]),
  valueSet('a logon script by policy', 'T1037.001', [
    `${user}\\Software\\Policies\\Microsoft\\Windows\\System\\Scripts\\Logon\\0\\0`,
    'Script',
    evil,
  ]),
  valueSet('a screen saver', 'T1546.002', [`${user}\\Control Panel\\Desktop`, 'SCRNSAVE.EXE', evil]),
];
