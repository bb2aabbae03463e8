import {
  control,
  currentVersion,
  currentVersionNt,
  everyone,
  machine,
  named,
  native,
  policies,
  type RegistryPlace,
} from '../registry-place.ts';

/** Ways in and ways out, and what is trusted. Shares, forwarding and firewall rules lie below the services. */
export const networkPlaces: readonly RegistryPlace[] = [
  {
    kind: 'remote-desktop-setting',
    keys: control('Terminal Server'),
    only: named(
      'fDenyTSConnections',
      'fSingleSessionPerUser',
      'fAllowToGetHelp',
      'AllowRemoteRPC',
      'TSUserEnabled',
      'fDenyChildConnections',
    ),
  },
  {
    kind: 'remote-desktop-setting',
    keys: control('Terminal Server\\WinStations\\RDP-Tcp'),
    only: named(
      'UserAuthentication',
      'SecurityLayer',
      'PortNumber',
      'MinEncryptionLevel',
      'fLogonDisabled',
      'fInheritShadow',
      'Shadow',
      'fEnableWinStation',
    ),
  },
  { kind: 'remote-desktop-setting', keys: native(`${currentVersionNt}\\Winlogon`), only: named('AllowMultipleTSSessions') },
  { kind: 'remote-desktop-setting', keys: policies('Microsoft\\Windows NT\\Terminal Services') },
  {
    kind: 'windows-proxy',
    keys: [...everyone(`${currentVersion}\\Internet Settings`), ...policies(`${currentVersion}\\Internet Settings`)],
    only: named('ProxyEnable', 'ProxyServer', 'ProxyOverride', 'AutoConfigURL', 'ProxySettingsPerUser'),
  },
  { kind: 'windows-proxy', keys: machine(`${currentVersion}\\Internet Settings\\Connections`), only: named('WinHttpSettings') },
  {
    kind: 'trust-provider',
    keys: ['OID\\EncodingType 0\\*\\*', 'Providers\\Trust\\*\\*'].flatMap((name) => machine(`Microsoft\\Cryptography\\${name}`)),
    each: 'key-with-values',
    only: named('\\$?Dll', '\\$?FuncName', '\\$?Function'),
  },
];

/** Keys whose names are SHA-1 thumbprints of certificates that are trusted as roots or as publishers. */
export const certificateKeys: readonly string[] = ['ROOT', 'TrustedPublisher'].flatMap((store) => [
  `HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\${store}\\Certificates\\*`,
  `HKLM\\SOFTWARE\\Microsoft\\EnterpriseCertificates\\${store}\\Certificates\\*`,
  ...policies(`Microsoft\\SystemCertificates\\${store}\\Certificates\\*`),
  `HKU\\*\\Software\\Microsoft\\SystemCertificates\\${store}\\Certificates\\*`,
]);
