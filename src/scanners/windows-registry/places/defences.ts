import {
  control,
  currentVersion,
  currentVersionNt,
  everyone,
  named,
  native,
  nativeAndUser,
  policies,
  type RegistryPlace,
} from '../registry-place.ts';

const defender = ['HKLM\\SOFTWARE\\Microsoft\\Windows Defender', 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender'];
const exploitGuard =
  'Windows Defender Exploit Guard\\\\(ASR\\\\(ASROnlyExclusions|Rules)|Controlled Folder Access\\\\(AllowedApplications|ProtectedFolders))';
const watchedChannels = [
  'Microsoft-Windows-Sysmon/Operational',
  'Microsoft-Windows-PowerShell/Operational',
  'PowerShellCore/Operational',
  'Microsoft-Windows-Windows Defender/Operational',
  'Microsoft-Windows-Windows Firewall With Advanced Security/Firewall',
  'Microsoft-Windows-TaskScheduler/Operational',
  'Microsoft-Windows-WMI-Activity/Operational',
  'Microsoft-Windows-Bits-Client/Operational',
  'Microsoft-Windows-CodeIntegrity/Operational',
  'Microsoft-Windows-NTLM/Operational',
  'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational',
  'Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational',
];

/**
 * Settings of every entry of the boot loader, by the number of their kind (BCD WMI provider, BcdLibraryElementTypes and
 * BcdOSLoaderElementTypes): recoveryenabled 16000009, bootstatuspolicy 250000e0, safeboot 25000080, nointegritychecks 16000048,
 * testsigning 16000049, debug 16000010.
 */
const bootElements = (...numbers: readonly string[]): string[] =>
  numbers.map((number) => `HKLM\\BCD00000000\\Objects\\*\\Elements\\${number}`);

/** What protects the machine, records what happens on it, or lets it be restored. */
export const defencePlaces: readonly RegistryPlace[] = [
  { kind: 'defender-exclusion', keys: defender.map((key) => `${key}\\Exclusions`) },
  { kind: 'defender-exclusion', keys: defender, only: new RegExp(`^${exploitGuard}\\\\`, 'i') },
  {
    kind: 'security-setting',
    keys: defender,
    only: /^(?!Exclusions\\|Diagnostics\\|Scan\\|Signature Updates\\)(.*\\)?(Disable\w+|TamperProtection|PUAProtection|MpEnablePus|SpynetReporting|SubmitSamplesConsent|EnableControlledFolderAccess|EnableNetworkProtection|MpCloudBlockLevel|ServiceKeepAlive|AllowFastServiceStartup|PassiveMode|ForceDefenderPassiveMode|Notification_Suppress|UILockdown|ThreatSeverityDefaultAction\\.*|ThreatIDDefaultAction\\.*)$/i,
  },
  { kind: 'security-setting', keys: ['HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender Security Center'] },
  { kind: 'security-setting', keys: native('Microsoft\\Security Center'), only: /^\w*(DisableNotify|Override)$/i },
  { kind: 'security-setting', keys: ['HKLM\\SOFTWARE\\Microsoft\\AMSI\\Providers\\*'], each: 'key' },
  { kind: 'security-setting', keys: everyone('Microsoft\\Windows Script\\Settings'), only: named('AmsiEnable') },
  { kind: 'security-setting', keys: native(`${currentVersion}\\Explorer`), only: named('SmartScreenEnabled') },
  { kind: 'security-setting', keys: policies('Microsoft\\Windows\\System'), only: named('EnableSmartScreen', 'ShellSmartScreenLevel') },
  {
    kind: 'security-setting',
    keys: policies('Microsoft\\Windows\\WindowsUpdate'),
    only: named(
      '(AU\\\\)?(NoAutoUpdate|AUOptions|UseWUServer)',
      'DisableWindowsUpdateAccess',
      'DoNotConnectToWindowsUpdateInternetLocations',
      'WUServer',
      'WUStatusServer',
    ),
  },
  { kind: 'security-setting', keys: control('CI\\Config'), only: named('VulnerableDriverBlocklistEnable') },
  { kind: 'security-setting', keys: [...policies('Microsoft\\Windows\\SrpV2'), ...policies('Microsoft\\Windows\\Safer')] },
  {
    kind: 'security-setting',
    keys: ['Associations', 'Attachments'].flatMap((name) => nativeAndUser(`${currentVersion}\\Policies\\${name}`)),
  },
  {
    kind: 'security-setting',
    keys: nativeAndUser(`${currentVersion}\\Policies\\Explorer`),
    only: /^(No\w+|DisallowRun|RestrictRun|(DisallowRun|RestrictRun)\\.*)$/i,
  },
  {
    kind: 'security-setting',
    keys: nativeAndUser(`${currentVersion}\\Policies\\System`),
    only: named('Disable(TaskMgr|RegistryTools|CMD|LockWorkstation|ChangePassword|GPO)'),
  },
  {
    kind: 'uac-setting',
    keys: native(`${currentVersion}\\Policies\\System`),
    only: named(
      'EnableLUA',
      'ConsentPromptBehavior\\w+',
      'PromptOnSecureDesktop',
      'FilterAdministratorToken',
      'LocalAccountTokenFilterPolicy',
      'EnableInstallerDetection',
      'EnableSecureUIAPaths',
      'EnableUIADesktopToggle',
      'ValidateAdminCodeSignatures',
    ),
  },
  {
    kind: 'event-logging-setting',
    keys: watchedChannels.map((channel) => `HKLM\\SOFTWARE\\${currentVersion}\\WINEVT\\Channels\\${channel}`),
    only: named('Enabled', 'ChannelAccess', 'MaxSize', 'Retention', 'AutoBackupLogFiles', 'File'),
  },
  {
    kind: 'event-logging-setting',
    keys: control('WMI\\Autologger\\*'),
    not: /\\(?!EventLog-|Defender)[^\\]+$/i,
    only: named('Start', 'Enabled'),
  },
  { kind: 'event-logging-setting', keys: control('MiniNt'), each: 'key' },
  { kind: 'event-logging-setting', keys: ['HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\EventLog'] },
  {
    kind: 'event-logging-setting',
    keys: ['Microsoft\\Windows\\PowerShell', 'Microsoft\\PowerShellCore'].flatMap(policies),
    only: /^(ModuleLogging|ScriptBlockLogging|Transcription)\\/i,
  },
  { kind: 'event-logging-setting', keys: native(`${currentVersion}\\Policies\\System\\Audit`) },
  {
    kind: 'event-logging-setting',
    keys: control('Lsa'),
    only: named('SCENoApplyLegacyAuditPolicy', 'CrashOnAuditFail', 'AuditBaseObjects', 'FullPrivilegeAuditing'),
  },
  { kind: 'event-logging-setting', keys: everyone('Microsoft\\.NETFramework'), only: named('ETWEnabled') },
  { kind: 'powershell-policy', keys: policies('Microsoft\\Windows\\PowerShell'), only: named('EnableScripts', 'ExecutionPolicy') },
  { kind: 'powershell-policy', keys: everyone('Microsoft\\PowerShell\\1\\ShellIds\\Microsoft.PowerShell'), only: named('ExecutionPolicy') },
  { kind: 'windows-firewall', keys: ['HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall'] },
  { kind: 'safe-boot-entry', keys: ['Minimal', 'Network'].flatMap((name) => control(`SafeBoot\\${name}\\*`)), each: 'key' },
  { kind: 'safe-boot-entry', keys: control('SafeBoot'), only: named('AlternateShell') },
  { kind: 'safe-boot-entry', keys: bootElements('25000080') },
  { kind: 'driver-signing-setting', keys: bootElements('16000048', '16000049', '16000010') },
  { kind: 'recovery-setting', keys: bootElements('16000009', '250000e0') },
  { kind: 'recovery-setting', keys: ['FilesNotToBackup', 'FilesNotToSnapshot'].flatMap((name) => control(`BackupRestore\\${name}`)) },
  {
    kind: 'recovery-setting',
    keys: ['Backup\\Client', 'Backup\\Server', 'FileHistory'].flatMap((name) => policies(`Microsoft\\Windows\\${name}`)),
  },
  {
    kind: 'recovery-setting',
    keys: [...native(`${currentVersionNt}\\SystemRestore`), ...policies('Microsoft\\Windows NT\\SystemRestore')],
    only: named('DisableSR', 'DisableConfig', 'RPGlobalInterval', 'DiskPercent'),
  },
];
