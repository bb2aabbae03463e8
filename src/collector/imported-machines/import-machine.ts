import { createHash } from 'node:crypto';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import type { ImportedMachine } from '../../contracts/imported-machines.ts';
import type { ImportRefusal } from '../../domain/inventory/capture.ts';
import { frameOf } from '../../domain/inventory/inventory.ts';
import { tidyInventory } from '../../domain/inventory/tidy-inventory.ts';
import { namedItemsOf } from '../../inventory/named-items.ts';
import type { CaptureFile } from '../../inventory/windows-capture/capture.ts';
import type { InventoryStore } from '../../storage/collector/inventory-store.ts';
import type { UnitStore } from '../../storage/collector/unit-store.ts';
import type { ImportedMachineStore } from '../../storage/collector/warnings/imported-machine-store.ts';
import { type NamedMachine, readMachine } from './read-machine.ts';

export interface MachineToImport {
  /** A unit of this name is made when there is none, once the files could be read. */
  readonly unit: { readonly unitId: string } | { readonly name: string };
  readonly files: readonly CaptureFile[];
  /** Where the files do not name the machine. */
  readonly typedName: string | null;
  readonly importedBy: string;
}

export interface ImportMachineDeps {
  readonly units: UnitStore;
  readonly inventories: InventoryStore;
  readonly imported: ImportedMachineStore;
  /** Told when the machine is stored; `isNew` where no machine had this inventory before. */
  readonly inventoryArrived: (isNew: boolean) => void;
  readonly clock: Clock;
}

export type MachineImported =
  | { readonly outcome: 'imported'; readonly isNew: boolean; readonly machine: NamedMachine; readonly stored: ImportedMachine }
  | { readonly outcome: 'refused'; readonly reason: ImportRefusal };

/**
 * Stores a machine that may not run an agent, from what a person saved on it; the same machine again takes the place of what was
 * known of it. Throws NOT_FOUND for an id that is no unit's.
 */
export async function importMachine(
  { unit, files, typedName, importedBy }: MachineToImport,
  { units, inventories, imported, inventoryArrived, clock }: ImportMachineDeps,
): Promise<MachineImported> {
  const reading = readMachine(files, typedName);
  if (reading.status === 'refused') return { outcome: 'refused', reason: reading.reason };
  const { machine } = reading;
  const now = clock.now();
  const { unitId } = 'name' in unit ? await units.ensure(unit.name, now) : await knownUnit(units, unit.unitId);
  const inventory = tidyInventory(machine.inventory);
  const text = JSON.stringify(inventory);
  const digest = createHash('sha256').update(text).digest('hex');
  // First, so that no machine is there whose inventory cannot be held against a warning.
  const isNewInventory = await inventories.save(digest, frameOf(inventory), namedItemsOf(inventory));
  const { hostname } = machine;
  const source = machine.source.join(', ');
  const { added } = await imported.save([{ unitId, hostname, inventory: text, source, importedBy }], now);
  inventoryArrived(isNewInventory);
  const stored = await imported.find(unitId, hostname);
  if (!stored) throw new AppError('INTERNAL', `${hostname} was stored, and is not there.`);
  return { outcome: 'imported', isNew: added === 1, machine, stored };
}

async function knownUnit(units: UnitStore, unitId: string): Promise<{ readonly unitId: string }> {
  const unit = await units.find(unitId);
  if (!unit) throw new AppError('NOT_FOUND', 'There is no such unit. Nothing was stored; choose one of the list of units.');
  return unit;
}
