import type { SoftwareItem } from '../../../domain/inventory/inventory.ts';
import type { Registry } from '../../../domain/registry-key.ts';
import { numberOf, type SoftwareRoot, textOf } from './registry-values.ts';

export const uninstallKey = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';

/** An entry of the list of installed programs. `key` is the name of its key: a product code or a name of the publisher's. */
export interface UninstallEntry {
  readonly key: string;
  readonly item: SoftwareItem;
}

export interface UninstallList {
  readonly programs: readonly UninstallEntry[];
  /** Updates of programs, and of Windows before Vista, that the list holds: `KB2687455`. */
  readonly updates: readonly string[];
}

/** Programs as Windows lists them for people, without parts of others (SystemComponent) and updates. */
export function readUninstallList(registry: Registry, roots: readonly SoftwareRoot[]): UninstallList {
  const programs: UninstallEntry[] = [];
  const updates: string[] = [];
  for (const { path, arch } of roots)
    for (const key of registry.subkeys(`${path}\\${uninstallKey}`)) {
      const entry = `${path}\\${uninstallKey}\\${key}`;
      const name = textOf(registry, entry, 'DisplayName');
      if (isUpdate(registry, entry)) updates.push(...updatesOf(`${key} ${name ?? ''}`));
      else if (name !== null && numberOf(registry, entry, 'SystemComponent') !== 1)
        programs.push({ key, item: itemOf(name, textOf(registry, entry, 'DisplayVersion'), arch, textOf(registry, entry, 'Publisher')) });
    }
  return { programs, updates };
}

const updateTypes: ReadonlySet<string> = new Set([
  'update',
  'hotfix',
  'security update',
  'update rollup',
  'service pack',
  'critical update',
]);

function isUpdate(registry: Registry, entry: string): boolean {
  const type = textOf(registry, entry, 'ReleaseType')?.toLowerCase() ?? '';
  return textOf(registry, entry, 'ParentKeyName') !== null || updateTypes.has(type);
}

const updatesOf = (text: string): string[] => [...text.matchAll(/\bKB(\d{6,8})\b/gi)].map(([, digits = '']) => `KB${digits}`);

export const itemOf = (name: string, version: string | null, arch: string, vendor: string | null): SoftwareItem => ({
  manager: 'windows-program',
  name,
  version,
  arch,
  ...(vendor === null ? {} : { vendor }),
});
