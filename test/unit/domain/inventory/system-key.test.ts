import { expect, test } from 'vitest';
import type { SystemIdentity } from '../../../../src/domain/inventory/inventory.ts';
import { systemKeyOf } from '../../../../src/domain/inventory/system-key.ts';
import { windowsReleases } from '../../../../src/domain/inventory/windows-builds.ts';

const system = (
  family: SystemIdentity['family'],
  product: string,
  version: string | null,
  build: number | null = null,
): SystemIdentity => ({ family, product, version, build, edition: null, revision: null, arch: null });

test.for<[string, string | null, number | null, string | null]>([
  ['Windows 10', '22H2', 19045, 'windows|10-22h2|windows'],
  ['Windows 10', '1507', 10240, 'windows|10-1507|windows'],
  ['Windows 10', null, 19045, 'windows|10-22h2|windows'],
  ['Windows 10', null, null, null],
  ['Windows 11', '25H2', 26200, 'windows|11-25h2|windows'],
  ['Windows 11', null, 27842, null],
  ['Windows Server 2019', '1809', 17763, 'windows|server-2019|windows'],
  ['Windows Server 2025', null, null, 'windows|server-2025|windows'],
  ['Windows Server 2012 R2', null, 9600, 'windows|server-2012-r2|windows'],
  ['Windows Server 2008 R2', 'SP1', 7601, 'windows|server-2008-r2-sp1|windows'],
  ['Windows Server 2008', null, 6003, 'windows|server-2008-sp2|windows'],
  ['Windows Server 2003', 'SP2', 3790, 'windows|server-2003-sp2|windows'],
  ['Windows Server', '20H2', 19042, 'windows|server-20h2|windows'],
  ['Windows Server', null, null, null],
  ['Windows 8.1', null, 9600, 'windows|8.1|windows'],
  ['Windows 8', null, 9200, 'windows|8|windows'],
  ['Windows 7', 'SP1', 7601, 'windows|7-sp1|windows'],
  ['Windows 7', null, 7601, 'windows|7-sp1|windows'],
  ['Windows 7', null, 7600, 'windows|7|windows'],
  ['Windows Vista', 'SP2', 6002, 'windows|vista-sp2|windows'],
  ['Windows XP', 'SP3', 2600, 'windows|xp-sp3|windows'],
  ['Windows XP', null, 2600, 'windows|xp|windows'],
  ['Windows', '22H2', 19045, null],
  ['Windows 12', '30H1', 40000, null],
])('%s %s, build %s: %s', ([product, version, build, key]) => expect(systemKeyOf(system('windows', product, version, build))).toBe(key));

test.for<[string, string | null, string | null]>([
  ['Debian', '12', 'debian|12|'],
  ['Debian GNU/Linux', '12.5', 'debian|12|'],
  ['Debian', null, null],
  ['Debian', 'trixie/sid', null],
  ['Ubuntu', '22.04', 'ubuntu|22.04|'],
  ['Ubuntu', '22.04.4', 'ubuntu|22.04|'],
  ['Alpine', '3.19', 'alpine|3.19|'],
  ['Alpine Linux', '3.19.1', 'alpine|3.19|'],
  ['Rocky Linux', '9.3', 'rpm/rocky|9|'],
  ['AlmaLinux', '8', 'rpm/almalinux|8|'],
  ['Red Hat Enterprise Linux', '9.4', 'rpm/redhat|9|'],
  ['Red Hat Enterprise Linux Server', '7.9', 'rpm/redhat|7|'],
  ['Oracle Linux Server', '8.10', 'rpm/oracle|8|'],
  ['Amazon Linux', '2023', 'rpm/amazon|2023|'],
  ['Mageia', '9', 'rpm/mageia|9|'],
  ['Fedora Linux', '41', 'rpm/fedora|41|'],
  ['openSUSE Leap', '15.6', 'rpm/opensuse|15.6|'],
  ['SUSE Linux Enterprise Server', '15.5', 'rpm/suse|15.5|'],
  ['Linux of nobody', '1', null],
])('%s %s: %s', ([product, version, key]) => expect(systemKeyOf(system('linux', product, version))).toBe(key));

test('macOS has no key', () => expect(systemKeyOf(system('macos', 'macOS', '14.5'))).toBeNull());

test('every released Windows has a key, and no two releases of one kind share one but by their service pack', () => {
  const keys = windowsReleases.map(({ product, version, build }) => systemKeyOf(system('windows', product, version, build)));
  expect(keys).not.toContain(null);
  // Windows XP is one release for two builds, Server 2008 SP2 has two.
  expect(keys.length - new Set(keys).size).toBe(2);
});
