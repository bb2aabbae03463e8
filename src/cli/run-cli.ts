import { Command, CommanderError } from 'commander';
import { toAppError } from '../base/app-error.ts';
import { productVersion } from '../base/version.ts';
import { languageOfLocale } from '../domain/words/language.ts';
import { storeError } from '../storage/store-error.ts';
import type { CliIo } from './cli-io.ts';
import { jsonAnswer } from './json-answer.ts';
import { unknownVariables } from './environment-variables.ts';
import { findInstallation } from './installation.ts';
import { cliText } from './text/cli-text.ts';

/** What the command line stands on: the real process, or a test's. */
export type CliProcess = Omit<CliIo, 'language' | 'exitWith'>;

/** Runs one command line; resolves with the exit code: 0 done, 1 `--fail-on` reached, 2 wrong usage or configuration, 3 could not do it. */
export async function runCli(args: readonly string[], base: CliProcess): Promise<number> {
  let exitCode = 0;
  const { env } = base;
  const answer = jsonAnswer(args, base.out);
  const io: CliIo = {
    ...base,
    out: answer.out,
    language: languageOfLocale(env.WARDWATCH_LANGUAGE ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG),
    exitWith: (code) => {
      exitCode = code;
    },
  };
  for (const { name, nearest } of unknownVariables(env)) io.err(`wardwatch: ${cliText(io.language).unknownVariable(name, nearest)}`);
  try {
    await (await createProgram(io, args[0])).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      if (thrown.exitCode === 0) return 0;
      answer.refuse('USAGE', usageProblem(thrown));
      return 2;
    }
    const error = toAppError(storeError(thrown, 'the data folder'));
    if (error.code === 'INTERNAL' && env.WARDWATCH_DEBUG !== undefined) io.err(String(thrown instanceof Error ? thrown.stack : thrown));
    io.err(`wardwatch: ${error.message} [${error.code}]`);
    answer.refuse(error.code, error.message);
    return error.exitCode;
  }
}

/** Where a group of commands is called without one of them, the help is all that is said. */
const usageProblem = ({ code, message }: CommanderError): string =>
  code === 'commander.help' ? 'A command is missing. "--help" names those that there are.' : message.replace(/^error: /, '');

type AddCommands = (program: Command, io: CliIo) => void;

const load = (io: CliIo) => (dataDir?: string) => findInstallation(io.env, dataDir);

/** Each command with the module that holds it: a command loads what it needs, and the agent stays small. */
const commandModules: Readonly<Record<string, () => Promise<AddCommands>>> = {
  start: async () => (await import('./commands/start.ts')).addStartCommand,
  scan: async () => (await import('./commands/scan.ts')).addScanCommand,
  status: async () => (await import('./commands/status.ts')).addStatusCommand,
  findings: async () => (await import('./commands/findings.ts')).addFindingsCommand,
  acknowledge: async () => (await import('./commands/settle.ts')).addAcknowledgeCommand,
  accept: async () => (await import('./commands/settle.ts')).addAcceptCommand,
  baseline: async () => (await import('./commands/settle.ts')).addBaselineCommand,
  canary: async () => (await import('./commands/canary.ts')).addCanaryCommands,
  rules: async () => (await import('./commands/rules.ts')).addRulesCommand,
  advisories: async () => (await import('./commands/advisories.ts')).addAdvisoriesCommands,
  versions: async () => (await import('./commands/versions.ts')).addVersionsCommand,
  inventory: async () => (await import('./commands/inventory.ts')).addInventoryCommands,
  agent: async () => (await import('./commands/agent.ts')).addAgentCommands,
  outbox: async () => (await import('./commands/outbox.ts')).addOutboxCommands,
  collector: async () => {
    const { addCollectorCommands } = await import('./commands/collector.ts');
    return (program, io) => addCollectorCommands(program, io, load(io));
  },
  update: async () => {
    const { addUpdateCommands } = await import('./commands/update.ts');
    return (program, io) => addUpdateCommands(program, io);
  },
  warnings: async () => (await import('./commands/warnings.ts')).addWarningCommands,
  audit: async () => (await import('./commands/audit.ts')).addAuditCommands,
  pull: async () => {
    const { addPullCommand } = await import('./commands/pull.ts');
    return (program, io) => addPullCommand(program, io, load(io));
  },
};

/** With the command that was called, or with all of them for the help and for a wrong one. */
export async function createProgram(io: CliIo, called: string | undefined): Promise<Command> {
  const program = new Command('wardwatch')
    .description('endpoint monitoring for hospitals')
    .version(productVersion)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    });
  if (called === '--version' || called === '-V') return program;
  const named = called === undefined ? undefined : commandModules[called];
  for (const module of named ? [named] : Object.values(commandModules)) (await module())(program, io);
  return program;
}
