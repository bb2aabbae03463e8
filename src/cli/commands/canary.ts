import { join } from 'node:path';
import type { Command } from 'commander';
import { canaryState, removeCanaries, standingCanaries } from '../../agent/watch/canaries.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { cliText } from '../text/cli-text.ts';

interface CanaryOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `canary list` and `canary remove`: the files that `watch.canary_folders` has the agent place. */
export function addCanaryCommands(program: Command, io: CliIo): void {
  const canary = program.command('canary').description('files whose change means that something encrypts documents');
  canary
    .command('list')
    .description('where canary files stand, and whether they are as they were placed')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action((options: CanaryOptions) =>
      withStore(options, io, (store) => {
        const canaries = standingCanaries(store).map((path) => ({ path, state: canaryState(path) }));
        if (options.json) return io.out(JSON.stringify({ canaries }));
        if (canaries.length === 0) return io.out(cliText(io.language).noCanaries);
        for (const { path, state } of canaries) io.out(`${state}  ${path}`);
      }),
    );
  canary
    .command('remove')
    .description('takes canary files away; name no folder in watch.canary_folders, or the agent places them again when it starts')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action((options: CanaryOptions) =>
      withStore(options, io, (store) => {
        const removed = removeCanaries(store);
        io.out(options.json ? JSON.stringify({ removed }) : cliText(io.language).canariesRemoved(removed.length));
      }),
    );
}

function withStore(options: CanaryOptions, io: CliIo, work: (store: ReturnType<typeof openAgentStore>) => void): void {
  const store = openAgentStore(join(findInstallation(io.env, options.dataDir).dataFolder, 'agent'));
  try {
    work(store);
  } finally {
    store.close();
  }
}
