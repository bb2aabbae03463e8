import fc from 'fast-check';
import { PackageURL } from 'packageurl-js';
import { Types } from '@cyclonedx/cyclonedx-library';
import { expect, test } from 'vitest';
import type { SoftwareItem } from '../../../src/domain/inventory/inventory.ts';
import { cpeOf, purlOf } from '../../../src/inventory/identities.ts';
import { anyInventory, debian, windows10 } from '../../support/inventories.ts';

const item = (over: Partial<SoftwareItem>): SoftwareItem => ({ manager: 'dpkg', name: 'libc6', version: '2.36-9', arch: 'amd64', ...over });
const program = (name: string, version: string | null): SoftwareItem => item({ manager: 'windows-program', name, version, arch: 'x64' });

test.for([
  [item({}), debian, 'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12'],
  [
    item({ source: { name: 'glibc', version: '2.36-9' } }),
    { ...debian, product: 'Ubuntu', version: '22.04' },
    'pkg:deb/ubuntu/libc6@2.36-9?arch=amd64&distro=ubuntu-22.04&upstream=glibc%402.36-9',
  ],
  [
    item({ manager: 'rpm', name: 'dbus', version: '1:1.12.20-8.el9', arch: 'x86_64' }),
    { ...debian, product: 'Rocky Linux', version: '9.4' },
    'pkg:rpm/rocky/dbus@1.12.20-8.el9?arch=x86_64&distro=rocky-9.4&epoch=1',
  ],
  [
    item({ manager: 'apk', name: 'busybox', version: '1.36.1-r15', arch: '' }),
    { ...debian, product: 'Alpine Linux', version: null },
    'pkg:apk/alpine/busybox@1.36.1-r15',
  ],
  [item({}), { ...debian, product: 'Kali GNU/Linux' }, null],
  [program('Google Chrome', '126.0'), windows10, null],
] as const)('the package URL of %o on %o', ([software, system, purl]) => expect(purlOf(software, system)).toBe(purl));

test.for([
  [program('Google Chrome', '126.0.6478.127'), 'cpe:2.3:a:google:chrome:126.0.6478.127:*:*:*:*:*:*:*'],
  [program('Mozilla Firefox (x64 vi)', '128.0'), 'cpe:2.3:a:mozilla:firefox:128.0:*:*:*:*:*:*:*'],
  [program('Mozilla Firefox ESR (x64 vi)', '115.9.1'), 'cpe:2.3:a:mozilla:firefox:115.9.1:*:*:*:esr:*:*:*'],
  [program('Java 8 Update 391 (64-bit)', '8.0.3910.13'), 'cpe:2.3:a:oracle:jre:1.8.0:update391:*:*:*:*:*:*'],
  [program('Notepad++ (64-bit x64)', '8.6'), 'cpe:2.3:a:notepad-plus-plus:notepad\\+\\+:8.6:*:*:*:*:*:*:*'],
  [program('7-Zip 23.01 (x64)', null), 'cpe:2.3:a:7-zip:7-zip:*:*:*:*:*:*:*:*'],
  [program('PostgreSQL 15 ', '15.4-1'), 'cpe:2.3:a:postgresql:postgresql:15.4-1:*:*:*:*:*:*:*'],
  [
    { ...program('Microsoft 365 Apps for enterprise', '16.0.17328.20184'), manager: 'office' },
    'cpe:2.3:a:microsoft:365_apps:16.0.17328.20184:*:*:*:*:*:*:*',
  ],
  [program('Microsoft Edge WebView2 Runtime', '126.0'), null],
  [program('Phần mềm viện phí', '1.0'), null],
  [item({ name: 'openssl', version: '3.0.15-1~deb12u1' }), null],
] as const)('the CPE of %o', ([software, cpe]) => expect(cpeOf(software)).toBe(cpe));

test('every CPE and package URL that is given is a well-formed one', () =>
  fc.assert(
    fc.property(
      anyInventory,
      fc.constantFrom('Google Chrome', 'OpenSSL 3', 'Zoom', 'libc6'),
      fc.string(),
      ({ software, system }, name, version) => {
        const all = [...(software ?? []), program(name, version)];
        const cpes = all.flatMap((found) => cpeOf(found) ?? []);
        const purls = all.flatMap((found) => purlOf(found, { ...system, product: 'Debian' }) ?? []);
        expect(cpes.filter((cpe) => !Types.isCPE(cpe))).toEqual([]);
        expect(purls.map((purl) => PackageURL.fromString(purl).toString())).toEqual(purls);
      },
    ),
  ));
