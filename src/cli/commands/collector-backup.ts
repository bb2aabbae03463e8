import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { systemClock, isoTime } from '../../base/clock.ts';
import { productVersion } from '../../base/version.ts';
import { noteAtMachine, withStore } from '../../collector/administration.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import type { AuditOutcome } from '../../domain/access/audit-outcome.ts';
import { makeBackup } from '../../storage/backup/make-backup.ts';
import { restoreBackup } from '../../storage/backup/restore-backup.ts';
import { lockFolder } from '../../storage/folder-lock.ts';
import { makeFolder } from '../../storage/make-folder.ts';
import type { CliIo } from '../cli-io.ts';
import type { Installation } from '../installation.ts';

interface BackupCommandOptions {
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly replace?: boolean;
}

const plan = {
  databases: ['collector/collector.db', 'advisories/advisories.db'],
  others: ['collector/tls', 'wardwatch.toml'],
};
const places = ['collector', 'advisories', 'wardwatch.toml'];

const note = ({ dataFolder, configuration }: Installation, action: string, target: string, outcome?: AuditOutcome): Promise<void> =>
  withStore({ dataFolder, configuration: configuration.collector }, (store, now) => noteAtMachine(store, now, action, target, outcome));

/** `collector backup` and `collector restore`. */
export function addCollectorBackupCommands(collector: Command, io: CliIo, loadConfiguration: (dataDir?: string) => Installation): void {
  collector
    .command('backup')
    .description('copy all data of the collector, also while it runs; the copy holds its private keys')
    .argument('<folder>', 'a new folder for the copy')
    .option('--data-dir <folder>', 'where the data of the collector lies')
    .option('--json', 'print one JSON document')
    .action(async (folder: string, { dataDir, json }: BackupCommandOptions) => {
      const installation = loadConfiguration(dataDir);
      const { dataFolder } = installation;
      const to = resolve(folder);
      const manifest = await makeBackup({ ...plan, dataFolder, to, productVersion, madeAt: isoTime(systemClock) }).catch(
        async (thrown: unknown) => {
          if (existsSync(collectorFiles(dataFolder).database)) await note(installation, 'backup.create', to, 'failed');
          throw thrown;
        },
      );
      await note(installation, 'backup.create', to);
      if (json) io.out(JSON.stringify({ folder: to, ...manifest }));
      else io.err(`${to}: ${manifest.files.length} files, ${manifest.files.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`);
    });
  collector
    .command('restore')
    .description('put a backup back, after reading it through; the collector must not run')
    .argument('<folder>', 'the backup')
    .option('--data-dir <folder>', 'where the data of the collector shall lie')
    .option('--replace', 'put data that is there aside first')
    .option('--json', 'print one JSON document')
    .action(async (folder: string, { dataDir, json, replace }: BackupCommandOptions) => {
      const installation = loadConfiguration(dataDir);
      const { dataFolder } = installation;
      makeFolder(dataFolder, 0o755);
      const own = join(dataFolder, 'collector');
      const refuseInUse = (): void => {
        if (existsSync(own)) lockFolder(own, 'collector').release(); // throws while a collector works on it
      };
      const asideAs = `before-restore-${isoTime(systemClock).replaceAll(':', '-')}`;
      const manifest = await restoreBackup({
        from: resolve(folder),
        dataFolder,
        places,
        mayReplace: replace ?? false,
        asideAs,
        refuseInUse,
        prepare: (incoming) => note({ ...installation, dataFolder: incoming }, 'backup.restore', resolve(folder)),
        tell: ({ done, path }) => (json ? undefined : io.err(`${done} ${path}`.trimEnd())),
      });
      if (json) io.out(JSON.stringify(manifest));
      else io.err(`${dataFolder}: ${manifest.madeAt} (WardWatch ${manifest.productVersion})`);
    });
}
