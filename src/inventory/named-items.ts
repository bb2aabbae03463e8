import type { NamedItem } from '../domain/advisories/named-item.ts';
import { type ProductKey, productKey, productKeyParts } from '../domain/advisories/product-key.ts';
import type { Inventory, SoftwareItem, SystemIdentity } from '../domain/inventory/inventory.ts';
import { systemKeyOf } from '../domain/inventory/system-key.ts';
import { cpeOf } from './identities.ts';
import { programNames } from './program-names.ts';

const distributed: ReadonlySet<string> = new Set(['dpkg', 'rpm', 'apk']);

/** The software of an inventory under all its names. Packages of one source are one item: advisories of distributions speak of sources. */
export function namedItemsOf({ system, software }: Pick<Inventory, 'system' | 'software'>): NamedItem[] {
  const built = new Map<string, { item: SoftwareItem; names: Set<string> }>();
  for (const item of software ?? []) {
    const { name, version } = item.source ?? item;
    const id = JSON.stringify([item.manager, name, version, item.source ? '' : (item.vendor ?? '')]);
    const known = built.get(id);
    if (known) known.names.add(item.name);
    else built.set(id, { item, names: new Set([item.name]) });
  }
  return Array.from(built.values(), ({ item, names }) => namedItem(item, [...names].toSorted(), system));
}

function namedItem(item: SoftwareItem, names: readonly string[], system: SystemIdentity): NamedItem {
  const systemKey = systemKeyOf(system);
  const isDistributed = distributed.has(item.manager);
  const { name, version } = item.source ?? item;
  const cpe = cpeOf(item);
  const keys = [
    ...(isDistributed && systemKey !== null ? [productKey({ ...productKeyParts(systemKey), name })] : []),
    ...[name, ...names].flatMap((one) => programNames(one, item.version)).map(programKey),
    ...(isDistributed ? [] : microsoftKeys(item.name)),
    ...(cpe === null ? [] : [cpeKey(cpe)]),
  ];
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  return {
    item: names.length === 1 ? shown : `${name} (${shown})`,
    installed: version,
    keys: [...new Set(keys)],
    vendor: item.vendor ?? null,
    isDistributed,
  };
}

const programKey = (name: string): ProductKey => productKey({ space: 'program', release: '', name });

/** `cpe:2.3:a:google:chrome:…` and `cpe:/a:google:chrome` are `cpe||a:google:chrome`. */
const cpeKey = (cpe: string): ProductKey =>
  productKey({
    space: 'cpe',
    release: '',
    name: cpe
      .replace(/^cpe:(2\.3:|\/)/, '')
      .split(':')
      .slice(0, 3)
      .join(':'),
  });

/** `Microsoft Office Professional Plus 2013` is `microsoft|2013|office`. */
function microsoftKeys(name: string): ProductKey[] {
  const named =
    /^Microsoft (Office|Excel|Word|PowerPoint|Outlook|Access|Visio|Project|SharePoint|SQL Server|Exchange Server)\b.*?\b(20\d\d(?: R2)?)\b/i.exec(
      name,
    );
  if (named) return [productKey({ space: 'microsoft', release: named[2] ?? '', name: named[1] ?? '' })];
  const framework = /^Microsoft (\.NET Framework \d+(?:\.\d+)*)/i.exec(name);
  return framework ? [productKey({ space: 'microsoft', release: '', name: framework[1] ?? '' })] : [];
}
