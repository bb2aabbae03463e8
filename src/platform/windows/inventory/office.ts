import type { SoftwareItem } from '../../../domain/inventory/inventory.ts';
import type { Registry } from '../../../domain/registry-key.ts';
import { textOf } from './registry-values.ts';
import type { UninstallEntry } from './uninstall-entries.ts';

export const officeKeys = [
  'HKLM\\SOFTWARE\\Microsoft\\Office\\ClickToRun\\Configuration',
  'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Office\\ClickToRun\\Configuration',
] as const;

export interface OfficeReading {
  readonly items: readonly SoftwareItem[];
  /** The list of programs without Office's own entries, of which there is one for each language. */
  readonly others: readonly UninstallEntry[];
}

/** Office by click-to-run: one item for each product, with the build that all of them share and the channel that updates it. */
export function readOffice(registry: Registry, programs: readonly UninstallEntry[]): OfficeReading {
  const key = officeKeys.find((path) => textOf(registry, path, 'VersionToReport') !== null);
  if (key === undefined) return { items: [], others: programs };
  const products = (textOf(registry, key, 'ProductReleaseIds') ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const channel = (textOf(registry, key, 'UpdateChannel') ?? textOf(registry, key, 'CDNBaseUrl'))?.replace(/\/+$/, '').split('/').at(-1);
  const entriesOf = (id: string): readonly UninstallEntry[] =>
    programs.filter((entry) => entry.key.toLowerCase().startsWith(`${id.toLowerCase()} - `));
  const items = (products.length > 0 ? products : ['']).map((id) => ({
    manager: 'office' as const,
    name: nameWithoutLanguage(entriesOf(id)[0]?.item.name) ?? (id === '' ? 'Microsoft Office' : `Microsoft Office ${id}`),
    version: textOf(registry, key, 'VersionToReport'),
    arch: textOf(registry, key, 'Platform') ?? '',
    vendor: 'Microsoft Corporation',
    ...(channel ? { channel } : {}),
  }));
  const own = new Set(products.flatMap(entriesOf));
  return { items, others: programs.filter((entry) => !own.has(entry)) };
}

/** `Microsoft 365 Apps for enterprise - vi-vn` without the language at its end. */
const nameWithoutLanguage = (name: string | undefined): string | undefined => name?.replace(/ - [a-z]{2,3}(-[a-z0-9]{2,8})+$/i, '');
