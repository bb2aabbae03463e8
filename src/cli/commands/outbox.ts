import { join } from 'node:path';
import type { Command } from 'commander';
import { type Enrolment, readEnrolment } from '../../agent/identity.ts';
import { acknowledgeOutbox } from '../../agent/transfer/acknowledge-outbox.ts';
import { exportOutbox } from '../../agent/transfer/export-outbox.ts';
import { AppError } from '../../base/app-error.ts';
import { systemClock } from '../../base/clock.ts';
import { largestAcknowledgementBytes } from '../../contracts/transfer.ts';
import { type AgentStore, openAgentStore } from '../../storage/agent/agent-store.ts';
import type { CliIo } from '../cli-io.ts';
import { readInputFile } from '../input-file.ts';
import { findInstallation } from '../installation.ts';
import { transferText } from '../text/transfer-text.ts';

interface OutboxOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `outbox export` and `outbox acknowledge`: summaries on a USB stick, beside a running agent or without one. */
export function addOutboxCommands(program: Command, io: CliIo): void {
  const text = transferText[io.language];
  const outbox = program.command('outbox').description('what waits to be sent to the collector, for machines without a network');
  const json = ['--json', 'one JSON document on standard output'] as const;
  const dataDir = ['--data-dir <dir>', 'data folder instead of the usual one'] as const;
  outbox
    .command('export')
    .description('write all that waits into a file for "wardwatch collector import"; nothing leaves the outbox by that')
    .argument('<file>', 'where to write it')
    .option(...json)
    .option(...dataDir)
    .action((file: string, options: OutboxOptions) =>
      withOutbox(options, io, (store, enrolment) => {
        const exported = exportOutbox(store, enrolment, file);
        if (options.json) return io.out(JSON.stringify({ file: exported.summaries > 0 ? file : null, ...exported }));
        io.out(exported.summaries > 0 ? text.exported(exported.summaries, file) : text.nothingWaits);
        if (exported.left > 0) io.out(text.exportedPart(exported.left));
      }),
    );
  outbox
    .command('acknowledge')
    .description('take the file that "wardwatch collector import" wrote: what it names is at the collector')
    .argument('<file>', 'the acknowledgement')
    .option(...json)
    .option(...dataDir)
    .action((file: string, options: OutboxOptions) =>
      withOutbox(options, io, (store, enrolment) => {
        const bytes = readInputFile(file, largestAcknowledgementBytes + 1);
        const done = acknowledgeOutbox(store, enrolment, bytes, systemClock);
        io.out(options.json ? JSON.stringify(done) : text.acknowledged(done.acknowledged + done.alreadyDone, done.waiting));
      }),
    );
}

function withOutbox({ dataDir }: OutboxOptions, io: CliIo, work: (store: AgentStore, enrolment: Enrolment) => void): void {
  const folder = join(findInstallation(io.env, dataDir).dataFolder, 'agent');
  const enrolment = readEnrolment(folder);
  if (enrolment === null)
    throw new AppError(
      'NOT_ENROLLED',
      'This machine is not enrolled at a collector, so nothing waits for one. Run "wardwatch agent enroll" with the string from the department.',
    );
  const store = openAgentStore(folder);
  try {
    work(store, enrolment);
  } finally {
    store.close();
  }
}
