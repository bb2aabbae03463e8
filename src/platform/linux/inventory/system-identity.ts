import type { SystemIdentity } from '../../../domain/inventory/inventory.ts';

// By the ID of os-release(5); others go by their NAME.
const products: Readonly<Record<string, string>> = {
  debian: 'Debian',
  ubuntu: 'Ubuntu',
  rocky: 'Rocky Linux',
  almalinux: 'AlmaLinux',
  rhel: 'Red Hat Enterprise Linux',
  centos: 'CentOS',
  ol: 'Oracle Linux',
  fedora: 'Fedora',
  alpine: 'Alpine Linux',
  'opensuse-leap': 'openSUSE Leap',
  sles: 'SUSE Linux Enterprise Server',
  sled: 'SUSE Linux Enterprise Desktop',
};

// Releases by their code names, which derivatives keep when they install from the archives of these.
const debianReleases: Readonly<Record<string, string>> = { buster: '10', bullseye: '11', bookworm: '12', trixie: '13' };
const ubuntuReleases: Readonly<Record<string, string>> = {
  bionic: '18.04',
  focal: '20.04',
  jammy: '22.04',
  noble: '24.04',
  resolute: '26.04',
};

const architectures: Readonly<Record<string, SystemIdentity['arch']>> = { x64: 'x64', ia32: 'x86', arm64: 'arm64' };

/**
 * Pure. A derivative that names the release of Debian or Ubuntu whose archives it installs from is that release, with its own name as
 * the edition: advisories and support are those of the archives.
 */
export function linuxSystem(osRelease: ReadonlyMap<string, string>, arch: string): SystemIdentity {
  const id = osRelease.get('ID') ?? '';
  const name = osRelease.get('NAME') ?? 'Linux';
  // CentOS Stream calls itself by the same ID, and is another system.
  const own = name === 'CentOS Stream' ? name : (products[id] ?? name);
  const version = osRelease.get('VERSION_ID') || null;
  const base = products[id] === undefined ? baseOf(osRelease) : null;
  const common = { family: 'linux', build: null, revision: null, arch: architectures[arch] ?? null } as const;
  if (base !== null) return { ...common, ...base, edition: version === null ? own : `${own} ${version}` };
  return { ...common, product: own, version, edition: osRelease.get('VARIANT') || null };
}

function baseOf(osRelease: ReadonlyMap<string, string>): { product: string; version: string } | null {
  const like = (osRelease.get('ID_LIKE') ?? '').split(/\s+/);
  const codename = (name: string): string => osRelease.get(name)?.toLowerCase() ?? '';
  const ubuntu = ubuntuReleases[codename('UBUNTU_CODENAME')];
  if (like.includes('ubuntu') && ubuntu !== undefined) return { product: 'Ubuntu', version: ubuntu };
  const debian = debianReleases[codename('DEBIAN_CODENAME')] ?? debianReleases[codename('VERSION_CODENAME')];
  return like.includes('debian') && !like.includes('ubuntu') && debian !== undefined ? { product: 'Debian', version: debian } : null;
}
