import type { Command } from 'commander';
import type { CliIo } from '../cli-io.ts';
import { addInventoryImport } from './inventory-import.ts';

export function addInventoryCommands(program: Command, io: CliIo): void {
  const inventory = program.command('inventory').description('systems, their software and their updates');
  addInventoryImport(inventory, io);
}
