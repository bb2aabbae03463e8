import type { Inventory, SoftwareItem } from '../../../domain/inventory/inventory.ts';
import { tidyInventory } from '../../../domain/inventory/tidy-inventory.ts';
import type { Registry } from '../../../domain/registry-key.ts';
import type { Partly } from '../../host.ts';
import type { RunCommand } from '../../run-command.ts';
import type { ReadRegistry } from '../registry-reader.ts';
import { componentPackagesKey, readComponentUpdates } from './component-updates.ts';
import { frameworkKey, knownProgramKeys, readFramework, readKnownPrograms } from './known-programs.ts';
import { officeKeys, readOffice } from './office.ts';
import { machineRoots, userRoots } from './registry-values.ts';
import { readSqlServers, sqlServerKey } from './sql-server.ts';
import { readStorePackages, storePackageKeys } from './store-packages.ts';
import { readSystem } from './system-identity.ts';
import { readUninstallList, uninstallKey } from './uninstall-entries.ts';

const machine = ['HKLM\\SOFTWARE', 'HKLM\\SOFTWARE\\WOW6432Node'];
const users = ['HKU\\*\\Software', 'HKU\\*\\Software\\WOW6432Node'];
const below = (roots: readonly string[], keys: readonly string[]): string[] =>
  roots.flatMap((root) => keys.map((key) => `${root}\\${key}`));

/** All keys that the inventory is read from. */
export const inventoryKeys: readonly string[] = [
  ...below(machine, [uninstallKey, ...knownProgramKeys, sqlServerKey]),
  ...below(users, [uninstallKey, ...knownProgramKeys]),
  ...storePackageKeys,
  ...officeKeys,
  frameworkKey,
  componentPackagesKey,
];

export interface InventoryReading {
  readonly run: RunCommand;
  readonly readRegistry: ReadRegistry;
}

/**
 * One reading of the registry for all of it. The list of software is null where that of the machine's programs could not be read, the
 * list of updates where that of components could not; whatever else is unread, the programs of users who are not signed in among it, is
 * told.
 */
export async function readInventory({ run, readRegistry }: InventoryReading, signal: AbortSignal): Promise<Partly<Inventory>> {
  const system = await readSystem(run, signal);
  const { value: registry, unreadable } = await readRegistry(inventoryKeys, signal);
  const isHidden = (key: string): boolean => unreadable.some(({ subject }) => `${key}\\`.toLowerCase().startsWith(subject.toLowerCase()));
  const { software, updates } = readSoftware(registry, system.arch);
  const components = readComponentUpdates(registry);
  const hasList = below(machine, [uninstallKey]).every((key) => !isHidden(key)) && software.length > 0;
  const ofWindows = isHidden(componentPackagesKey) ? null : (components.updates ?? (updates.length > 0 ? [] : null));
  const inventory = {
    system: { ...system, revision: system.revision ?? components.newestRevision },
    software: hasList ? software : null,
    updates: ofWindows === null ? null : [...ofWindows, ...updates],
  };
  return { value: tidyInventory(inventory), unreadable };
}

function readSoftware(registry: Registry, arch: string | null): { software: SoftwareItem[]; updates: readonly string[] } {
  const ofMachine = machineRoots(arch);
  const all = [...ofMachine, ...userRoots(registry)];
  const { programs, updates } = readUninstallList(registry, all);
  const { items: office, others } = readOffice(registry, programs);
  const listed = others.map(({ item }) => item);
  const software = [
    ...listed,
    ...office,
    ...readStorePackages(registry),
    ...readKnownPrograms(registry, all, listed),
    ...readFramework(registry),
    ...readSqlServers(registry, ofMachine),
  ];
  return { software, updates };
}
