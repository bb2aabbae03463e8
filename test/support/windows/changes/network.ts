import { expand, keySet, longName, multi, services, user, control, valueSet, type WindowsChange, windows } from './windows-change.ts';

const svc = `HKLM\\${services}`;
const firewall = `${svc}\\SharedAccess\\Parameters\\FirewallPolicy`;
const off = 'dword:00000000';
const on = 'dword:00000001';
const entry = (key: string, text: string): string => `[${longName(key)}]\n${text}\n`;
const ofServices = (name: string, technique: string, values: Parameters<typeof valueSet>[2]): WindowsChange =>
  valueSet(name, technique, values, 'windows-services');
const evilService = entry(
  `${svc}\\Evil`,
  String.raw`"ImagePath"="C:\\Users\\Public\\evil.exe"
"Start"=dword:00000002
"Type"=dword:00000010
"ObjectName"="LocalSystem"`,
);

export const networkChanges: readonly WindowsChange[] = [
  keySet('a service', 'T1543.003', [`${svc}\\Evil`, evilService], 'windows-services'),
  keySet(
    'a driver',
    'T1543.003',
    [
      `${svc}\\EvilDriver`,
      entry(`${svc}\\EvilDriver`, '"ImagePath"="\\\\??\\\\C:\\\\evil.sys"\n"Start"=dword:00000003\n"Type"=dword:00000001'),
    ],
    'windows-services',
  ),
  {
    ...keySet(
      'another program of a service',
      'T1543.003',
      [
        `${svc}\\Fax`,
        entry(`${svc}\\Fax`, String.raw`"ImagePath"="C:\\windows\\system32\\WindowsPowerShell\\v1.0\\powershell.exe -noexit"`),
      ],
      'windows-services',
    ),
    before: entry(
      `${svc}\\Fax`,
      String.raw`"ImagePath"="C:\\windows\\system32\\fxssvc.exe"
"Start"=dword:00000003
"Type"=dword:00000010`,
    ),
  },
  keySet(
    'another library of a service',
    'T1543.003',
    [`${svc}\\MSIServer`, entry(`${svc}\\MSIServer\\Parameters`, `"ServiceDll"=${expand('%systemroot%\\system32\\evil.dll')}`)],
    'windows-services',
  ),
  keySet(
    'what runs when a service fails',
    'T1543.003',
    [`${svc}\\NDIS`, entry(`${svc}\\NDIS`, '"FailureCommand"="evil.exe"')],
    'windows-services',
  ),
  {
    ...keySet(
      'the antivirus service disabled',
      'T1562.001',
      [`${svc}\\WinDefend`, entry(`${svc}\\WinDefend`, '"Start"=dword:00000004')],
      'windows-services',
    ),
    before: entry(`${svc}\\WinDefend`, '"ImagePath"="MsMpEng.exe"\n"Start"=dword:00000002\n"Type"=dword:00000010'),
  },
  keySet(
    'the event log service disabled',
    'T1562.002',
    [`${svc}\\Eventlog`, entry(`${svc}\\Eventlog`, '"Start"=dword:00000004')],
    'windows-services',
  ),
  {
    ...keySet(
      'the firewall service disabled',
      'T1562.004',
      [`${svc}\\MpsSvc`, entry(`${svc}\\MpsSvc`, '"Start"=dword:00000004')],
      'windows-services',
    ),
    before: entry(`${svc}\\MpsSvc`, '"ImagePath"="svchost.exe"\n"Start"=dword:00000002\n"Type"=dword:00000020'),
  },
  ofServices('a share', 'T1021.002', [`${svc}\\LanmanServer\\Shares`, 'Evil', multi('Path=C:\\', 'Permissions=0')]),
  ofServices('administrative shares set', 'T1021.002', [`${svc}\\LanmanServer\\Parameters`, 'AutoShareWks', on]),
  keySet(
    'a time provider',
    'T1547.003',
    [
      `${svc}\\W32Time\\TimeProviders\\Evil`,
      entry(`${svc}\\W32Time\\TimeProviders\\Evil`, '"DllName"="evil.dll"\n"Enabled"=dword:00000001'),
    ],
    'windows-services',
  ),
  ofServices('the security log moved', 'T1562.002', [`${svc}\\EventLog\\Security`, 'File', expand('C:\\Users\\Public\\x.evtx')]),
  ofServices('a forwarded port', 'T1090', [`${svc}\\PortProxy\\v4tov4\\tcp`, '0.0.0.0/1337', '"127.0.0.1/80"']),
  ofServices('the folder of the hosts file moved', 'T1565.001', [
    `${svc}\\Tcpip\\Parameters`,
    'DataBasePath',
    expand('C:\\Users\\Public'),
    expand('%SystemRoot%\\System32\\drivers\\etc'),
  ]),
  keySet(
    'a name server',
    'T1565.001',
    [
      `${svc}\\Tcpip\\Parameters\\Interfaces\\{66666666-6666-6666-6666-666666666666}`,
      entry(
        `${svc}\\Tcpip\\Parameters\\Interfaces\\{66666666-6666-6666-6666-666666666666}`,
        '"NameServer"="203.0.113.66"\n"DhcpNameServer"="192.0.2.1"',
      ),
    ],
    'windows-services',
  ),
  ofServices('a DLL for dialling', 'T1574.001', [`${svc}\\WinSock2\\Parameters`, 'AutodialDLL', '"evil.dll"']),
  ofServices('an LSA extension of the directory', 'T1547.008', [`${svc}\\NTDS`, 'LsaDbExtPt', '"evil.dll"']),
  ofServices('the firewall switched off', 'T1562.004', [`${firewall}\\StandardProfile`, 'EnableFirewall', off, on]),
  ofServices('a port let in', 'T1562.004', [
    `${firewall}\\FirewallRules`,
    '{77777777-7777-7777-7777-777777777777}',
    '"v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=4444|App=C:\\\\evil.exe|Name=Cập nhật|"',
  ]),
  ofServices('a security tool kept from its server', 'T1562.004', [
    `${firewall}\\FirewallRules`,
    'EvilSilencer',
    '"v2.30|Action=Block|Active=TRUE|Dir=Out|App=C:\\\\Program Files\\\\Windows Defender\\\\MsMpEng.exe|Name=x|"',
  ]),
  valueSet('remote desktop switched on', 'T1021.001', [`HKLM\\${control}\\Terminal Server`, 'fDenyTSConnections', off, on]),
  valueSet('network-level authentication switched off', 'T1021.001', [
    `HKLM\\${control}\\Terminal Server\\WinStations\\RDP-Tcp`,
    'UserAuthentication',
    off,
    on,
  ]),
  valueSet('several sessions at once', 'T1021.001', [
    'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon',
    'AllowMultipleTSSessions',
    on,
  ]),
  valueSet('shadowing without consent', 'T1021.001', [
    'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services',
    'Shadow',
    'dword:00000002',
  ]),
  valueSet('a proxy of a user', 'T1090', [
    `${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings`,
    'ProxyServer',
    '"203.0.113.66:8080"',
  ]),
  valueSet('a proxy script', 'T1090', [`HKLM\\${windows}\\Internet Settings`, 'AutoConfigURL', '"http://203.0.113.66/p.pac"']),
  keySet('a signature verifier', 'T1553.003', [
    'HKLM\\SOFTWARE\\Microsoft\\Cryptography\\OID\\EncodingType 0\\CryptSIPDllVerifyIndirectData\\{88888888-8888-8888-8888-888888888888}',
    entry(
      'HKLM\\SOFTWARE\\Microsoft\\Cryptography\\OID\\EncodingType 0\\CryptSIPDllVerifyIndirectData\\{88888888-8888-8888-8888-888888888888}',
      '"Dll"="evil.dll"\n"FuncName"="Yes"',
    ),
  ]),
  keySet('a root certificate', 'T1553.004', [
    'HKLM\\SOFTWARE\\Microsoft\\EnterpriseCertificates\\ROOT\\Certificates\\99B8C8F9E5F1A2B3C4D5E6F708192A3B4C5D6E7F',
    entry(
      'HKLM\\SOFTWARE\\Microsoft\\EnterpriseCertificates\\ROOT\\Certificates\\99B8C8F9E5F1A2B3C4D5E6F708192A3B4C5D6E7F',
      '"Blob"=hex:03,00,00,00,01,00,00,00,02,00,00,00,aa,bb,20,00,00,00,01,00,00,00,03,00,00,00,30,01,00',
    ),
  ]),
  keySet('a root certificate of a user', 'T1553.004', [
    `${user}\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates\\0011223344556677889900112233445566778899`,
    entry(
      `${user}\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates\\0011223344556677889900112233445566778899`,
      '"Blob"=hex:20,00,00,00,01,00,00,00,03,00,00,00,30,01,00',
    ),
  ]),
];
