import type { Command } from 'commander';
import type { CliIo } from '../cli-io.ts';
import { addInventoryImport } from './inventory-import.ts';

/** `inventory`: the system and software of machines. */
export function addInventoryCommands(program: Command, io: CliIo): void {
  const inventory = program.command('inventory').description('the system and the software of a machine');
  addInventoryImport(inventory, io);
}
