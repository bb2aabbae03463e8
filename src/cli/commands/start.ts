import type { Command } from 'commander';
import { AppError } from '../../base/app-error.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { startEverything } from '../start/start-everything.ts';

interface StartOptions {
  readonly dataDir?: string;
  readonly once?: boolean;
}

/** Everything on one machine: for a first look, a small hospital or a developer. */
export function addStartCommand(program: Command, io: CliIo): void {
  program
    .command('start')
    .description('run a collector and an agent on this machine, enrol it, scan it and show what was found')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .option('--once', 'stop when the report is printed')
    .action(async ({ dataDir, once }: StartOptions) => {
      const { dataFolder, configuration } = findInstallation(io.env, dataDir);
      try {
        await startEverything({ dataFolder, configuration, io, stayUp: once !== true });
      } catch (thrown) {
        if (!(thrown instanceof AppError && thrown.code === 'CANCELLED')) throw thrown;
      }
    });
}
