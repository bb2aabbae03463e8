import { parseJson } from '../../base/parse-json.ts';
import type { BomFault } from '../../domain/inventory/capture.ts';
import type { Inventory } from '../../domain/inventory/inventory.ts';
import { mostSoftwareItems } from '../../domain/inventory/inventory-limits.ts';
import { tidyInventory } from '../../domain/inventory/tidy-inventory.ts';
import { type BomComponent, bomComponent, type BomDocument, bomDocument, propertyOf } from './bom-shape.ts';
import { itemOfComponent } from './component-item.ts';
import { systemOfBom } from './bom-system.ts';
import { properties } from './property-names.ts';

const mostBytes = 64 * 1024 * 1024;
const deepest = 16;

/** `leftOut` counts components that are no software which an inventory can hold: files, data, libraries of a programming language. */
export type BomReading =
  | { readonly status: 'read'; readonly inventory: Inventory; readonly leftOut: number }
  | { readonly status: 'refused'; readonly reason: BomFault };

/** Pure. The inventory that a CycloneDX document in JSON tells: ours come back whole, those of others as far as their packages say what they are. */
export function importCycloneDx(text: string): BomReading {
  if (text.length > mostBytes) return { status: 'refused', reason: 'too-large' };
  const json = parseJson(text);
  if (json === undefined) return { status: 'refused', reason: 'not-json' };
  const document = bomDocument.safeParse(json);
  if (!document.success) return { status: 'refused', reason: 'not-cyclonedx' };
  const components = flattened(document.data);
  if (components === null) return { status: 'refused', reason: 'not-cyclonedx' };
  const system = systemOfBom(document.data, components);
  const software = components.flatMap((component) => itemOfComponent(component, system) ?? []);
  if (software.length > mostSoftwareItems) return { status: 'refused', reason: 'too-many-components' };
  const inventory = tidyInventory({
    system,
    software: propertyOf(document.data.metadata, properties.software) === 'unknown' ? null : software,
    updates: updatesOf(document.data, system.family),
    ...(propertyOf(document.data.metadata, properties.updates) === 'partial' && { areUpdatesPartial: true }),
  });
  return { status: 'read', inventory, leftOut: components.length - software.length };
}

/** Components with those that they are assembled from; null where one is none, or lies too deep. */
function flattened({ components = [] }: BomDocument): BomComponent[] | null {
  const all: BomComponent[] = [];
  let level: readonly unknown[] = components;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return null;
    const next: unknown[] = [];
    for (const found of level) {
      const component = bomComponent.safeParse(found);
      if (!component.success) return null;
      all.push(component.data);
      for (const part of component.data.components ?? []) next.push(part);
    }
    level = next;
  }
  return all;
}

/** Another's document says nothing of updates: on Windows they are unknown, other systems have none of the kind. */
function updatesOf({ metadata }: BomDocument, family: Inventory['system']['family']): string[] | null {
  const isOurs = propertyOf(metadata?.component, properties.family) !== null;
  if (propertyOf(metadata, properties.updates) === 'unknown' || (!isOurs && family === 'windows')) return null;
  const named = (metadata?.properties ?? []).flatMap(({ name, value }) =>
    name === properties.update && value !== undefined ? [value] : [],
  );
  return named.filter((update) => /^KB\d{6,8}$/.test(update));
}
