import { redactText } from '../redact-text.ts';
import { longestVersion } from '../versions/version-scheme.ts';
import { inventoryLengths, mostSoftwareItems, mostUpdates } from './inventory-limits.ts';
import type { Inventory, SoftwareItem, SystemIdentity } from './inventory.ts';

/**
 * The same machine image always gives the same text, whatever order it was read in: sorted, each item once, keys in one order. Nothing
 * in it is longer than `inventoryLengths`, holds control characters or names a person's folder or account.
 */
export function tidyInventory({ system, software, updates, areUpdatesPartial }: Inventory): Inventory {
  const listed = updates === null || updates.length > mostUpdates ? null : [...new Set(updates)].toSorted();
  return {
    system: tidySystem(system),
    software: software === null ? null : tidySoftware(software),
    updates: listed,
    ...(listed !== null && areUpdatesPartial && { areUpdatesPartial }),
  };
}

export function tidySystem({ family, product, version, edition, build, revision, arch }: SystemIdentity): SystemIdentity {
  const { name, version: longest } = inventoryLengths;
  return {
    family,
    product: clean(product, name) || (family === 'windows' ? 'Windows' : family === 'macos' ? 'macOS' : 'Linux'),
    version: version === null ? null : clean(version, longest) || null,
    edition: edition === null ? null : clean(edition, name) || null,
    build,
    revision,
    arch,
  };
}

function tidySoftware(items: readonly SoftwareItem[]): readonly SoftwareItem[] | null {
  const byText = new Map<string, SoftwareItem>();
  for (const item of items) {
    const tidy = tidyItem(item);
    if (tidy.name !== '') byText.set(JSON.stringify(tidy), tidy);
  }
  if (byText.size > mostSoftwareItems) return null;
  return [...byText].toSorted(([a, itemA], [b, itemB]) => order(itemA.name, itemB.name) || order(a, b)).map(([, item]) => item);
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function tidyItem({ manager, name, version, arch, source, vendor, channel }: SoftwareItem): SoftwareItem {
  const lengths = inventoryLengths;
  const built = source && { name: clean(source.name, lengths.name), version: clean(source.version, lengths.version) };
  const publisher = clean(vendor ?? '', lengths.vendor);
  const updates = clean(channel ?? '', lengths.channel);
  return {
    manager,
    name: clean(name, lengths.name),
    version: version === null ? null : versionOf(version),
    arch: clean(arch, lengths.arch),
    ...(built && built.name !== '' && built.version !== '' ? { source: built } : {}),
    ...(publisher === '' ? {} : { vendor: publisher }),
    ...(updates === '' ? {} : { channel: updates }),
  };
}

/** A version cut short would be another one: it counts as none. */
function versionOf(text: string): string | null {
  const version = clean(text, Number.POSITIVE_INFINITY);
  return version === '' || version.length > longestVersion ? null : version;
}

/** Same letters whoever the person is, so that the digest stays the same on every machine of an image. */
const anyPerson = (): string => '~';

const clean = (text: string, longest: number): string =>
  redactText(text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' '), anyPerson)
    .trim()
    .slice(0, longest)
    .trim()
    .toWellFormed();
