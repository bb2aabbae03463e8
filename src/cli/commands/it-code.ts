import { join } from 'node:path';
import type { Command } from 'commander';
import { hashCode } from '../../agent/access/code-hash.ts';
import { acceptableCode, setItCode } from '../../agent/access/it-code.ts';
import { systemClock } from '../../base/clock.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { readSecretLine } from '../secret-line.ts';
import { cliText } from '../text/cli-text.ts';

/** `agent it-code set` and `hash`: the code is read from a terminal or from standard input. */
export function addItCodeCommands(agent: Command, io: CliIo): void {
  const itCode = agent.command('it-code').description('the code with which staff of the IT department decide at this machine');
  itCode
    .command('set')
    .description('set it, from standard input; for an administrator')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action(async ({ dataDir }: { readonly dataDir?: string }) => {
      const text = cliText(io.language);
      const store = openAgentStore(join(findInstallation(io.env, dataDir).dataFolder, 'agent'));
      try {
        await setItCode(store, await readSecretLine(text.typeItCode, io), systemClock);
        io.err(text.itCodeSet);
      } finally {
        store.close();
      }
    });
  itCode
    .command('hash')
    .description('print what to write as agent.it_code_hash into the configuration of many machines')
    .action(async () => {
      io.out(await hashCode(acceptableCode(await readSecretLine(cliText(io.language).typeItCode, io))));
    });
}
