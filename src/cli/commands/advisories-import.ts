import type { Command } from 'commander';
import type { CliIo } from '../cli-io.ts';
import type { ImportCommandOptions } from '../advisories/import-documents.ts';

/** `advisories import` and `advisories validate`. Readers of documents and networks take longer to load than a match takes: only when called. */
export function addImportCommands(advisories: Command, io: CliIo): void {
  advisories
    .command('import')
    .description(
      'read advisories from files, folders, archives and URLs, or a signed bundle of a collector; exit code 1 when a document was refused, 3 when a source cannot be read',
    )
    .argument('<sources...>', 'paths or URLs')
    .option('--json', 'one JSON document on standard output')
    .option('--authority <file>', 'certificate of the collector that made a bundle, where this machine is not enrolled at it')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action(async (sources: string[], options: ImportCommandOptions) =>
      (await import('../advisories/import-documents.ts')).importFrom(sources, options, io),
    );
  advisories
    .command('validate')
    .description('say whether an import would take a file, and store nothing; exit code 1 when it would not')
    .argument('<file>', 'path')
    .option('--json', 'one JSON document on standard output')
    .action(async (file: string, options: ImportCommandOptions) =>
      (await import('../advisories/import-documents.ts')).validate(file, options, io),
    );
}
