import type { Command } from 'commander';
import { importAdvisories } from '../../advisories/import-advisories.ts';
import { fetchThroughProxy } from '../../advisories/sources/fetch-through-proxy.ts';
import type { ResponseMemory } from '../../advisories/sources/response-memory.ts';
import { validateFile } from '../../advisories/validate-file.ts';
import { isoTime, systemClock } from '../../base/clock.ts';
import type { AdvisorySink } from '../../domain/advisories/advisory-sink.ts';
import type { CliIo } from '../cli-io.ts';
import { importWords } from '../text/import-words.ts';

export interface OpenedSink {
  readonly sink: AdvisorySink;
  /** Absent where what servers said is not kept. */
  readonly memory?: ResponseMemory;
  close(): void;
}
export type OpenSink = (dataDir: string | undefined) => OpenedSink | Promise<OpenedSink>;

interface ImportCommandOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
}

const documentsBetweenLines = 1_000;

/** `advisories import` and `advisories validate`. */
export function addImportCommands(advisories: Command, io: CliIo, openSink: OpenSink): void {
  advisories
    .command('import')
    .description(
      'read advisories from files, folders, archives and URLs; exit code 1 when a document was refused, 3 when a source cannot be read',
    )
    .argument('<sources...>', 'paths or URLs')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action((sources: string[], options: ImportCommandOptions) => importFrom(sources, options, io, openSink));
  advisories
    .command('validate')
    .description('say whether an import would take a file, and store nothing; exit code 1 when it would not')
    .argument('<file>', 'path')
    .option('--json', 'one JSON document on standard output')
    .action((file: string, options: Pick<ImportCommandOptions, 'json'>) => validate(file, options, io));
}

async function importFrom(
  sources: readonly string[],
  { json, dataDir }: ImportCommandOptions,
  io: CliIo,
  openSink: OpenSink,
): Promise<void> {
  const words = importWords(io.language);
  const { sink, memory, close } = await openSink(dataDir);
  let documents = 0;
  try {
    const result = await importAdvisories(sources, {
      sink,
      signal: io.signal,
      clock: systemClock,
      fetch: fetchThroughProxy(io.env),
      ...(memory && { memory }),
      onProgress: (progress) => {
        documents += 1;
        if (documents % documentsBetweenLines === 0) io.err(words.progress(progress));
      },
    });
    for (const { source, reason } of result.quarantined) io.err(words.quarantined(source, reason));
    for (const { source, reason } of result.unreadable) io.err(words.unreadable(source, reason));
    io.out(json ? JSON.stringify(result) : words.summary(result));
    if (result.unreadable.length > 0) io.exitWith(3);
    else if (result.quarantined.length > 0) io.exitWith(1);
  } finally {
    close();
  }
}

async function validate(file: string, { json }: Pick<ImportCommandOptions, 'json'>, io: CliIo): Promise<void> {
  const words = importWords(io.language);
  const validation = await validateFile(file, isoTime(systemClock).slice(0, 10));
  if (validation.status === 'unreadable') {
    io.err(words.unreadable(file, validation.reason));
    io.exitWith(3);
    return;
  }
  const { status, format } = validation;
  if (status === 'refused') {
    io.err(words.refused(validation.reason));
    io.exitWith(1);
  } else if (!json) io.out(words.accepted(validation.format));
  if (json) io.out(JSON.stringify({ accepted: status === 'accepted', format, ...(status === 'refused' && { reason: validation.reason }) }));
}
