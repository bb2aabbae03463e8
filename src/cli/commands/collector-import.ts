import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { noteAtMachine } from '../../collector/administration.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import { openDataSigner } from '../../collector/tls/collector-tls.ts';
import { writeWhole } from '../../collector/tls/pem-bundle.ts';
import { type ImportedOutbox, importOutbox } from '../../collector/transfer/import-outbox.ts';
import { writeAcknowledgement } from '../../collector/transfer/write-acknowledgement.ts';
import { toAppError } from '../../base/app-error.ts';
import { largestTransferBytes } from '../../contracts/transfer.ts';
import type { AuditOutcome } from '../../domain/access/audit-outcome.ts';
import { openCollectorStore } from '../../storage/collector/collector-store.ts';
import type { CliIo } from '../cli-io.ts';
import type { Installation } from '../installation.ts';
import { readInputFile } from '../input-file.ts';
import { transferText } from '../text/transfer-text.ts';

type FindInstallation = (dataDir?: string) => Installation;

interface ImportOptions {
  readonly to?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

type Imported = ({ readonly file: string; readonly acknowledgement: string | null } & ImportedOutbox) | Unusable;
interface Unusable {
  readonly file: string;
  readonly unusable: { readonly code: string; readonly why: string };
}

/** `collector import`: summaries that came in files. Exit code 1 where anything was refused; the rest is stored. */
export function addCollectorImport(collector: Command, io: CliIo, loadConfiguration: FindInstallation): void {
  collector
    .command('import')
    .description('take in files of "wardwatch outbox export" and write an acknowledgement for each; works while the collector runs')
    .argument('<files...>', 'files from workstations')
    .option('--to <folder>', 'where acknowledgements go (default: beside each file)')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <folder>', 'where the data of the collector lies')
    .action((files: readonly string[], options: ImportOptions) => importFiles(files, options, io, loadConfiguration));
}

async function importFiles(files: readonly string[], options: ImportOptions, io: CliIo, load: FindInstallation): Promise<void> {
  const { dataFolder, configuration } = load(options.dataDir);
  const signer = await openDataSigner(collectorFiles(dataFolder).tls);
  const store = openCollectorStore(collectorFiles(dataFolder).database);
  const deps = { ...store, clock: systemClock, maxBytes: configuration.collector.max_body_mb * 1024 * 1024 };
  const importOne = async (file: string): Promise<Imported> => {
    try {
      const bytes = Buffer.from(readInputFile(file, largestTransferBytes + 1));
      const done = await importOutbox(bytes, deps);
      const { endpointId, summaryIds, previousSequence } = done;
      if (endpointId === null || summaryIds.length === 0) return { file, acknowledgement: null, ...done };
      const answer = `${options.to === undefined ? file : join(options.to, basename(file))}.acknowledged`;
      writeWhole(answer, writeAcknowledgement({ endpointId, summaryIds: [...summaryIds], previousSequence }, signer), 0o644, true);
      return { file, acknowledgement: answer, ...done };
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      if (code !== 'TRANSFER_INVALID' && code !== 'FILE_UNREADABLE') throw thrown;
      return { file, unusable: { code, why: message } };
    }
  };
  try {
    const imported: Imported[] = [];
    for (const file of files) {
      const one = await importOne(file);
      const { target, outcome } = auditOf(one);
      await noteAtMachine(store, systemClock.now(), 'outbox.import', target, outcome);
      imported.push(one);
    }
    if (imported.some((one) => 'unusable' in one || one.refused.length > 0)) io.exitWith(1);
    if (options.json) io.out(JSON.stringify({ files: imported }));
    else for (const one of imported) tell(one, io);
  } finally {
    await store.close();
  }
}

/** What the audit log says of a file. */
function auditOf(one: Imported): { readonly target: string; readonly outcome: AuditOutcome } {
  const file = basename(one.file).slice(0, 120);
  if ('unusable' in one) return { target: `${file}: ${one.unusable.code}`, outcome: 'failed' };
  const counts = `${one.new} new, ${one.duplicate} known, ${one.refused.length} refused`;
  return { target: `${file}: ${one.endpointId ?? 'no endpoint'}, ${counts}`, outcome: one.endpointId === null ? 'refused' : 'done' };
}

function tell(one: Imported, io: CliIo): void {
  const text = transferText[io.language];
  if ('unusable' in one) return io.err(`${one.file}: ${one.unusable.why}`);
  io.out(text.imported(one.file, one.new, one.duplicate));
  for (const { line, why } of one.refused) io.err(text.refusedLine(one.file, line, why));
  io.out(one.acknowledgement === null ? text.noAcknowledgement(one.file) : text.acknowledgementWritten(one.acknowledgement));
}
