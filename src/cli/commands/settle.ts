import { join } from 'node:path';
import type { Command } from 'commander';
import { settleFindings } from '../../agent/settle-findings.ts';
import { AppError } from '../../base/app-error.ts';
import { systemClock } from '../../base/clock.ts';
import { personName, settlementReason } from '../../contracts/finding.ts';
import { type Decision, longestReason } from '../../domain/finding-state.ts';
import { personAtCommandLine } from '../../platform/person-account.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { cliText } from '../text/cli-text.ts';

interface SettleOptions {
  readonly all?: boolean;
  readonly by?: string;
  readonly reason?: string;
  readonly dataDir?: string;
}

const fingerprints = 'fingerprints, or their first 6 digits or more';

/** `acknowledge`: a person has seen a finding and deals with it; it counts on, and alarms nobody until it changes. */
export function addAcknowledgeCommand(program: Command, io: CliIo): void {
  const command = program
    .command('acknowledge')
    .description('take note of findings: they stay listed, and alarm nobody until they change')
    .argument('<fingerprints...>', fingerprints);
  settleWith(command, 'acknowledge', io);
}

/** `accept`: a person takes what was found for what should be; the present state becomes the baseline. */
export function addAcceptCommand(program: Command, io: CliIo): void {
  const command = program.command('accept').description('take findings for what should be: the present state becomes the baseline');
  settleWith(command.argument('[fingerprints...]', fingerprints).option('--all', 'every finding that is not settled'), 'accept', io);
}

/** `baseline accept`: the same as `accept`, all that is not settled for no name. */
export function addBaselineCommand(program: Command, io: CliIo): void {
  const baseline = program.command('baseline').description('the accepted state that changes are told against');
  const command = baseline.command('accept').description('the same as "accept", and "accept --all" without fingerprints');
  withOptions(command.argument('[fingerprints...]', fingerprints)).action((names: string[], options: SettleOptions) =>
    settle('accept', names, { ...options, all: names.length === 0 }, io),
  );
}

function settleWith(command: Command, decision: Decision, io: CliIo): void {
  withOptions(command).action((names: string[], options: SettleOptions) => settle(decision, names, options, io));
}

function withOptions(command: Command): Command {
  return command
    .option('--by <name>', 'who decides this (default: the account of the person at the command line)')
    .option('--reason <text>', `why, 1 to ${longestReason} characters; it goes to the collector: name no patients`)
    .option('--data-dir <dir>', 'data folder instead of the usual one');
}

function settle(decision: Decision, names: readonly string[], options: SettleOptions, io: CliIo): void {
  const all = options.all ?? false;
  if (all === names.length > 0)
    throw new AppError('USAGE', 'Name findings by their fingerprints, or give --all for every one that is not settled.');
  const settlement = { decision, chosen: all ? ('all-unsettled' as const) : names, by: byOf(options, io), reason: reasonOf(options) };
  const store = openAgentStore(join(findInstallation(io.env, options.dataDir).dataFolder, 'agent'));
  try {
    const count = settleFindings(store, settlement, systemClock);
    const text = cliText(io.language);
    io.err(count === 0 ? text.nothingToAccept : text[decision](count));
  } finally {
    store.close();
  }
}

function byOf({ by }: SettleOptions, io: CliIo): string {
  const name = personName.safeParse(by ?? personAtCommandLine(io.env));
  if (name.success) return name.data;
  if (by === undefined) throw new AppError('USAGE', 'This account is not one of a person. Say with --by who decides this.');
  throw new AppError('USAGE', '--by is not a name: 1 to 100 characters on one line.');
}

function reasonOf({ reason }: SettleOptions): string {
  if (reason === undefined) throw new AppError('USAGE', 'Say with --reason why: whoever asks later will want to know.');
  const text = settlementReason.safeParse(reason);
  if (!text.success) throw new AppError('USAGE', `--reason is not valid: 1 to ${longestReason} characters on one line.`);
  return text.data;
}
