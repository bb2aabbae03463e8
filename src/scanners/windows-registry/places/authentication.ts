import { control, currentVersion, currentVersionNt, named, native, type RegistryPlace } from '../registry-place.ts';

/** What runs within the security authority or the spooler, and what keeps passwords from being read. */
export const authenticationPlaces: readonly RegistryPlace[] = [
  { kind: 'authentication-package', keys: control('Lsa'), only: named('Authentication Packages') },
  { kind: 'password-filter', keys: control('Lsa'), only: named('Notification Packages') },
  { kind: 'security-support-provider', keys: control('Lsa'), only: named('Security Packages', 'OSConfig\\\\Security Packages') },
  { kind: 'security-support-provider', keys: control('SecurityProviders'), only: named('SecurityProviders') },
  { kind: 'lsa-extension', keys: control('LsaExtensionConfig') },
  {
    kind: 'network-provider',
    keys: ['Order', 'HwOrder'].flatMap((name) => control(`NetworkProvider\\${name}`)),
    only: named('ProviderOrder'),
  },
  {
    kind: 'credential-provider',
    keys: ['Credential Providers', 'Credential Provider Filters', 'PLAP Providers'].flatMap((name) =>
      native(`${currentVersion}\\Authentication\\${name}\\*`),
    ),
    each: 'key',
    only: named('\\(Default\\)', 'Disabled'),
  },
  { kind: 'port-monitor', keys: control('Print\\Monitors\\*'), each: 'key-with-values', only: named('Driver') },
  { kind: 'port-monitor', keys: control('Print\\Providers\\*'), each: 'key-with-values', only: named('Name') },
  { kind: 'print-processor', keys: control('Print\\Environments\\*\\Print Processors\\*'), each: 'key-with-values', only: named('Driver') },
  { kind: 'credential-protection', keys: control('SecurityProviders\\WDigest'), only: named('UseLogonCredential', 'Negotiate') },
  {
    kind: 'credential-protection',
    keys: control('Lsa'),
    only: named(
      'RunAsPPL\\w*',
      'LsaCfgFlags',
      'DisableRestrictedAdmin\\w*',
      'DisableDomainCreds',
      'DsrmAdminLogonBehavior',
      'EveryoneIncludesAnonymous',
      'ForceGuest',
      'LimitBlankPasswordUse',
      'LmCompatibilityLevel',
      'NoLMHash',
      'RestrictAnonymous\\w*',
      'RestrictRemoteSAM',
      'SubmitControl',
      'MSV1_0\\\\(NtlmMin\\w+|RestrictSendingNTLMTraffic|AuditReceivingNTLMTraffic|allownullsessionfallback)',
    ),
  },
  {
    kind: 'credential-protection',
    keys: [...control('DeviceGuard'), 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\DeviceGuard'],
    only: /(^|\\)(EnableVirtualizationBasedSecurity|RequirePlatformSecurityFeatures|LsaCfgFlags|HypervisorEnforcedCodeIntegrity|Enabled|Locked)$/i,
  },
  {
    kind: 'automatic-logon',
    keys: native(`${currentVersionNt}\\Winlogon`),
    only: named('AutoAdminLogon', 'ForceAutoLogon', 'DefaultPassword'),
  },
  { kind: 'credential-protection', keys: native('Microsoft\\Windows\\Windows Error Reporting\\LocalDumps') },
  { kind: 'hidden-account', keys: native(`${currentVersionNt}\\Winlogon\\SpecialAccounts\\UserList`) },
];
