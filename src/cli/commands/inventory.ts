import type { Command } from 'commander';
import type { CliIo } from '../cli-io.ts';
import { addInventoryExport } from './inventory-export.ts';

/** `inventory`: the system and software of machines. */
export function addInventoryCommands(program: Command, io: CliIo): void {
  const inventory = program.command('inventory').description('the system and the software of a machine');
  addInventoryExport(inventory, io);
}
