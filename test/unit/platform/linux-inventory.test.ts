import { expect, test } from 'vitest';
import type { SoftwareItem } from '../../../src/domain/inventory/inventory.ts';
import { linuxSystem } from '../../../src/platform/linux/inventory/system-identity.ts';
import { parseOsRelease } from '../../../src/platform/linux/os-release.ts';
import { parseApkInstalled, parseDpkgStatus } from '../../../src/platform/linux/packages.ts';
import { hostOver } from '../../support/fake-host.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const signal = new AbortController().signal;
const status = (fields: string, state = 'install ok installed'): string =>
  `Package: p\nStatus: ${state}\nVersion: 2\nArchitecture: amd64\n${fields}\n`;

test.for([
  ['built from a source of its own name', '', undefined],
  ['built from another source', 'Source: glibc', { name: 'glibc', version: '2' }],
  ['built again from an older source', 'Source: p (1)', { name: 'p', version: '1' }],
  ['from another source with another version', 'Source: gcc-12 (12.2.0-14)', { name: 'gcc-12', version: '12.2.0-14' }],
] as const)('dpkg: a package %s', ([, fields, source]) =>
  expect(parseDpkgStatus(status(fields))).toEqual([{ manager: 'dpkg', name: 'p', version: '2', arch: 'amd64', ...(source && { source }) }]),
);

test.for([
  ['install ok half-configured', 1],
  ['install ok triggers-pending', 1],
  ['install reinstreq half-installed', 1],
  ['hold ok installed', 1],
  ['deinstall ok config-files', 0],
  ['unknown ok not-installed', 0],
] as const)('dpkg: a package in state "%s" counts %i times', ([state, count]) =>
  expect(parseDpkgStatus(status('', state))).toHaveLength(count),
);

const apk = `C:Q1abc=
P:libcrypto3
V:3.1.4-r5
A:x86_64
o:openssl
F:lib
R:libcrypto.so.3

P:busybox
V:1.36.1-r15
A:x86_64
o:busybox
`;

test('apk: the origin is the source, where it is another', () =>
  expect(parseApkInstalled(apk)).toEqual([
    { manager: 'apk', name: 'libcrypto3', version: '3.1.4-r5', arch: 'x86_64', source: { name: 'openssl', version: '3.1.4-r5' } },
    { manager: 'apk', name: 'busybox', version: '1.36.1-r15', arch: 'x86_64' },
  ]));

const snapState = JSON.stringify({ data: { snaps: { firefox: { current: '3836' }, gone: { current: '7' }, '../x': { current: '1' } } } });
const appstream = '<component><releases><release version="7.6.4" date="2026-01-01"/><release version="7.6.3"/></releases></component>';
const machine: Readonly<Record<string, string>> = {
  'var/lib/dpkg/status': `Package: bash\nStatus: install ok installed\nVersion: 5.2\nArchitecture: amd64\n`,
  'etc/passwd': 'root:x:0:0::/root:/bin/sh\nnguyen.an:x:1000:1000::/home/nguyen.an:/bin/sh\n',
  'var/lib/snapd/state.json': snapState,
  'snap/firefox/3836/meta/snap.yaml': 'name: firefox\nversion: 1.10\narchitectures: [amd64]\n',
  'snap/firefox/current/meta/snap.yaml': 'name: firefox\nversion: 0.1\n',
  'var/lib/flatpak/runtime/org.freedesktop.Platform/x86_64/23.08/active/metadata': '[Runtime]\n',
  'var/lib/flatpak/runtime/org.freedesktop.Platform.Locale/x86_64/23.08/active/metadata': '[Runtime]\n',
  'home/nguyen.an/.local/share/flatpak/app/org.libreoffice.LibreOffice/x86_64/stable/active/metadata': '[Application]\n',
  'home/nguyen.an/.local/share/flatpak/app/org.libreoffice.LibreOffice/x86_64/stable/active/files/share/metainfo/org.libreoffice.LibreOffice.metainfo.xml':
    appstream,
};

test('one list over dpkg, snap and flatpak, without the person that a program is installed for', async () => {
  const { value, unreadable } = await hostOver(tempFolder(), machine).readInventory(signal);
  expect(unreadable).toEqual([]);
  expect(value.software).toEqual<SoftwareItem[]>([
    { manager: 'dpkg', name: 'bash', version: '5.2', arch: 'amd64' },
    { manager: 'snap', name: 'firefox', version: '1.10', arch: 'amd64' },
    { manager: 'snap', name: 'gone', version: null, arch: '' },
    { manager: 'flatpak', name: 'org.freedesktop.Platform', version: '23.08', arch: 'x86_64' },
    { manager: 'flatpak', name: 'org.libreoffice.LibreOffice', version: '7.6.4', arch: 'x86_64' },
  ]);
  expect(JSON.stringify(value)).not.toContain('nguyen');
  expect(value).toMatchObject({ updates: [], system: { family: 'linux', version: '12' } });
});

test.for([
  ['no package manager that is known', {}, []],
  ['a list of packages that is a folder', { 'var/lib/dpkg/status/x': '' }, ['/var/lib/dpkg/status']],
  [
    'snapd without its state and without mounts',
    { 'var/lib/dpkg/status': machine['var/lib/dpkg/status'] ?? '', 'var/lib/snapd/state.json': '{' },
    ['/var/lib/snapd/state.json'],
  ],
] as const)('%s', async ([, files, hidden]) => {
  const { value, unreadable } = await hostOver(tempFolder(), files).readInventory(signal);
  expect(unreadable.map(({ subject }) => subject)).toEqual(hidden);
  expect(value.software === null).toBe(!hidden.some((path) => path.includes('snapd')));
});

test.for([
  ['Debian', 'ID=debian\nVERSION_ID="12"', { product: 'Debian', version: '12', edition: null }],
  ['Debian unstable', 'ID=debian', { product: 'Debian', version: null }],
  ['Ubuntu', 'ID=ubuntu\nVERSION_ID="22.04"', { product: 'Ubuntu', version: '22.04' }],
  ['Rocky', "ID='rocky'\nID_LIKE=\"rhel centos fedora\"\nVERSION_ID='9.4'", { product: 'Rocky Linux', version: '9.4' }],
  [
    'a derivative of Ubuntu',
    'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="21.3"\nUBUNTU_CODENAME=jammy',
    { product: 'Ubuntu', version: '22.04', edition: 'Linux Mint 21.3' },
  ],
  [
    'a derivative of Debian',
    'NAME=LMDE\nID=linuxmint\nID_LIKE=debian\nVERSION_ID=6\nDEBIAN_CODENAME=bookworm',
    { product: 'Debian', version: '12', edition: 'LMDE 6' },
  ],
  [
    'a derivative with archives of its own',
    'NAME="Kali GNU/Linux"\nID=kali\nID_LIKE=debian\nVERSION_ID=2024.1\nVERSION_CODENAME=kali-rolling',
    {
      product: 'Kali GNU/Linux',
      version: '2024.1',
    },
  ],
  ['CentOS', 'NAME="CentOS Linux"\nID=centos\nVERSION_ID=7', { product: 'CentOS', version: '7' }],
  ['CentOS Stream', 'NAME="CentOS Stream"\nID=centos\nVERSION_ID=9', { product: 'CentOS Stream', version: '9' }],
  ['nothing at all', '', { product: 'Linux', version: null }],
] as const)('the system: %s', ([, text, expected]) => expect(linuxSystem(parseOsRelease(text), 'x64')).toMatchObject(expected));
