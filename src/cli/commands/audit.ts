import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { withStore } from '../../collector/administration.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';

const verifyOptions = z.object({ dataDir: z.string().min(1).optional(), json: z.boolean().optional() });

/** `audit verify`: whether the collector's audit log is as it was written. */
export function addAuditCommands(program: Command, io: CliIo): void {
  program
    .command('audit')
    .description('the log of who did and saw what at the collector')
    .command('verify')
    .description('check the chain of hashes; exits with 1 at the first row that was changed or is missing')
    .option('--data-dir <folder>', 'where the data of the collector lies')
    .option('--json', 'print one JSON document')
    .action(async (options: unknown) => {
      const { dataDir, json } = verifyOptions.parse(options);
      const { dataFolder, configuration } = findInstallation(io.env, dataDir);
      const { database } = collectorFiles(dataFolder);
      if (!existsSync(database)) throw new AppError('USAGE', `There is no collector in ${dataFolder}. Name its folder with --data-dir.`);
      const verified = await withStore({ dataFolder, configuration: configuration.collector }, (store) => store.access.audit.verify());
      if (json === true) io.out(JSON.stringify(verified));
      else if (verified.status === 'whole')
        io.out(
          `whole: ${verified.entries} entries, the last has the hash ${verified.head}. Note it elsewhere: it shows whether later ones were cut off.${verified.cutUpTo === undefined ? '' : ` Those up to ${verified.cutUpTo} were let go, as the log says (collector.keep_audit_days).`}`,
        );
      else
        io.out(
          `broken: entry ${verified.number} ${verified.fault === 'missing' ? 'is missing' : 'is not as it was written'}. Keep the database as it is and find out who had access to it.`,
        );
      if (verified.status === 'broken') io.exitWith(1);
    });
}
