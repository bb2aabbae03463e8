import type { Command } from 'commander';
import type { ExportOptions } from '../advisories/export-bundle.ts';
import type { CliIo } from '../cli-io.ts';

/** `advisories export`: a signed bundle for a USB stick. Works while the collector runs. What signs is loaded only when called. */
export function addExportCommand(advisories: Command, io: CliIo): void {
  advisories
    .command('export')
    .description('write all vulnerability data of this collector as a signed bundle, for machines without a network')
    .argument('<file>', 'where to write it')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <dir>', 'where the data of the collector lies')
    .action(async (file: string, options: ExportOptions) =>
      (await import('../advisories/export-bundle.ts')).exportBundle(file, options, io),
    );
}
