import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { pino } from 'pino';
import { enrol } from '../../agent/enrol.ts';
import { runAgent } from '../../agent/run-agent.ts';
import { collectorProxy } from '../../agent/upload/proxy.ts';
import { systemClock } from '../../base/clock.ts';
import { createHost } from '../../platform/create-host.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { cliText } from '../text/cli-text.ts';

interface AgentOptions {
  readonly dataDir?: string;
}

export function addAgentCommands(program: Command, io: CliIo): void {
  const agent = program.command('agent').description('the background agent of this machine');
  agent
    .command('run')
    .description('keep watch on this machine until stopped')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action(({ dataDir }: AgentOptions) => {
      const { dataFolder, configuration } = findInstallation(io.env, dataDir);
      const log = pino({ name: 'agent', level: io.env.WARDWATCH_LOG_LEVEL ?? 'info' }, pino.destination(2));
      return runAgent({
        dataFolder,
        configuration,
        clock: systemClock,
        log,
        entryPoint: io.entryPoint,
        signal: io.signal,
        onReady: (path) => io.err(`listening on ${path}`),
      });
    });

  agent
    .command('enroll')
    .alias('enrol')
    .description('bind this machine to a collector with the string that the department gave out')
    .argument('<string>', 'the enrolment string, or - to read it from standard input')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action(async (given: string, { dataDir }: AgentOptions) => {
      const text = given === '-' ? readFileSync(0, 'utf8') : given;
      const { dataFolder, configuration } = findInstallation(io.env, dataDir);
      const folder = join(dataFolder, 'agent');
      const proxy = collectorProxy(configuration.agent.proxy_url, io.env);
      const store = openAgentStore(folder);
      try {
        const { unitName } = await enrol(text, {
          agentFolder: folder,
          store,
          os: createHost().os,
          clock: systemClock,
          signal: io.signal,
          proxy,
        });
        io.err(cliText(io.language).enrolled(unitName));
      } finally {
        store.close();
      }
    });
}
