import { PackageURL } from 'packageurl-js';
import { normalName } from '../domain/advisories/product-key.ts';
import type { SoftwareItem, SystemIdentity } from '../domain/inventory/inventory.ts';
import { cpeProducts } from './cpe-products.ts';

// Namespaces of purl-spec's types deb, rpm and apk.
const vendors: Readonly<Record<string, string>> = {
  Debian: 'debian',
  Ubuntu: 'ubuntu',
  'Rocky Linux': 'rocky',
  AlmaLinux: 'almalinux',
  'Red Hat Enterprise Linux': 'redhat',
  CentOS: 'centos',
  'Oracle Linux': 'oracle',
  Fedora: 'fedora',
  'openSUSE Leap': 'opensuse',
  'SUSE Linux Enterprise Server': 'suse',
  'SUSE Linux Enterprise Desktop': 'suse',
  'Alpine Linux': 'alpine',
};
const types: Readonly<Partial<Record<SoftwareItem['manager'], string>>> = { dpkg: 'deb', rpm: 'rpm', apk: 'apk' };

/** The package URL of a distribution's package; null for what package URLs have no type for, Windows programs above all. */
export function purlOf(item: SoftwareItem, system: SystemIdentity): string | null {
  const type = types[item.manager];
  const namespace = vendors[system.product];
  if (type === undefined || namespace === undefined) return null;
  const [, epoch, version] = (type === 'rpm' && /^(\d+):(.+)$/.exec(item.version ?? '')) || [null, null, item.version];
  const qualifiers = {
    ...(item.arch === '' ? {} : { arch: item.arch }),
    ...(system.version === null ? {} : { distro: `${namespace}-${system.version}` }),
    ...(epoch ? { epoch } : {}),
    ...(item.source ? { upstream: `${item.source.name}@${item.source.version}` } : {}),
  };
  try {
    const purl = new PackageURL(type, namespace, item.name, version, qualifiers).toString();
    return PackageURL.fromString(purl).toString() === purl ? purl : null;
  } catch {
    return null; // a name that no package of the type can have
  }
}

/**
 * The CPE 2.3 name of a product that the table knows, of what has its maker's own versions: those of a distribution's packages are
 * patched under versions that no CPE speaks of.
 */
export function cpeOf({ manager, name, version }: SoftwareItem): string | null {
  if (types[manager] !== undefined) return null;
  const normal = normalName(name);
  const known = cpeProducts.find((product) => product.name.test(normal));
  if (known === undefined) return null;
  const java = /^java (\d+) update (\d+)/.exec(normal);
  const [number, update] = java ? [`1.${java[1]}.0`, `update${java[2]}`] : [version ?? '*', '*'];
  const edition = / esr\b/.test(normal) ? 'esr' : '*';
  return ['cpe', '2.3', 'a', known.vendor, known.product, number, update, '*', '*', edition, '*', '*', '*'].map(escaped).join(':');
}

/** NISTIR 7695, 6.2: all but letters, digits, underscore, hyphen and full stop stand after a backslash; `*` alone is any. */
function escaped(text: string): string {
  const printable = text
    .toLowerCase()
    .replaceAll(/\s+/g, '_')
    .replaceAll(/[^!-~]/g, '');
  return printable === '*' || printable === '' ? '*' : printable.replaceAll(/[^a-z0-9_.-]/g, (sign) => `\\${sign}`);
}
