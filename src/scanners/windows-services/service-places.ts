import { named, type RegistryPlace } from '../windows-registry/registry-place.ts';
import { servicesKey } from './service-things.ts';

const service = (path: string): string[] => [`${servicesKey}\\${path}`];

/** What else is set below the services. */
export const servicePlaces: readonly RegistryPlace[] = [
  { kind: 'network-share', keys: service('LanmanServer\\Shares'), only: /^[^\\]+$/ },
  {
    kind: 'network-share',
    keys: service('LanmanServer\\Parameters'),
    only: named(
      'AutoShareWks',
      'AutoShareServer',
      'NullSession(Pipes|Shares)',
      'RestrictNullSessAccess',
      'SMB1',
      'RequireSecuritySignature',
      'EnableSecuritySignature',
    ),
  },
  {
    kind: 'time-provider',
    keys: service('W32Time\\TimeProviders\\*'),
    each: 'key-with-values',
    only: named('DllName', 'Enabled', 'InputProvider'),
  },
  {
    kind: 'event-logging-setting',
    keys: ['Application', 'Security', 'System', 'Windows PowerShell'].flatMap((name) => service(`EventLog\\${name}`)),
    only: named('File', 'Flags', 'MaxSize', 'Retention', 'AutoBackupLogFiles', 'CustomSD', 'RestrictGuestAccess'),
  },
  { kind: 'recovery-setting', keys: service('VSS\\Settings') },
  { kind: 'port-forwarding', keys: service('PortProxy') },
  { kind: 'lsa-extension', keys: service('NTDS'), only: named('DirectoryServiceExtPt', 'LsaDbExtPt') },
  { kind: 'dll-loading', keys: service('WinSock2\\Parameters'), only: named('AutodialDLL') },
  { kind: 'name-server-setting', keys: service('Tcpip\\Parameters'), only: named('DataBasePath', 'NameServer', 'SearchList') },
  { kind: 'name-server-setting', keys: service('Tcpip\\Parameters\\Interfaces\\*'), each: 'key-with-values', only: named('NameServer') },
  { kind: 'name-server-setting', keys: service('Dnscache\\Parameters\\DnsPolicyConfig\\*'), each: 'key' },
  {
    kind: 'windows-firewall',
    keys: ['DomainProfile', 'StandardProfile', 'PublicProfile'].flatMap((name) =>
      service(`SharedAccess\\Parameters\\FirewallPolicy\\${name}`),
    ),
    only: named('EnableFirewall', 'DefaultInboundAction', 'DefaultOutboundAction', 'DisableNotifications', 'DoNotAllowExceptions'),
  },
];
