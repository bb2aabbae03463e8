import type { Command } from 'commander';
import type { CapturedMachine } from '../../inventory/windows-capture/capture.ts';
import { maxCaptureBytes, readWindowsCaptures } from '../../inventory/windows-capture/read-windows-captures.ts';
import type { CliIo } from '../cli-io.ts';
import { readInputFile } from '../input-file.ts';
import { captureRefusalText, importText } from '../text/inventory-import-text.ts';

/** `inventory import`: what systeminfo and wmic told on a machine that may not run an agent. Exit code 1 where the files are no such output. */
export function addInventoryImport(inventory: Command, io: CliIo): void {
  inventory
    .command('import')
    .description('a machine without an agent, from the output of "systeminfo" and "wmic qfe list full" that a person saved there')
    .argument('<files...>', 'saved output, in any language and encoding of Windows')
    .option('--json', 'one JSON document on standard output')
    .action((paths: readonly string[], options: { readonly json?: boolean }) => importCaptures(paths, options.json ?? false, io));
}

function importCaptures(paths: readonly string[], isJson: boolean, io: CliIo): void {
  // One byte more than is read tells a file that is too large.
  const reading = readWindowsCaptures(paths.map((path) => ({ name: path, bytes: readInputFile(path, maxCaptureBytes + 1) })));
  if (reading.status === 'refused') {
    const text = captureRefusalText(io.language, reading.reason);
    io.err(`wardwatch: ${text}`);
    if (isJson) io.out(JSON.stringify({ refused: { ...reading.reason, text } }));
    return io.exitWith(1);
  }
  if (isJson) return io.out(JSON.stringify(asJson(reading.machine)));
  for (const line of importText(io.language, reading.machine)) io.out(line);
}

function asJson({ inventory, hostname, installedAt, areUpdatesComplete, source }: CapturedMachine): object {
  const { family, product, version, edition, build, revision, arch } = inventory.system;
  return {
    os: { family, product, version, edition, build, revision, arch },
    updates: inventory.updates,
    ...(!areUpdatesComplete && { updatesComplete: false }),
    ...(installedAt !== null && { installedAt }),
    hostname,
    source,
  };
}
