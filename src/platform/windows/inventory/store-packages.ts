import type { SoftwareItem } from '../../../domain/inventory/inventory.ts';
import type { Registry } from '../../../domain/registry-key.ts';

const modelPackages = 'Local Settings\\Software\\Microsoft\\Windows\\CurrentVersion\\AppModel';
const ofMachine = [
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Appx\\AppxAllUserStore\\Applications',
  `HKLM\\SOFTWARE\\Classes\\${modelPackages}\\PackageRepository\\Packages`,
];
const ofUser = (user: string): string => `HKU\\${user}\\Software\\Classes\\${modelPackages}\\Repository\\Packages`;

export const storePackageKeys = [...ofMachine, ofUser('*')] as const;

// Name_Version_Architecture_ResourceId_PublisherId: "Package full name" of Microsoft's documentation of packaged applications.
const fullName = /^([A-Za-z0-9.-]{3,50})_(\d+(?:\.\d+){3})_([a-z0-9]+)_([^_]*)_([a-z0-9]{13})$/i;

interface StorePackage {
  readonly item: SoftwareItem;
  /** A bundle has a version of its own that may differ from that of the package that it brought. */
  readonly isBundle: boolean;
}

/** Packages by their full names; those that hold only languages or scales of another are left out, bundles where the package is known. */
export function readStorePackages(registry: Registry): SoftwareItem[] {
  const keys = [...ofMachine, ...registry.subkeys('HKU').map(ofUser)];
  const packages = keys.flatMap((key) => registry.subkeys(key)).flatMap(packageOf);
  const known = new Set(packages.flatMap(({ item, isBundle }) => (isBundle ? [] : [item.name])));
  return packages.flatMap(({ item, isBundle }) => (isBundle && known.has(item.name) ? [] : [item]));
}

function packageOf(name: string): StorePackage[] {
  const [, product, version, arch, resource, publisher] = fullName.exec(name) ?? [];
  if (product === undefined || version === undefined || arch === undefined || resource?.startsWith('split.')) return [];
  const item = { manager: 'windows-store', name: product, version, arch: arch === 'neutral' ? '' : arch } as const;
  return [{ item: { ...item, ...(publisher === undefined ? {} : { vendor: publisher }) }, isBundle: resource === '~' }];
}
