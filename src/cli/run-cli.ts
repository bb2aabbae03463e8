import { Command, CommanderError } from 'commander';
import { toAppError } from '../base/app-error.ts';
import { productVersion } from '../base/version.ts';
import { parentGone } from '../platform/own-process.ts';
import { languageOfLocale } from '../domain/words/language.ts';
import type { CliIo } from './cli-io.ts';
import { findInstallation } from './installation.ts';

/** Runs one command line; resolves with the exit code: 0 done, 1 `--fail-on` reached, 2 wrong usage or configuration, 3 could not do it. */
export async function runCli(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const io: CliIo = {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    isTty: process.stderr.isTTY,
    env: process.env,
    language: languageOfLocale(process.env.WARDWATCH_LANGUAGE ?? process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG),
    signal: abortOnSignals(),
    exitWith: (code) => {
      exitCode = code;
    },
  };
  try {
    await (await createProgram(io, args[0])).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    const error = toAppError(thrown);
    io.err(`wardwatch: ${error.message} [${error.code}]`);
    if (error.code === 'INTERNAL' && process.env.WARDWATCH_DEBUG) io.err(String(thrown instanceof Error ? thrown.stack : thrown));
    return error.exitCode;
  }
}

type AddCommands = (program: Command, io: CliIo) => void;

const load = (io: CliIo) => (dataDir?: string) => findInstallation(io.env, dataDir);

/** Each command with the module that holds it: a command loads what it needs, and the agent stays small. */
const commandModules: Readonly<Record<string, () => Promise<AddCommands>>> = {
  start: async () => (await import('./commands/start.ts')).addStartCommand,
  scan: async () => (await import('./commands/scan.ts')).addScanCommand,
  status: async () => (await import('./commands/status.ts')).addStatusCommand,
  findings: async () => (await import('./commands/findings.ts')).addFindingsCommand,
  baseline: async () => (await import('./commands/baseline.ts')).addBaselineCommand,
  agent: async () => (await import('./commands/agent.ts')).addAgentCommands,
  collector: async () => {
    const { addCollectorCommands } = await import('./commands/collector.ts');
    return (program, io) => addCollectorCommands(program, io, load(io));
  },
  pull: async () => {
    const { addPullCommand } = await import('./commands/pull.ts');
    return (program, io) => addPullCommand(program, io, load(io));
  },
};

/** With the command that was called, or with all of them for the help and for a wrong one. */
async function createProgram(io: CliIo, called: string | undefined): Promise<Command> {
  const program = new Command('wardwatch').description('endpoint monitoring for hospitals').version(productVersion).exitOverride();
  const named = called === undefined ? undefined : commandModules[called];
  for (const module of named ? [named] : Object.values(commandModules)) (await module())(program, io);
  return program;
}

/**
 * The first Ctrl-C asks for a clean end, a second one ends at once. A terminal and the process above may both deliver the
 * same Ctrl-C, so what follows within a second is the same one.
 */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  let firstMs = 0;
  const abort = (): void => {
    if (controller.signal.aborted && performance.now() - firstMs > 1000) process.exit(3);
    if (!controller.signal.aborted) firstMs = performance.now();
    controller.abort();
  };
  process.on('SIGINT', abort).on('SIGTERM', abort).on('SIGHUP', abort);
  parentGone(abort);
  return controller.signal;
}
