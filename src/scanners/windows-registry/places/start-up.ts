import {
  control,
  currentVersion,
  currentVersionNt,
  everyone,
  machine,
  named,
  native,
  nativeAndUser,
  policies,
  type RegistryPlace,
  user,
} from '../registry-place.ts';

const runKeys = ['Run', 'RunOnce', 'RunOnceEx'];

/** What starts with the machine or with a user's session. */
export const startUpPlaces: readonly RegistryPlace[] = [
  {
    kind: 'run-key',
    keys: runKeys.flatMap((name) => [...everyone(`${currentVersion}\\${name}`), ...user(`WOW6432Node\\${currentVersion}\\${name}`)]),
  },
  {
    kind: 'run-key',
    keys: ['RunServices', 'RunServicesOnce', 'Policies\\Explorer\\Run'].flatMap((name) => nativeAndUser(`${currentVersion}\\${name}`)),
  },
  {
    kind: 'run-key',
    keys: ['Run', 'RunOnce', 'RunOnceEx'].flatMap((name) =>
      nativeAndUser(`${currentVersionNt}\\Terminal Server\\Install\\Software\\${currentVersion}\\${name}`),
    ),
  },
  { kind: 'run-key', keys: everyone(`${currentVersionNt}\\Windows`), only: named('Load', 'Run', 'IconServiceLib') },
  {
    kind: 'run-key',
    keys: ['User Shell Folders', 'Shell Folders'].flatMap((name) => nativeAndUser(`${currentVersion}\\Explorer\\${name}`)),
    only: named('Startup', 'Common Startup'),
  },
  {
    kind: 'run-key',
    keys: control('Session Manager'),
    only: named('BootExecute', 'BootExecuteNoPnpSync', 'SetupExecute', 'Execute', 'PlatformExecute', 'S0InitialCommand'),
  },
  { kind: 'run-key', keys: control('Terminal Server\\Wds\\rdpwd'), only: named('StartupPrograms') },
  { kind: 'run-key', keys: control('Terminal Server\\WinStations\\RDP-Tcp'), only: named('InitialProgram') },
  { kind: 'run-key', keys: control('BootVerificationProgram') },
  { kind: 'run-key', keys: ['HKLM\\SYSTEM\\Setup'], only: named('CmdLine', 'SetupType') },
  { kind: 'run-key', keys: everyone('Microsoft\\Command Processor'), only: named('AutoRun') },
  {
    kind: 'run-key',
    keys: ['HKLM\\SOFTWARE', 'HKU\\*\\Software'].map((hive) => `${hive}\\Classes\\Directory\\Background\\shell\\*`),
    each: 'key-with-values',
    only: /(^|\\)command\\/i,
  },
  // The recycle bin of the desktop.
  {
    kind: 'run-key',
    keys: ['HKLM\\SOFTWARE', 'HKU\\*\\Software'].map((hive) => `${hive}\\Classes\\CLSID\\{645FF040-5081-101B-9F08-00AA002F954E}`),
    each: 'key-with-values',
    only: /^shell\\.*command\\/i,
  },
  {
    kind: 'active-setup',
    keys: machine('Microsoft\\Active Setup\\Installed Components\\*'),
    each: 'key-with-values',
    only: named('StubPath'),
  },
  // Which services share a process; what is not in a group here cannot start in one.
  { kind: 'windows-service', keys: native(`${currentVersionNt}\\Svchost`) },
  {
    kind: 'winlogon-setting',
    keys: nativeAndUser(`${currentVersionNt}\\Winlogon`),
    only: named(
      'Shell',
      'Userinit',
      'Taskman',
      'VmApplet',
      'System',
      'UIHost',
      'AppSetup',
      'GinaDLL',
      'MPNotify',
      'SaveDumpStart',
      'AlternateShells\\\\.*',
    ),
  },
  { kind: 'winlogon-setting', keys: native(`${currentVersionNt}\\Winlogon\\Notify\\*`), each: 'key' },
  {
    kind: 'winlogon-setting',
    keys: native(`${currentVersionNt}\\Winlogon\\GPExtensions\\*`),
    each: 'key-with-values',
    only: named('DllName'),
  },
  { kind: 'winlogon-setting', keys: nativeAndUser(`${currentVersion}\\Policies\\System`), only: named('Shell') },
  { kind: 'logon-script', keys: ['HKU\\*\\Environment'], only: named('UserInitMprLogonScript') },
  {
    kind: 'logon-script',
    keys: [...policies('Microsoft\\Windows\\System\\Scripts'), ...nativeAndUser(`${currentVersion}\\Group Policy\\Scripts`)],
    only: /(^|\\)(Script|Parameters|FileSysPath)$/i,
  },
  {
    kind: 'screensaver',
    keys: ['HKU\\*\\Control Panel\\Desktop', ...policies('Microsoft\\Windows\\Control Panel\\Desktop')],
    only: named('SCRNSAVE\\.EXE'),
  },
];
