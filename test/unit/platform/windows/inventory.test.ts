import { beforeEach, expect, test } from 'vitest';
import type { SoftwareItem } from '../../../../src/domain/inventory/inventory.ts';
import { exportRoots } from '../../../../src/platform/windows/export-roots.ts';
import { inventoryKeys } from '../../../../src/platform/windows/inventory/read-inventory.ts';
import { windowsSystem } from '../../../../src/platform/windows/inventory/system-identity.ts';
import { createWindowsHost } from '../../../../src/platform/windows/windows-host.ts';
import { regExe, type RegExeOptions, type RegistryInMemory, registryInMemory } from '../../../support/windows/registry-in-memory.ts';

const signal = new AbortController().signal;
const machine = 'HKEY_LOCAL_MACHINE\\SOFTWARE';
const machine32 = `${machine}\\WOW6432Node`;
const user = 'HKEY_USERS\\S-1-5-21-1-2-3-1001\\Software';
const uninstall = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';
const servicing = `${machine}\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages`;

let registry: RegistryInMemory;
/** Texts, and numbers as DWORD. */
const add = (key: string, values: Readonly<Record<string, string | number>> = {}): void => {
  const lines = Object.entries(values).map(([name, value]) =>
    typeof value === 'number' ? `"${name}"=dword:${value.toString(16)}` : `"${name}"="${value.replaceAll('\\', '\\\\')}"`,
  );
  registry.import(`[${key}]\n${lines.join('\n')}\n`);
};
const program = (root: string, key: string, values: Readonly<Record<string, string | number>>): void =>
  add(`${root}\\${uninstall}\\${key}`, values);
const read = async (options: RegExeOptions = {}) => createWindowsHost({ run: regExe(registry, options) }).readInventory(signal);
const software = async (): Promise<readonly SoftwareItem[] | null> => (await read()).value.software;

beforeEach(() => {
  registry = registryInMemory();
  add(`${machine}\\Microsoft\\Windows NT\\CurrentVersion`, {
    ProductName: 'Windows 10 Pro',
    EditionID: 'Professional',
    InstallationType: 'Client',
    CurrentBuild: '19045',
    CurrentBuildNumber: '19045',
    DisplayVersion: '22H2',
    ReleaseId: '2009',
    UBR: 4046,
  });
  add('HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment', { PROCESSOR_ARCHITECTURE: 'AMD64' });
  add('HKEY_USERS\\S-1-5-19\\Environment');
  program(machine, '7-Zip', { DisplayName: '7-Zip 23.01 (x64)', DisplayVersion: '23.01', Publisher: 'Igor Pavlov' });
});
const sevenZip = { manager: 'windows-program', name: '7-Zip 23.01 (x64)', version: '23.01', arch: 'x64', vendor: 'Igor Pavlov' } as const;

test('the list of programs: 64 and 32 bit, of the machine and of a user, without parts of others and updates', async () => {
  program(machine32, '{A}', { DisplayName: 'Phần mềm viện phí', DisplayVersion: '1.2' });
  program(user, 'zoom', { DisplayName: 'Zoom', DisplayVersion: '5.1', Publisher: 'Zoom' });
  program(machine, '{B}', { DisplayName: 'Part of another', SystemComponent: 1 });
  program(machine, '{C}', { DisplayVersion: '1' });
  program(machine, '{D}', { DisplayName: 'Security Update for X (KB2687455)', ParentKeyName: 'X', ReleaseType: 'Security Update' });
  program(machine32, '{E}', { DisplayName: 'Update for Y (KB4484119)', ReleaseType: 'Update' });
  const { value, unreadable } = await read();
  expect(unreadable).toEqual([]);
  expect(value.software).toEqual([
    sevenZip,
    { manager: 'windows-program', name: 'Phần mềm viện phí', version: '1.2', arch: 'x86' },
    { manager: 'windows-program', name: 'Zoom', version: '5.1', arch: '', vendor: 'Zoom' },
  ]);
  expect(value.updates).toEqual(['KB2687455', 'KB4484119']);
  expect(JSON.stringify(value)).not.toContain('S-1-5-21');
});

test('updates of the component store: those that are installed, neither staged nor superseded', async () => {
  const suffix = '~31bf3856ad364e35~amd64~~';
  for (const [name, state] of [
    ['Package_for_KB5011048~31bf3856ad364e35~amd64~~10.0.9166.1', 112],
    ['Package_1_for_KB4562830~31bf3856ad364e35~amd64~~10.0.1.3', 112],
    [`Package_for_KB5031539${suffix}10.0.1.1`, 80],
    [`Package_for_KB5034122${suffix}10.0.1.1`, 64],
    [`Package_for_RollupFix${suffix}19041.4046.1.12`, 112],
    [`Package_for_RollupFix${suffix}19041.5000.1.12`, 64],
    ['Microsoft-Windows-Foundation-Package~31bf3856ad364e35~amd64~~10.0.19041.1', 112],
  ] as const)
    add(`${servicing}\\${name}`, { CurrentState: state });
  expect((await read()).value.updates).toEqual(['KB4562830', 'KB5011048']);
  registry.import(`[${machine}\\Microsoft\\Windows NT\\CurrentVersion]\n"UBR"=-\n`);
  expect((await read()).value.system.revision, 'of the newest cumulative update, where the system does not say').toBe(4046);
});

test('packages of the store by their full names: no resources, a bundle only where nothing else is known', async () => {
  const repository = `${user}\\Classes\\Local Settings\\Software\\Microsoft\\Windows\\CurrentVersion\\AppModel\\Repository\\Packages`;
  const applications = `${machine}\\Microsoft\\Windows\\CurrentVersion\\Appx\\AppxAllUserStore\\Applications`;
  for (const name of [
    'Microsoft.HEIFImageExtension_1.0.43012.0_x64__8wekyb3d8bbwe',
    'Microsoft.HEIFImageExtension_1.0.43012.0_neutral_split.scale-100_8wekyb3d8bbwe',
    'nonsense',
  ])
    add(`${repository}\\${name}`);
  for (const name of [
    'Microsoft.HEIFImageExtension_2024.1.1.0_neutral_~_8wekyb3d8bbwe',
    'Microsoft.BingNews_4.1.24002.0_neutral_~_8wekyb3d8bbwe',
    'Microsoft.Windows.ShellExperienceHost_10.0.19041.1_neutral_neutral_cw5n1h2txyewy',
  ])
    add(`${applications}\\${name}`);
  const store = { manager: 'windows-store', arch: '', vendor: '8wekyb3d8bbwe' } as const;
  expect(await software()).toEqual([
    sevenZip,
    { ...store, name: 'Microsoft.BingNews', version: '4.1.24002.0' },
    { ...store, name: 'Microsoft.HEIFImageExtension', version: '1.0.43012.0', arch: 'x64' },
    { ...store, name: 'Microsoft.Windows.ShellExperienceHost', version: '10.0.19041.1', vendor: 'cw5n1h2txyewy' },
  ]);
});

test('Office by click-to-run is one item for each product, whatever languages it has', async () => {
  add(`${machine}\\Microsoft\\Office\\ClickToRun\\Configuration`, {
    VersionToReport: '16.0.17328.20184',
    Platform: 'x64',
    ProductReleaseIds: 'O365ProPlusRetail,VisioProRetail',
    UpdateChannel: 'http://officecdn.example/pr/55336b82-a18d-4dd6-b5f6-9e5095c314a6',
  });
  for (const language of ['vi-vn', 'en-us'])
    program(machine, `O365ProPlusRetail - ${language}`, {
      DisplayName: `Microsoft 365 Apps for enterprise - ${language}`,
      DisplayVersion: '16.0.1',
    });
  const office = {
    manager: 'office',
    version: '16.0.17328.20184',
    arch: 'x64',
    vendor: 'Microsoft Corporation',
    channel: '55336b82-a18d-4dd6-b5f6-9e5095c314a6',
  } as const;
  expect(await software()).toEqual([
    sevenZip,
    { ...office, name: 'Microsoft 365 Apps for enterprise' },
    { ...office, name: 'Microsoft Office VisioProRetail' },
  ]);
});

test('browsers, Java, the framework and SQL Server by their own records, where the list lacks them', async () => {
  add(`${machine32}\\Google\\Update\\Clients\\{8A69D345}`, { name: 'Google Chrome', pv: '126.0.6478.127' });
  add(`${machine32}\\Microsoft\\EdgeUpdate\\Clients\\{56EB18F8}`, { name: 'Microsoft Edge', pv: '126.0.2592.81' });
  add(`${machine32}\\Microsoft\\EdgeUpdate\\Clients\\{F3017226}`, { name: 'Microsoft Edge WebView2 Runtime', pv: '126.0.2592.81' });
  add(`${machine32}\\Microsoft\\EdgeUpdate\\Clients\\{0}`, { name: 'Never installed', pv: '0.0.0.0' });
  program(machine32, 'Microsoft EdgeWebView', { DisplayName: 'Microsoft Edge WebView2 Runtime', DisplayVersion: '126.0.2592.81' });
  add(`${machine}\\Mozilla\\Mozilla Firefox`, { CurrentVersion: '115.9.1 (x64 vi)' });
  add(`${machine}\\JavaSoft\\Java Runtime Environment\\1.8`, {});
  add(`${machine}\\JavaSoft\\Java Runtime Environment\\1.8.0_391`, {});
  add(`${machine}\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full`, { Release: 528_372, Version: '4.8.04084' });
  add(`${machine}\\Microsoft\\NET Framework Setup\\NDP\\v3.5`, { Install: 1, Version: '3.5.30729.4926' });
  add(`${machine}\\Microsoft\\Microsoft SQL Server\\Instance Names\\SQL`, { BVDK_THANHHOA: 'MSSQL15.BVDK' });
  add(`${machine}\\Microsoft\\Microsoft SQL Server\\MSSQL15.BVDK\\Setup`, { Version: '15.0.2000.5', PatchLevel: '15.0.4153.1' });
  expect((await software())?.map(({ name, version }) => `${name} ${version ?? ''}`)).toEqual([
    '7-Zip 23.01 (x64) 23.01',
    'Google Chrome 126.0.6478.127',
    'Java Runtime Environment 1.8.0_391',
    'Microsoft .NET Framework 3.5 3.5.30729.4926',
    'Microsoft .NET Framework 4.8 4.8.04084',
    'Microsoft Edge 126.0.2592.81',
    'Microsoft Edge WebView2 Runtime 126.0.2592.81',
    'Microsoft SQL Server 2019 15.0.4153.1',
    'Mozilla Firefox 115.9.1',
  ]);
  program(machine, 'Mozilla Firefox', { DisplayName: 'Mozilla Firefox (x64 vi)', DisplayVersion: '115.9.1' });
  program(machine, '{26A24AE4}', { DisplayName: 'Java 8 Update 391 (64-bit)', DisplayVersion: '8.0.3910.13' });
  expect((await software())?.map(({ name }) => name).filter((name) => /firefox|java/i.test(name))).toEqual([
    'Java 8 Update 391 (64-bit)',
    'Mozilla Firefox (x64 vi)',
  ]);
});

test('a list that cannot be read is no empty one', async () => {
  const key = `HKLM\\SOFTWARE\\${uninstall}`;
  expect(await read({ denied: [key] })).toMatchObject({
    value: { software: null },
    unreadable: [{ subject: `${key}\\`, reason: 'COMMAND_FAILED' }],
  });
  add(`${servicing}\\Package_for_KB5011048~31bf3856ad364e35~amd64~~10.0.9166.1`, { CurrentState: 112 });
  const store = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages';
  expect((await read({ denied: [store] })).value).toMatchObject({ software: [sevenZip], updates: null });
});

test('a machine without a component store has no list of updates but what its programs say', async () => {
  expect((await read()).value.updates).toBeNull();
  program(machine, 'KB958644', { DisplayName: 'Security Update for Windows XP (KB958644)', ParentKeyName: 'OperatingSystem' });
  expect((await read()).value.updates).toEqual(['KB958644']);
});

test('every key that is read lies below one that is written out, whole hives are not', () => {
  const { machine: roots } = exportRoots(inventoryKeys);
  expect(roots.filter((root) => /^HKLM\\SOFTWARE(\\Microsoft|\\WOW6432Node|\\Classes)?$/i.test(root))).toEqual([]);
});

test.for([
  [{ ProductName: 'Windows 10 Pro', CurrentBuild: '22631', DisplayVersion: '23H2', UBR: '3155' }, 'Windows 11', '23H2'],
  [{ ProductName: 'Windows 10 Enterprise', CurrentBuild: '18363', ReleaseId: '1909' }, 'Windows 10', '1909'],
  [{ ProductName: 'Windows 10 Enterprise 2015 LTSB', CurrentBuild: '10240' }, 'Windows 10', '1507'],
  [{ ProductName: 'Windows 10 Enterprise LTSC 2021', CurrentBuild: '19044', DisplayVersion: '21H2' }, 'Windows 10', '21H2'],
  [{ ProductName: 'Windows 7 Professional', CurrentBuild: '7601', CSDVersion: 'Service Pack 1' }, 'Windows 7', 'SP1'],
  [{ ProductName: 'Windows 8.1 Pro', CurrentBuild: '9600' }, 'Windows 8.1', null],
  [{ ProductName: 'Microsoft Windows XP', CurrentBuild: '2600', CSDVersion: 'Service Pack 3' }, 'Windows XP', 'SP3'],
  [{ ProductName: 'Windows Server (R) 2008 Standard', CurrentBuild: '6002', CSDVersion: 'Service Pack 2' }, 'Windows Server 2008', 'SP2'],
  [{ ProductName: 'Windows Server 2008 R2 Standard', CurrentBuild: '7601', CSDVersion: 'Service Pack 1' }, 'Windows Server 2008 R2', 'SP1'],
  [{ ProductName: 'Windows Server 2012 R2 Standard', CurrentBuild: '9600' }, 'Windows Server 2012 R2', null],
  [
    { ProductName: 'Windows Server 2019 Datacenter', CurrentBuild: '17763', ReleaseId: '1809', InstallationType: 'Server Core' },
    'Windows Server 2019',
    '1809',
  ],
  [
    { ProductName: 'Windows Server 2025 Standard', CurrentBuild: '26100', DisplayVersion: '24H2', InstallationType: 'Server' },
    'Windows Server 2025',
    '24H2',
  ],
  [
    { ProductName: 'Windows Server Standard', CurrentBuild: '19042', DisplayVersion: '20H2', InstallationType: 'Server Core' },
    'Windows Server',
    '20H2',
  ],
] as const)('%o is %s %s', ([values, product, version]) => {
  const system = windowsSystem(new Map(Object.entries(values)), 'AMD64');
  expect(system).toMatchObject({ family: 'windows', product, version, arch: 'x64', build: Number(values.CurrentBuild) });
});
