import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowsReleases, windowsReleasesOf } from '../../../../src/domain/inventory/windows-builds.ts';
import { tellWindows, type WindowsClaim } from '../../../../src/domain/inventory/windows-system.ts';

const claim = (name: string | null, build: number, more: Partial<WindowsClaim> = {}): WindowsClaim => ({
  name,
  build,
  servicePack: null,
  kind: null,
  ...more,
});

test.for([
  { name: 'Microsoft Windows XP Professional', build: 2600, servicePack: 3, told: ['Windows XP', 'SP3', 'Professional'] },
  { name: 'Microsoft Windows XP Home Edition', build: 2600, told: ['Windows XP', null, 'Home'] },
  { name: 'Microsoft Windows XP Professional x64 Edition', build: 3790, servicePack: 2, told: ['Windows XP', 'SP2', 'Professional'] },
  { name: 'Microsoft(R) Windows(R) Server 2003, Standard Edition', build: 3790, told: ['Windows Server 2003', null, 'Standard'] },
  { name: 'Microsoft® Windows Vista™ Business', build: 6002, servicePack: 2, told: ['Windows Vista', 'SP2', 'Business'] },
  { name: 'Microsoftr Windows VistaT Ultimate', build: 6000, told: ['Windows Vista', null, 'Ultimate'] },
  { name: 'Microsoftr Windows Serverr 2008 Standard ', build: 6003, told: ['Windows Server 2008', 'SP2', 'Standard'] },
  { name: 'Microsoft Windows 7 Édition Intégrale', build: 7601, told: ['Windows 7', 'SP1', 'Ultimate'] },
  { name: 'Microsoft Windows 7 Профессиональная', build: 7601, told: ['Windows 7', 'SP1', 'Professional'] },
  { name: 'Microsoft Windows Embedded Standard', build: 7601, told: ['Windows 7', 'SP1', 'Embedded Standard'] },
  { name: 'Windows Embedded 8.1 Industry Pro', build: 9600, told: ['Windows 8.1', null, null] },
  { name: 'Microsoft Windows Server 2012 R2 Datacenter', build: 9600, told: ['Windows Server 2012 R2', null, 'Datacenter'] },
  { name: 'Microsoft Windows Storage Server 2016 Standard', build: 14393, told: ['Windows Server 2016', '1607', null] },
  { name: 'Microsoft Hyper-V Server 2019', build: 17763, told: ['Windows Server 2019', '1809', null] },
  { name: 'Microsoft Windows Server Datacenter', build: 19042, told: ['Windows Server', '20H2', 'Datacenter'] },
  { name: 'Microsoft Windows Server 2025 Standard', build: 26100, told: ['Windows Server 2025', '24H2', 'Standard'] },
  { name: 'Microsoft Windows 10 Enterprise LTSC', build: 17763, told: ['Windows 10', '1809', 'Enterprise LTSC'] },
  { name: 'Microsoft Windows 10 Pro for Workstations', build: 17134, told: ['Windows 10', '1803', 'Pro for Workstations'] },
  { name: 'Microsoft Windows 10 企业版 LTSC', build: 19044, told: ['Windows 10', '21H2', 'Enterprise LTSC'] },
  { name: 'Microsoft Windows 10专业版', build: 19045, told: ['Windows 10', '22H2', 'Pro'] },
  { name: 'Майкрософт Windows 10 Домашняя', build: 19045, told: ['Windows 10', '22H2', 'Home'] },
  { name: 'Microsoft Windows 10 Famille N', build: 19045, told: ['Windows 10', '22H2', 'Home N'] },
  { name: 'Microsoft Windows 10 in words of nowhere', build: 19045, told: ['Windows 10', '22H2', null] },
  { name: 'Windows 10 Pro', build: 22631, told: ['Windows 11', '23H2', 'Pro'] },
  { name: 'Microsoft Windows 11 Pro Insider Preview', build: 27842, told: ['Windows 11', null, 'Pro Insider Preview'] },
  { name: null, build: 19045, told: ['Windows 10', '22H2', null] },
  { name: null, build: 20348, told: ['Windows Server 2022', '21H2', null] },
  { name: '????', build: 26100, kind: 'server' as const, told: ['Windows Server 2025', '24H2', null] },
])('$name, build $build', ({ name, build, told: [product, version, edition], ...more }) =>
  expect(tellWindows(claim(name, build, more))).toEqual({ status: 'told', product, version, edition }),
);

test.for([
  { why: 'client and server share the build and nothing tells them apart', name: null, build: 17763, reason: 'shared-build' },
  { why: 'a cut name is no client', name: 'Microsoft Windows', build: 14393, reason: 'shared-build' },
  { why: 'a build that is not a released one, without a name', name: null, build: 12345, reason: 'unknown-build' },
  { why: 'the name is of an older Windows', name: 'Microsoft Windows 7 Professional', build: 19045, reason: 'contradiction' },
  { why: 'the name is of another server', name: 'Microsoft Windows Server 2016 Standard', build: 17763, reason: 'contradiction' },
  { why: 'no client has this build', name: 'Microsoft Windows 10 Pro', build: 20348, reason: 'contradiction' },
  { why: 'Windows 10 has no name of Windows 11', name: 'Microsoft Windows 11 Pro', build: 19045, reason: 'contradiction' },
])('$why', ({ name, build, reason }) => expect(tellWindows(claim(name, build))).toEqual({ status: 'untold', reason }));

test('a build is at most one client and one server', () => {
  const named = windowsReleases.map(({ build, kind }) => `${kind} ${build}`);
  expect(new Set(named).size).toBe(named.length);
  expect(windowsReleasesOf(26100).map(({ product }) => product)).toEqual(['Windows 11', 'Windows Server 2025']);
});

test('every release is told by its own product name', () =>
  fc.assert(
    fc.property(fc.constantFrom(...windowsReleases), ({ build, product, version }) => {
      expect(tellWindows(claim(`Microsoft ${product} Standard`, build))).toEqual({ status: 'told', product, version, edition: 'Standard' });
    }),
  ));

test('any name is answered, never with a product of another build', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom(...windowsReleases), (name, { build }) => {
      const answer = tellWindows(claim(name, build));
      const products = windowsReleasesOf(build).map(({ product }) => product);
      expect(answer.status === 'untold' || products.includes(answer.product)).toBe(true);
    }),
  ));
