import { basename } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../base/app-error.ts';
import { systemClock } from '../../base/clock.ts';
import { unitNameOf } from '../../collector/administration.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import { importMachine } from '../../collector/imported-machines/import-machine.ts';
import { type ImportRefusal, machineName, maxCaptureBytes } from '../../domain/inventory/capture.ts';
import { captureWords } from '../../domain/words/capture-words.ts';
import type { CapturedMachine, CaptureFile } from '../../inventory/windows-capture/capture.ts';
import { readMachineFiles } from '../../inventory/machine-files.ts';
import { openCollectorStore } from '../../storage/collector/collector-store.ts';
import type { CliIo } from '../cli-io.ts';
import { readInputFile } from '../input-file.ts';
import { findInstallation } from '../installation.ts';
import { personBy } from '../person-by.ts';
import { importText, storedText } from '../text/inventory-import-text.ts';

interface ImportOptions {
  readonly unit?: string;
  readonly name?: string;
  readonly by?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `inventory import`: what systeminfo and wmic, or a CycloneDX document, tell of a machine that may not run an agent. Exit code 1 where the files are refused. */
export function addInventoryImport(inventory: Command, io: CliIo): void {
  inventory
    .command('import')
    .description(
      'a machine without an agent, from the output of "systeminfo" and "wmic qfe list full" that a person saved there, or from a CycloneDX document',
    )
    .argument('<files...>', 'saved output, in any language and encoding of Windows; or one CycloneDX document in JSON')
    .option('--unit <name>', 'store the machine in this unit of the collector; without it the machine is only shown')
    .option('--name <hostname>', 'of the machine, where the files do not name it')
    .option('--by <name>', 'who imports it (default: the account of the person at the command line)')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <folder>', 'where the data of the collector lies')
    .action((paths: readonly string[], options: ImportOptions) => importCaptures(paths, options, io));
}

async function importCaptures(paths: readonly string[], options: ImportOptions, io: CliIo): Promise<void> {
  const isJson = options.json ?? false;
  const unitName = options.unit === undefined ? null : unitNameOf(options.unit);
  if (options.name !== undefined && !machineName.test(options.name))
    throw new AppError('USAGE', '--name is not the name of a machine: 1 to 253 characters without blanks and without \\ / : * ? " < > | ,');
  if (unitName === null && (options.name !== undefined || options.by !== undefined))
    throw new AppError('USAGE', '--name and --by are for a machine that is stored. Say with --unit in which unit.');
  // One byte more than is read tells a file that is too large.
  const files = paths.map((path) => ({ name: path, bytes: readInputFile(path, maxCaptureBytes + 1) }));
  if (unitName !== null) return store(files, unitName, options, io);
  const reading = readMachineFiles(files);
  if (reading.status === 'refused') return refuse(reading.reason, isJson, io);
  if (isJson) return io.out(JSON.stringify(asJson(reading.machine)));
  for (const line of importText(io.language, reading.machine)) io.out(line);
}

async function store(paths: readonly CaptureFile[], unitName: string, options: ImportOptions, io: CliIo): Promise<void> {
  const importedBy = personBy(options.by, io);
  // A path may name a person; only the file's name is kept.
  const files = paths.map(({ name, bytes }) => ({ name: basename(name), bytes }));
  const { dataFolder } = findInstallation(io.env, options.dataDir);
  const collector = openCollectorStore(collectorFiles(dataFolder).database);
  try {
    const { units, inventories, warnings } = collector;
    const outcome = await importMachine(
      { unit: { name: unitName }, files, typedName: options.name ?? null, importedBy },
      // A running collector looks for inventories that it has not judged every minute.
      { units, inventories, imported: warnings.imported, inventoryArrived: () => undefined, clock: systemClock },
    );
    if (outcome.outcome === 'refused') return refuse(outcome.reason, options.json ?? false, io);
    const { machine, stored, isNew } = outcome;
    const asRead = { ...machine, source: paths.map(({ name }) => name) };
    if (options.json) {
      const { machineId, unitName: unit, importedAt } = stored;
      io.out(JSON.stringify({ ...asJson(asRead), stored: { machineId, unit, importedAt, isNew } }));
    } else for (const line of importText(io.language, asRead)) io.out(line);
    io.err(storedText[io.language](stored.hostname, stored.unitName, isNew));
  } finally {
    await collector.close();
  }
}

function refuse(reason: ImportRefusal, isJson: boolean, io: CliIo): void {
  const text = captureWords(io.language).refusal(reason);
  io.err(`wardwatch: ${text}`);
  if (isJson) io.out(JSON.stringify({ refused: { ...reason, text } }));
  io.exitWith(1);
}

function asJson({ inventory, hostname, installedAt, areUpdatesComplete, source, leftOut }: CapturedMachine): object {
  const { family, product, version, edition, build, revision, arch } = inventory.system;
  return {
    os: { family, product, version, edition, build, revision, arch },
    updates: inventory.updates,
    ...(inventory.software !== null && { software: inventory.software.length }),
    ...(leftOut !== undefined && { leftOut }),
    ...(!areUpdatesComplete && { updatesComplete: false }),
    ...(installedAt !== null && { installedAt }),
    hostname,
    source,
  };
}
