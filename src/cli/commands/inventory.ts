import type { Command } from 'commander';
import type { CliIo } from '../cli-io.ts';
import { addInventoryExport } from './inventory-export.ts';
import { addInventoryImport } from './inventory-import.ts';

/** `inventory`: the system, the software and the updates of machines. */
export function addInventoryCommands(program: Command, io: CliIo): void {
  const inventory = program.command('inventory').description('the system, the software and the updates of a machine');
  addInventoryExport(inventory, io);
  addInventoryImport(inventory, io);
}
