import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { pino } from 'pino';
import { changeKey } from '../../agent/change-key.ts';
import { enrol } from '../../agent/enrol.ts';
import { publicKeyText, readEnrolment } from '../../agent/identity.ts';
import { runAgent } from '../../agent/run-agent.ts';
import { collectorProxy } from '../../agent/upload/proxy.ts';
import { AppError } from '../../base/app-error.ts';
import { isoTime, systemClock } from '../../base/clock.ts';
import { createHost } from '../../platform/create-host.ts';
import { restoreAgent } from '../../storage/agent/agent-backup.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';
import { lockFolder } from '../../storage/folder-lock.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { cliText } from '../text/cli-text.ts';
import { addItCodeCommands } from './it-code.ts';

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

  addItCodeCommands(agent, io);

  agent
    .command('restore')
    .description('put the last good copy in the place of a database that is gone or damaged, which is put aside')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action(({ dataDir }: AgentOptions) => {
      const folder = join(findInstallation(io.env, dataDir).dataFolder, 'agent');
      const lock = lockFolder(folder, 'agent');
      try {
        restoreAgent(folder, `before-restore-${isoTime(systemClock).replaceAll(':', '-')}`);
        io.err(cliText(io.language).agentRestored);
      } finally {
        lock.release();
      }
    });

  agent
    .command('rotate-key')
    .description('give this machine a new key at its collector; the present one signs the change')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action(async ({ dataDir, json }: AgentOptions & { readonly json?: boolean }) => {
      const { dataFolder, configuration } = findInstallation(io.env, dataDir);
      const folder = join(dataFolder, 'agent');
      const enrolment = readEnrolment(folder);
      if (enrolment === null)
        throw new AppError(
          'NOT_ENROLLED',
          'This machine is not enrolled at a collector, so it has no key there. Run "wardwatch agent enroll".',
        );
      const { endpointId, privateKey } = await changeKey(
        folder,
        enrolment,
        collectorProxy(configuration.agent.proxy_url, io.env),
        io.signal,
      );
      const publicKey = publicKeyText(createPrivateKey(privateKey));
      io.out(json ? JSON.stringify({ endpointId, publicKey }) : cliText(io.language).keyChanged(endpointId));
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
