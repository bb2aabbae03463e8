import type { SoftwareItem } from '../../../domain/inventory/inventory.ts';
import type { Registry } from '../../../domain/registry-key.ts';
import { type SoftwareRoot, textOf } from './registry-values.ts';
import { itemOf } from './uninstall-entries.ts';

export const sqlServerKey = 'Microsoft\\Microsoft SQL Server';

// By the first part of the version, and the second where it matters: Microsoft, "Latest updates and version history for SQL Server".
const years: Readonly<Record<string, string>> = {
  '9': '2005',
  '10': '2008',
  '10.50': '2008 R2',
  '11': '2012',
  '12': '2014',
  '13': '2016',
  '14': '2017',
  '15': '2019',
  '16': '2022',
  '17': '2025',
};

/** One item for each version in use. Names of instances may tell whose they are, and are left out. */
export function readSqlServers(registry: Registry, roots: readonly SoftwareRoot[]): SoftwareItem[] {
  return roots.flatMap(({ path, arch }) => {
    const names = `${path}\\${sqlServerKey}\\Instance Names\\SQL`;
    const own = registry.keys.find((key) => key.path.toLowerCase() === names.toLowerCase());
    const instances = (own?.values ?? []).flatMap(({ data }) => (data.type === 'sz' ? [data.text] : []));
    return instances.flatMap((instance) => {
      const setup = `${path}\\${sqlServerKey}\\${instance}\\Setup`;
      const version = textOf(registry, setup, 'PatchLevel') ?? textOf(registry, setup, 'Version');
      const [major = '', minor = ''] = version?.split('.') ?? [];
      const year = years[`${major}.${minor}`] ?? years[major];
      return [itemOf(`Microsoft SQL Server${year === undefined ? '' : ` ${year}`}`, version, arch, 'Microsoft Corporation')];
    });
  });
}
