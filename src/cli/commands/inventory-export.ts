import type { Command } from 'commander';
import type { Inventory } from '../../domain/inventory/inventory.ts';
import { words } from '../../domain/words/words.ts';
import { createHost } from '../../platform/create-host.ts';
import type { CliIo } from '../cli-io.ts';
import { cliText } from '../text/cli-text.ts';

interface ExportOptions {
  readonly json?: boolean;
  readonly cyclonedx?: boolean;
}

/** `inventory export`: reads this machine now and prints what is installed on it; what could not be read goes to stderr. */
export function addInventoryExport(inventory: Command, io: CliIo): void {
  inventory
    .command('export')
    .description('print the system and the software of this machine, as they are now')
    .option('--json', 'one JSON document on standard output')
    .option('--cyclonedx', 'a CycloneDX 1.6 document in JSON')
    .action((options: ExportOptions) => exportInventory(options, io));
}

async function exportInventory({ json, cyclonedx }: ExportOptions, io: CliIo): Promise<void> {
  const { value: inventory, unreadable } = await createHost().readInventory(io.signal);
  if (cyclonedx) {
    const { exportCycloneDx } = await import('../../inventory/cyclonedx/export-bom.ts');
    io.out(exportCycloneDx(inventory));
  } else if (json) io.out(JSON.stringify(inventory));
  else for (const line of listing(inventory)) io.out(line);
  const text = cliText(io.language);
  for (const { subject, reason } of unreadable) io.err(`${text.notRead}: ${subject} (${reason})`);
  if (inventory.software !== null) return;
  io.err(`wardwatch: ${words(io.language).verdictReason('software-list-missing')}`);
  io.exitWith(3);
}

/** Columns by tabs, for people and for sort(1) and cut(1). */
function listing({ system, software, updates }: Inventory): string[] {
  const { product, version, edition, build, revision, arch } = system;
  const number = build === null ? null : [build, revision].filter((part) => part !== null).join('.');
  const items = (software ?? []).map((item) => [item.manager, item.name, item.version ?? '', item.arch].join('\t'));
  return [[product, version, edition, number, arch].filter((part) => part !== null).join(' '), ...items, ...(updates ?? [])];
}
