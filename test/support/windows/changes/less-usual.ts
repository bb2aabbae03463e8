import { control, keySet, longName, services, user, valueSet, type WindowsChange, windows, windowsNt } from './windows-change.ts';

const evil = String.raw`"C:\\Users\\Public\\evil.exe"`;
const policies = 'HKLM\\SOFTWARE\\Policies\\Microsoft';
const explorer = `HKLM\\${windows}`;
const off = 'dword:00000000';
const on = 'dword:00000001';
const guid = '{AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA}';
const withValue = (name: string, technique: string, key: string, text: string, scanner?: WindowsChange['scanner']): WindowsChange =>
  keySet(name, technique, [key, `[${longName(key)}]\n${text}\n`], scanner);

/** Places that few intruders use, and that are watched all the same. */
export const lessUsualChanges: readonly WindowsChange[] = [
  valueSet('the first program of remote sessions', 'T1547.001', [
    `HKLM\\${control}\\Terminal Server\\WinStations\\RDP-Tcp`,
    'InitialProgram',
    evil,
  ]),
  valueSet('the command of the setup', 'T1547.001', ['HKLM\\SYSTEM\\Setup', 'CmdLine', evil, '""']),
  withValue('an extension of the group policy', 'T1547.004', `HKLM\\${windowsNt}\\Winlogon\\GPExtensions\\${guid}`, '"DllName"="evil.dll"'),
  valueSet('the debugger of hanging programs', 'T1546', [
    'HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\Hangs',
    'ReflectDebugger',
    evil,
  ]),
  valueSet('the debugger of .NET', 'T1546', ['HKLM\\SOFTWARE\\Microsoft\\.NETFramework', 'DbgManagedDebugger', evil]),
  withValue('what a suffix means, of a user', 'T1546.001', `${user}\\Software\\Classes\\.exe`, '@="evilfile"'),
  valueSet('an object that Explorer loads', 'T1546.015', [`${explorer}\\ShellServiceObjectDelayLoad`, 'Evil', `"${guid}"`]),
  valueSet('the order in which DLLs are looked for', 'T1574.001', [`HKLM\\${control}\\Session Manager`, 'SafeDllSearchMode', off]),
  valueSet('the library for Oracle', 'T1574.001', ['HKLM\\SOFTWARE\\Microsoft\\MSDTC\\MTxOCI', 'OracleOciLib', '"evil.dll"']),
  valueSet('another security support provider', 'T1547.005', [
    `HKLM\\${control}\\SecurityProviders`,
    'SecurityProviders',
    '"credssp.dll, evil.dll"',
    '"credssp.dll"',
  ]),
  withValue('a print provider', 'T1547.010', `HKLM\\${control}\\Print\\Providers\\Evil`, '"Name"="evil.dll"'),
  {
    ...valueSet('a program excluded from attack surface reduction', 'T1562.001', [
      'HKLM\\SOFTWARE\\Microsoft\\Windows Defender\\Windows Defender Exploit Guard\\ASR\\ASROnlyExclusions',
      String.raw`C:\\evil.exe`,
      off,
    ]),
    told: 'HKLM\\SOFTWARE\\Microsoft\\Windows Defender\\Windows Defender Exploit Guard\\ASR\\ASROnlyExclusions\\C:\\evil.exe',
  },
  valueSet('notices of the security centre by policy', 'T1562.001', [
    `${policies}\\Windows Defender Security Center\\Notifications`,
    'DisableNotifications',
    on,
  ]),
  valueSet('notices of the security centre', 'T1562.001', ['HKLM\\SOFTWARE\\Microsoft\\Security Center', 'AntiVirusDisableNotify', on]),
  valueSet('SmartScreen of Explorer', 'T1562.001', [`${explorer}\\Explorer`, 'SmartScreenEnabled', '"Off"', '"RequireAdmin"']),
  valueSet('which programs may run', 'T1562.001', [`${policies}\\Windows\\SrpV2\\Exe`, 'EnforcementMode', off, on]),
  valueSet('marks of downloaded files', 'T1562.001', [`${explorer}\\Policies\\Attachments`, 'SaveZoneInformation', on]),
  valueSet('the size of a log by policy', 'T1562.002', [`${policies}\\Windows\\EventLog\\Security`, 'MaxSize', 'dword:00000040']),
  valueSet('finer audit settings ignored', 'T1562.002', [`HKLM\\${control}\\Lsa`, 'SCENoApplyLegacyAuditPolicy', off, on]),
  valueSet('traces of .NET', 'T1562.002', ['HKLM\\SOFTWARE\\Microsoft\\.NETFramework', 'ETWEnabled', off]),
  valueSet('scripts allowed by policy', 'T1059.001', [`${policies}\\Windows\\PowerShell`, 'EnableScripts', on]),
  valueSet('the proxy of services', 'T1090', [`${explorer}\\Internet Settings\\Connections`, 'WinHttpSettings', 'hex:28,00,00,00']),
  valueSet('an extension of Firefox', 'T1176', ['HKLM\\SOFTWARE\\Mozilla\\Firefox\\Extensions', 'x@evil', String.raw`"C:\\evil.xpi"`]),
  withValue(
    'an add-in that is trusted, of a user',
    'T1137.006',
    `${user}\\Software\\Microsoft\\VSTO\\Security\\Inclusion\\${guid}`,
    '"Url"="file:///C:/evil.vsto"',
  ),
  valueSet('the page of the day in Outlook', 'T1137.004', [
    `${user}\\Software\\Microsoft\\Office\\16.0\\Outlook\\Today`,
    'UserDefinedUrl',
    '"http://203.0.113.66/"',
  ]),
  valueSet('macros of Outlook at its start', 'T1137', [
    `${user}\\Software\\Microsoft\\Office\\16.0\\Outlook`,
    'LoadMacroProviderOnBoot',
    on,
  ]),
  withValue(
    'names that another server resolves',
    'T1565.001',
    `HKLM\\${services}\\Dnscache\\Parameters\\DnsPolicyConfig\\Evil`,
    '"GenericDNSServers"="203.0.113.66"',
    'windows-services',
  ),
];
