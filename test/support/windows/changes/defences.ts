import { control, keySet, longName, multi, user, valueSet, type WindowsChange, windows, windowsNt } from './windows-change.ts';

const evil = String.raw`"C:\\Users\\Public\\evil.exe"`;
const policies = 'HKLM\\SOFTWARE\\Policies\\Microsoft';
const defender = 'HKLM\\SOFTWARE\\Microsoft\\Windows Defender';
const off = 'dword:00000000';
const on = 'dword:00000001';
const bootEntry = 'HKLM\\BCD00000000\\Objects\\{12345678-1234-1234-1234-123456789abc}\\Elements';
const entry = (key: string, text: string): string => `[${longName(key)}]\n${text}\n`;

export const defenceChanges: readonly WindowsChange[] = [
  valueSet('an authentication package', 'T1547.002', [
    `HKLM\\${control}\\Lsa`,
    'Authentication Packages',
    multi('msv1_0', 'evil'),
    multi('msv1_0'),
  ]),
  valueSet('a password filter', 'T1556.002', [`HKLM\\${control}\\Lsa`, 'Notification Packages', multi('scecli', 'evil'), multi('scecli')]),
  valueSet('a security support provider', 'T1547.005', [`HKLM\\${control}\\Lsa`, 'Security Packages', multi('evil'), multi('')]),
  valueSet('a security support provider of the configuration', 'T1547.005', [
    `HKLM\\${control}\\Lsa\\OSConfig`,
    'Security Packages',
    multi('evil'),
  ]),
  valueSet('an LSA extension', 'T1547.008', [`HKLM\\${control}\\LsaExtensionConfig\\LsaSrv`, 'Extensions', multi('lsadb.dll', 'evil.dll')]),
  valueSet('a network provider', 'T1556.008', [`HKLM\\${control}\\NetworkProvider\\Order`, 'ProviderOrder', '"RDPNP,evil"', '"RDPNP"']),
  keySet('a credential provider', 'T1556', [
    `HKLM\\${windows}\\Authentication\\Credential Providers\\{44444444-4444-4444-4444-444444444444}`,
    entry(`HKLM\\${windows}\\Authentication\\Credential Providers\\{44444444-4444-4444-4444-444444444444}`, '@="Evil"'),
  ]),
  keySet('a print monitor', 'T1547.010', [
    `HKLM\\${control}\\Print\\Monitors\\Evil`,
    entry(`HKLM\\${control}\\Print\\Monitors\\Evil`, '"Driver"="evil.dll"'),
  ]),
  keySet('a print processor', 'T1547.012', [
    `HKLM\\${control}\\Print\\Environments\\Windows x64\\Print Processors\\evil`,
    entry(`HKLM\\${control}\\Print\\Environments\\Windows x64\\Print Processors\\evil`, '"Driver"="evil.dll"'),
  ]),
  valueSet('WDigest keeps passwords', 'T1112', [`HKLM\\${control}\\SecurityProviders\\WDigest`, 'UseLogonCredential', on, off]),
  valueSet('LSA protection switched off', 'T1112', [`HKLM\\${control}\\Lsa`, 'RunAsPPL', off, on]),
  valueSet('NTLM downgraded', 'T1112', [`HKLM\\${control}\\Lsa`, 'LmCompatibilityLevel', off, 'dword:00000005']),
  valueSet('virtualisation-based security switched off', 'T1112', [
    `HKLM\\${control}\\DeviceGuard`,
    'EnableVirtualizationBasedSecurity',
    off,
    on,
  ]),
  valueSet('automatic sign-in', 'T1552.002', [`HKLM\\${windowsNt}\\Winlogon`, 'AutoAdminLogon', '"1"', '"0"']),
  valueSet('a hidden account', 'T1564.002', [`HKLM\\${windowsNt}\\Winlogon\\SpecialAccounts\\UserList`, 'evil', off]),
  {
    ...valueSet('an excluded folder', 'T1562.001', [`${defender}\\Exclusions\\Paths`, String.raw`C:\\Users\\Public`, off]),
    told: `${defender}\\Exclusions\\Paths\\C:\\Users\\Public`,
  },
  valueSet('a program excluded by policy', 'T1562.001', [`${policies}\\Windows Defender\\Exclusions\\Processes`, 'evil.exe', '"0"']),
  valueSet('real-time protection switched off', 'T1562.001', [
    `${policies}\\Windows Defender\\Real-Time Protection`,
    'DisableRealtimeMonitoring',
    on,
  ]),
  valueSet('antivirus switched off', 'T1562.001', [defender, 'DisableAntiSpyware', on]),
  valueSet('tamper protection switched off', 'T1562.001', [
    `${defender}\\Features`,
    'TamperProtection',
    'dword:00000004',
    'dword:00000005',
  ]),
  keySet('a scan provider', 'T1562.001', [
    'HKLM\\SOFTWARE\\Microsoft\\AMSI\\Providers\\{55555555-5555-5555-5555-555555555555}',
    entry('HKLM\\SOFTWARE\\Microsoft\\AMSI\\Providers\\{55555555-5555-5555-5555-555555555555}', '@="Evil"'),
  ]),
  valueSet('script scanning switched off', 'T1562.001', [`${user}\\Software\\Microsoft\\Windows Script\\Settings`, 'AmsiEnable', off]),
  valueSet('SmartScreen switched off', 'T1562.001', [`${policies}\\Windows\\System`, 'EnableSmartScreen', off]),
  valueSet('automatic updates switched off', 'T1562.001', [`${policies}\\Windows\\WindowsUpdate\\AU`, 'NoAutoUpdate', on]),
  valueSet('the list of vulnerable drivers switched off', 'T1562.001', [
    `HKLM\\${control}\\CI\\Config`,
    'VulnerableDriverBlocklistEnable',
    off,
    on,
  ]),
  valueSet('the task manager taken away', 'T1562.001', [
    `${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System`,
    'DisableTaskMgr',
    on,
  ]),
  valueSet('programs forbidden', 'T1562.001', [
    `${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer\\DisallowRun`,
    '1',
    '"MsMpEng.exe"',
  ]),
  valueSet('dumps of failing programs', 'T1112', [
    'HKLM\\SOFTWARE\\Microsoft\\Windows\\Windows Error Reporting\\LocalDumps',
    'DumpType',
    'dword:00000002',
  ]),
  valueSet('UAC switched off', 'T1548.002', [`HKLM\\${windows}\\Policies\\System`, 'EnableLUA', off, on]),
  valueSet('remote administrators not filtered', 'T1548.002', [`HKLM\\${windows}\\Policies\\System`, 'LocalAccountTokenFilterPolicy', on]),
  valueSet('script block logging switched off', 'T1562.002', [
    `${policies}\\Windows\\PowerShell\\ScriptBlockLogging`,
    'EnableScriptBlockLogging',
    off,
    on,
  ]),
  valueSet('a log switched off', 'T1562.002', [
    `HKLM\\${windows}\\WINEVT\\Channels\\Microsoft-Windows-PowerShell/Operational`,
    'Enabled',
    off,
    on,
  ]),
  valueSet('a log made unreadable', 'T1562.002', [
    `HKLM\\${windows}\\WINEVT\\Channels\\Microsoft-Windows-Sysmon/Operational`,
    'ChannelAccess',
    '"D:(D;;0x1;;;WD)"',
  ]),
  valueSet('the session of the security log', 'T1562.002', [`HKLM\\${control}\\WMI\\Autologger\\EventLog-Security`, 'Start', off, on]),
  keySet('MiniNt', 'T1562.002', [`HKLM\\${control}\\MiniNt`, `[${longName(`HKLM\\${control}\\MiniNt`)}]\n`]),
  valueSet('command lines no longer logged', 'T1562.002', [
    `HKLM\\${windows}\\Policies\\System\\Audit`,
    'ProcessCreationIncludeCmdLine_Enabled',
    off,
    on,
  ]),
  valueSet('the firewall switched off by policy', 'T1562.004', [`${policies}\\WindowsFirewall\\StandardProfile`, 'EnableFirewall', off]),
  keySet('a service in safe mode', 'T1562.009', [
    `HKLM\\${control}\\SafeBoot\\Minimal\\evil`,
    entry(`HKLM\\${control}\\SafeBoot\\Minimal\\evil`, '@="Service"'),
  ]),
  valueSet('another shell in safe mode', 'T1562.009', [`HKLM\\${control}\\SafeBoot`, 'AlternateShell', evil, '"cmd.exe"']),
  valueSet('system restore switched off', 'T1490', [`HKLM\\${windowsNt}\\SystemRestore`, 'DisableSR', on]),
  valueSet('a start without repair', 'T1490', [`${bootEntry}\\16000009`, 'Element', 'hex:00', 'hex:01']),
  valueSet('a start in safe mode', 'T1562.009', [`${bootEntry}\\25000080`, 'Element', 'hex:01,00,00,00,00,00,00,00']),
  valueSet('drivers without signature', 'T1553.006', [`${bootEntry}\\16000048`, 'Element', 'hex:01', 'hex:00']),
  valueSet('everything left out of shadow copies', 'T1490', [`HKLM\\${control}\\BackupRestore\\FilesNotToSnapshot`, 'x', multi('\\* /s')]),
  valueSet('backups forbidden', 'T1490', [`${policies}\\Windows\\Backup\\Client`, 'DisableBackupLauncher', on]),
  valueSet(
    'few shadow copies allowed',
    'T1490',
    ['HKLM\\SYSTEM\\CurrentControlSet\\Services\\VSS\\Settings', 'MaxShadowCopies', on],
    'windows-services',
  ),
  valueSet('scripts allowed', 'T1059.001', [
    'HKLM\\SOFTWARE\\Microsoft\\PowerShell\\1\\ShellIds\\Microsoft.PowerShell',
    'ExecutionPolicy',
    '"Bypass"',
  ]),
];
