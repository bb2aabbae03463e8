import {
  control,
  currentVersion,
  currentVersionNt,
  everyone,
  machine,
  named,
  native,
  nativeAndUser,
  type RegistryPlace,
  user,
} from '../registry-place.ts';

/** Programs of the sign-in screen's accessibility features: what runs in their stead has the system's rights before anyone signs in. */
const accessibility = ['sethc', 'utilman', 'osk', 'magnify', 'narrator', 'displayswitch', 'atbroker', 'voiceaccess'];
const fileOptions = `${currentVersionNt}\\Image File Execution Options`;
const isAccessibility = new RegExp(`\\\\(${accessibility.join('|')})\\.exe$`, 'i');
const commandTypes = ['exefile', 'batfile', 'cmdfile', 'comfile'];
const bypassedTypes = [
  'ms-settings',
  'mscfile',
  'Folder',
  'Launcher.SystemSettings',
  'AppX82a6gwre4fdg3bt635tn5ctqjf8msdd2',
  'AppXypsaf9f1qserqevf0sws76dx4k9a5206',
];

/** What runs when something else happens: a program starts or fails, a file is opened, a class is created. */
export const eventTriggerPlaces: readonly RegistryPlace[] = [
  {
    kind: 'accessibility-hijack',
    keys: accessibility.flatMap((name) => native(`${fileOptions}\\${name}.exe`)),
    each: 'key-with-values',
    only: /(^|\\)(Debugger|GlobalFlag|VerifierDlls|MonitorProcess)$/i,
  },
  {
    kind: 'accessibility-hijack',
    keys: nativeAndUser(`${currentVersionNt}\\Accessibility\\ATs\\*`),
    each: 'key-with-values',
    only: named('StartExe', 'ATExe'),
  },
  {
    kind: 'image-file-debugger',
    keys: native(`${fileOptions}\\*`),
    not: isAccessibility,
    each: 'key-with-values',
    only: /(^|\\)(Debugger|GlobalFlag|VerifierDlls|UseFilter|FilterFullPath)$/i,
  },
  { kind: 'image-file-debugger', keys: native(`${currentVersionNt}\\SilentProcessExit\\*`), each: 'key' },
  { kind: 'crash-debugger', keys: machine(`${currentVersionNt}\\AeDebug`), only: named('Debugger', 'Auto') },
  {
    kind: 'crash-debugger',
    keys: native('Microsoft\\Windows\\Windows Error Reporting\\Hangs'),
    only: named('Debugger', 'ReflectDebugger'),
  },
  { kind: 'crash-debugger', keys: machine('Microsoft\\.NETFramework'), only: named('DbgManagedDebugger') },
  {
    kind: 'appinit-dll',
    keys: machine(`${currentVersionNt}\\Windows`),
    only: named('AppInit_DLLs', 'LoadAppInit_DLLs', 'RequireSignedAppInit_DLLs'),
  },
  { kind: 'appcert-dll', keys: control('Session Manager\\AppCertDlls') },
  {
    kind: 'application-shim',
    keys: native(`${currentVersionNt}\\AppCompatFlags\\InstalledSDB\\*`),
    each: 'key',
    only: named('DatabasePath', 'DatabaseDescription'),
  },
  { kind: 'application-shim', keys: native(`${currentVersionNt}\\AppCompatFlags\\Custom\\*`), each: 'key' },
  { kind: 'netsh-helper', keys: machine('Microsoft\\NetSh') },
  {
    kind: 'com-hijack',
    keys: [...user('Classes\\CLSID\\*'), ...user('Classes\\WOW6432Node\\CLSID\\*')],
    each: 'key-with-values',
    only: /^(InprocServer32|InprocHandler32|LocalServer32|TreatAs|ScriptletURL)\\(\(Default\)|ServerExecutable|Assembly|CodeBase)$/i,
  },
  // The class through which programs have scripts scanned.
  {
    kind: 'com-hijack',
    keys: ['HKLM\\SOFTWARE\\Classes\\CLSID\\{fdb00e52-a214-4aa1-8fba-4357bb0072ec}'],
    each: 'key-with-values',
    only: /^InprocServer32\\\(Default\)$/i,
  },
  {
    kind: 'uac-bypass',
    keys: bypassedTypes.flatMap((name) => user(`Classes\\${name}`)),
    each: 'key-with-values',
    only: /^shell\\.*command\\/i,
  },
  { kind: 'uac-bypass', keys: ['HKU\\*\\Environment'], only: named('windir', 'SystemRoot') },
  {
    kind: 'file-association',
    keys: commandTypes.flatMap((name) => [`HKLM\\SOFTWARE\\Classes\\${name}`, ...user(`Classes\\${name}`)]),
    each: 'key-with-values',
    only: /^shell\\.*command\\/i,
  },
  { kind: 'file-association', keys: ['.exe', '.bat', '.cmd', '.com'].flatMap((name) => user(`Classes\\${name}`)), each: 'key-with-values' },
  {
    kind: 'shell-extension',
    keys: ['ShellExecuteHooks', 'ShellServiceObjects', 'SharedTaskScheduler', 'ShellIconOverlayIdentifiers'].flatMap((name) =>
      everyone(`${currentVersion}\\Explorer\\${name}`),
    ),
  },
  { kind: 'shell-extension', keys: everyone(`${currentVersion}\\ShellServiceObjectDelayLoad`) },
  {
    kind: 'profiler-hook',
    keys: ['HKU\\*\\Environment', ...control('Session Manager\\Environment')],
    only: named('COR_ENABLE_PROFILING', 'COR_PROFILER\\w*', 'CORECLR_\\w+', 'DOTNET_STARTUP_HOOKS', 'DOTNET_ADDITIONAL_DEPS'),
  },
  { kind: 'dll-loading', keys: control('Session Manager\\KnownDLLs') },
  {
    kind: 'dll-loading',
    keys: control('Session Manager'),
    only: named('SafeDllSearchMode', 'CWDIllegalInDllSearch', 'ExcludeFromKnownDlls'),
  },
  { kind: 'dll-loading', keys: ['HKLM\\SOFTWARE\\Microsoft\\MSDTC\\MTxOCI'] },
  { kind: 'search-path', keys: ['HKU\\*\\Environment', ...control('Session Manager\\Environment')], only: named('Path', 'PATHEXT') },
];
