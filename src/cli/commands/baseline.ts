import { join } from 'node:path';
import type { Command } from 'commander';
import { acceptFindings } from '../../agent/accept-findings.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { cliText } from '../text/cli-text.ts';

/** `baseline accept`: a person takes what was found for what should be. */
export function addBaselineCommand(program: Command, io: CliIo): void {
  program
    .command('baseline')
    .description('the accepted state that changes are told against')
    .command('accept')
    .description('accept findings: by the first digits of their fingerprint, or all that are open')
    .argument('[ids...]', 'fingerprints, or their first 6 digits or more')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action((ids: string[], options: { readonly dataDir?: string }) => {
      const store = openAgentStore(join(findInstallation(io.env, options.dataDir).dataFolder, 'agent'));
      try {
        const count = acceptFindings(store, ids);
        const text = cliText(io.language);
        io.err(count === 0 ? text.nothingToAccept : text.accepted(count));
      } finally {
        store.close();
      }
    });
}
