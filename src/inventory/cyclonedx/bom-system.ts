import type { SystemIdentity } from '../../domain/inventory/inventory.ts';
import { type BomComponent, type BomDocument, propertyOf } from './bom-shape.ts';
import { properties } from './property-names.ts';
import { purlParts } from './purl-parts.ts';

const families: ReadonlyMap<string, SystemIdentity['family']> = new Map([
  ['linux', 'linux'],
  ['windows', 'windows'],
  ['macos', 'macos'],
]);
const architectures: ReadonlyMap<string, SystemIdentity['arch']> = new Map([
  ['x64', 'x64'],
  ['x86', 'x86'],
  ['arm64', 'arm64'],
]);

// As inventories of others name distributions: the ID of os-release(5).
const products: ReadonlyMap<string, string> = new Map([
  ['debian', 'Debian'],
  ['ubuntu', 'Ubuntu'],
  ['rocky', 'Rocky Linux'],
  ['almalinux', 'AlmaLinux'],
  ['rhel', 'Red Hat Enterprise Linux'],
  ['redhat', 'Red Hat Enterprise Linux'],
  ['centos', 'CentOS'],
  ['fedora', 'Fedora'],
  ['alpine', 'Alpine Linux'],
]);

/** By our own properties, else by a component that is an operating system, else by the distribution that packages say they are of. */
export function systemOfBom({ metadata }: BomDocument, components: readonly BomComponent[]): SystemIdentity {
  const own = metadata?.component;
  const system = [own, ...components].find((component) => component?.type === 'operating-system');
  const ofPackages = system ? null : distributionOf(components);
  const name = system?.name ?? ofPackages?.name ?? 'Linux';
  const number = (property: string): number | null => {
    const text = propertyOf(own, property);
    return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
  };
  return {
    family: families.get(propertyOf(own, properties.family) ?? '') ?? familyOf(name),
    product: products.get(name.toLowerCase()) ?? name,
    version: system?.version ?? ofPackages?.version ?? null,
    edition: propertyOf(own, properties.edition),
    build: number(properties.build),
    revision: number(properties.revision),
    arch: architectures.get(propertyOf(own, properties.systemArch) ?? '') ?? null,
  };
}

function familyOf(name: string): SystemIdentity['family'] {
  if (/windows/i.test(name)) return 'windows';
  return /^mac ?os/i.test(name) ? 'macos' : 'linux';
}

/** The qualifier `distro` of a package URL: `debian-12`. */
function distributionOf(components: readonly BomComponent[]): { name: string; version: string } | null {
  for (const { purl } of components) {
    const [, name, version] = /^([a-z]+)-(\d[\w.]*)$/.exec(purlParts(purl)?.qualifiers.distro ?? '') ?? [];
    if (name !== undefined && version !== undefined) return { name, version };
  }
  return null;
}
