import { type Command, Option } from 'commander';
import type { CliIo } from '../cli-io.ts';
import { addWarnings, type AddOptions } from '../warnings/add-warnings.ts';
import { exportWarning, type ExportOptions } from '../warnings/export-warning.ts';
import { type ChosenWarning, listWarnings, showWarning } from '../warnings/show-warnings.ts';

const dataDir = ['--data-dir <folder>', 'where the data of the collector lies'] as const;
const json = ['--json', 'one JSON document on standard output'] as const;
const year = ['--year <year>', 'of the letter, where several have this number'] as const;

/** `warnings add|list|show|export`: warnings of authorities, beside a running collector or without one. */
export function addWarningCommands(program: Command, io: CliIo): void {
  const warnings = program.command('warnings').description('warnings of authorities, and how many machines are remediated');
  warnings
    .command('add')
    .description('enter a warning by options, from the text of its letter, or several from a CSV file')
    .option('--number <number>', 'number of the letter, such as 56/CATTT-NCSC')
    .option('--issuer <name>', 'who issued it')
    .option('--date <day>', 'day of issue, as 2025-03-12 or 12/03/2025')
    .option('--title <text>', 'what it is about')
    .option('--critical <ids>', 'CVE ids of impact Nghiêm trọng, with commas between')
    .option('--high <ids>', 'CVE ids of impact Cao')
    .option('--cve <ids>', 'CVE ids of another or no impact')
    .option('--product <names>', 'products, with commas between')
    .option('--effect <text>', 'what an attacker can do')
    .option('--exploited', 'it is exploited in the wild')
    .option('--deadline <day>', 'until when machines are to be remediated; "none" where the letter sets none')
    .option('--attach <file>', 'the letter itself, to be kept with it')
    .option('--from-text <file>', 'recognise all this in the text of the letter; - reads standard input. Options outweigh the text')
    .option('--yes', 'what was recognised is right: store it without asking')
    .option('--csv <file>', 'several warnings, a row each, with the names of these options as headers')
    .option('--by <name>', 'who enters it (default: the account of the person at the command line)')
    .option(...json)
    .option(...dataDir)
    .action((options: AddOptions) => addWarnings(options, io));
  warnings
    .command('list')
    .description('warnings with machines remediated / machines in all')
    .option(...json)
    .option(...dataDir)
    .action((options: { json?: boolean; dataDir?: string }) => listWarnings(options, io));
  warnings
    .command('show')
    .description('one warning with its figures by unit')
    .argument('<number>', 'number of the letter')
    .option(...year)
    .option(...json)
    .option(...dataDir)
    .action((number: string, options: Omit<ChosenWarning, 'number'>) => showWarning({ ...options, number }, io));
  warnings
    .command('export')
    .description('write figures by unit, or machines, to a file')
    .argument('<number>', 'number of the letter')
    .addOption(new Option('--format <format>', 'a workbook holds both tables').choices(['csv', 'xlsx']).default('xlsx'))
    .addOption(new Option('--table <table>', 'of a CSV file').choices(['units', 'machines']).default('units'))
    .requiredOption('--out <file>', 'file to write')
    .option(...year)
    .option(...json)
    .option(...dataDir)
    .action((number: string, options: Omit<ExportOptions, 'number'>) => exportWarning({ ...options, number }, io));
}
