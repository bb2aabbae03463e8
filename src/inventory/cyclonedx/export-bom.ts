import { Enums, Models, Serialize, Spec, Types } from '@cyclonedx/cyclonedx-library';
import { productVersion } from '../../base/version.ts';
import type { Inventory, SoftwareItem, SystemIdentity } from '../../domain/inventory/inventory.ts';
import { cpeOf, purlOf } from '../identities.ts';
import { properties } from './property-names.ts';

/**
 * The inventory as a CycloneDX 1.6 document in JSON. It carries no serial number, time or name of a machine: the same inventory always
 * gives the same text.
 */
export function exportCycloneDx(inventory: Inventory): string {
  const { system, software, updates, areUpdatesPartial } = inventory;
  const metadata = new Models.Metadata({ component: systemComponent(system) });
  metadata.tools.components.add(
    new Models.Component(Enums.ComponentType.Application, 'wardwatch', { version: productVersion, bomRef: 'wardwatch' }),
  );
  addProperties(metadata.properties, [
    [properties.software, software === null ? 'unknown' : null],
    [properties.updates, updates === null ? 'unknown' : areUpdatesPartial ? 'partial' : null],
    ...(updates ?? []).map((update) => [properties.update, update] as const),
  ]);
  const bom = new Models.Bom({ metadata });
  for (const [index, item] of (software ?? []).entries()) bom.components.add(componentOf(item, system, index));
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return serializer.serialize(bom, { sortLists: false, space: 2 });
}

type Named = readonly (readonly [name: string, value: string | null])[];

function addProperties(repository: Models.PropertyRepository, named: Named): void {
  for (const [name, value] of named) if (value !== null && value !== '') repository.add(new Models.Property(name, value));
}

const asText = (number: number | null): string | null => (number === null ? null : String(number));

function systemComponent({ family, product, version, edition, build, revision, arch }: SystemIdentity): Models.Component {
  const component = new Models.Component(Enums.ComponentType.OperatingSystem, product, {
    bomRef: 'system',
    ...(version === null ? {} : { version }),
  });
  addProperties(component.properties, [
    [properties.family, family],
    [properties.edition, edition],
    [properties.build, asText(build)],
    [properties.revision, asText(revision)],
    [properties.systemArch, arch],
  ]);
  return component;
}

function componentOf(item: SoftwareItem, system: SystemIdentity, index: number): Models.Component {
  const purl = purlOf(item, system);
  const cpe = cpeOf(item);
  const component = new Models.Component(Enums.ComponentType.Application, item.name, {
    bomRef: `item-${index}`,
    ...(item.version === null ? {} : { version: item.version }),
    ...(item.vendor === undefined ? {} : { publisher: item.vendor }),
    ...(purl === null ? {} : { purl }),
    ...(Types.isCPE(cpe) ? { cpe } : {}),
  });
  addProperties(component.properties, [
    [properties.manager, item.manager],
    [properties.arch, item.arch],
    [properties.sourceName, item.source?.name ?? null],
    [properties.sourceVersion, item.source?.version ?? null],
    [properties.channel, item.channel ?? null],
  ]);
  return component;
}
