import { type PackageManager, packageManagers, type SoftwareItem, type SystemIdentity } from '../../domain/inventory/inventory.ts';
import { type BomComponent, propertyOf } from './bom-shape.ts';
import { properties } from './property-names.ts';
import { type PurlParts, purlParts } from './purl-parts.ts';

const managers: Readonly<Record<string, PackageManager>> = { deb: 'dpkg', rpm: 'rpm', apk: 'apk' };
const programTypes: ReadonlySet<string> = new Set(['application', 'framework', 'platform', 'firmware', 'device-driver']);

/** A component as an item of software; null where it is none that a system has installed. */
export function itemOfComponent(component: BomComponent, { family }: SystemIdentity): SoftwareItem | null {
  const purl = purlParts(component.purl);
  const manager = managerOf(component, purl, family);
  if (manager === null) return null;
  const source = sourceOf(component, purl);
  const vendor = component.publisher ?? component.supplier?.name;
  const channel = propertyOf(component, properties.channel);
  return {
    manager,
    name: component.name,
    version: withEpoch(component.version, manager, purl),
    arch: propertyOf(component, properties.arch) ?? purl?.qualifiers.arch ?? '',
    ...(source === null ? {} : { source }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(channel === null ? {} : { channel }),
  };
}

function managerOf(component: BomComponent, purl: PurlParts | null, family: SystemIdentity['family']): PackageManager | null {
  const own = propertyOf(component, properties.manager);
  if (own !== null) return packageManagers.find((known) => known === own) ?? null;
  const ofType = purl === null ? undefined : managers[purl.type];
  if (ofType !== undefined) return ofType;
  return family === 'windows' && programTypes.has(component.type) && (purl === null || purl.type === 'generic') ? 'windows-program' : null;
}

function sourceOf(component: BomComponent, purl: PurlParts | null): NonNullable<SoftwareItem['source']> | null {
  const name = propertyOf(component, properties.sourceName);
  const version = propertyOf(component, properties.sourceVersion);
  if (name !== null && version !== null) return { name, version };
  if (propertyOf(component, properties.manager) !== null) return null;
  // Other tools write the source package so: with its version only where that is another.
  const [, upstream, own = component.version] = /^([^@]+)(?:@(.+))?$/.exec(purl?.qualifiers.upstream ?? '') ?? [];
  return upstream === undefined || own === undefined ? null : { name: upstream, version: own };
}

/** Others keep the epoch of rpm in the package URL alone. */
function withEpoch(version: string | undefined, manager: PackageManager, purl: PurlParts | null): string | null {
  const epoch = purl?.qualifiers.epoch;
  if (version === undefined) return null;
  return manager === 'rpm' && epoch !== undefined && epoch !== '0' && !/^\d+:/.test(version) ? `${epoch}:${version}` : version;
}
