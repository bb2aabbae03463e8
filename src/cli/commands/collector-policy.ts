import type { Command } from 'commander';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { systemClock } from '../../base/clock.ts';
import { noteAtMachine } from '../../collector/administration.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import { publishPolicy, readPolicyContent } from '../../collector/policy/publish-policy.ts';
import { openDataSigner } from '../../collector/tls/collector-tls.ts';
import { mostPolicyCharacters } from '../../contracts/policy.ts';
import { type CollectorStore, openCollectorStore } from '../../storage/collector/collector-store.ts';
import type { CliIo } from '../cli-io.ts';
import { readInputFile } from '../input-file.ts';
import { personBy } from '../person-by.ts';

const options = z.object({ dataDir: z.string().min(1).optional(), by: z.string().optional(), json: z.boolean().optional() });

type LocateData = (dataDir?: string) => { readonly dataFolder: string };

/** `collector policy set|show|history`: what the workstations of this collector follow. */
export function addPolicyCommands(collector: Command, io: CliIo, locateData: LocateData): void {
  const policy = collector.command('policy').description('what workstations follow: schedules, watched places, maintenance windows');
  const command = (name: string, description: string): Command =>
    policy
      .command(name)
      .description(description)
      .option('--data-dir <folder>', 'where the data of the collector lies')
      .option('--json', 'print one JSON document');
  const filesOf = (dataDir: string | undefined) => collectorFiles(locateData(dataDir).dataFolder);

  command('set', 'sign a policy (TOML) as the next version; works while the collector runs')
    .argument('<file>', 'the policy')
    .option('--by <name>', 'who sets it')
    .action(async (file: string, given: unknown) => {
      const { dataDir, by, json } = options.parse(given);
      const files = filesOf(dataDir);
      const content = readPolicyContent(tomlOf(file));
      const signer = await openDataSigner(files.tls);
      const version = await withStore(files.database, async (store) => {
        const published = await publishPolicy(store.policies, content, { by: personBy(by, io), now: systemClock.now(), signer });
        await noteAtMachine(store, systemClock.now(), 'policy.set', String(published));
        return published;
      });
      io.out(json === true ? JSON.stringify({ version }) : `policy version ${version}`);
    });
  command('show', 'the policy that holds').action(async (given: unknown) => {
    const { newest, foreign } = await withStore(filesOf(options.parse(given).dataDir).database, async ({ policies }) => ({
      newest: await policies.newest(),
      foreign: await policies.foreign(),
    }));
    if (foreign !== null)
      io.err(
        `Machines follow version ${foreign}, which this collector has not published: it was put back from a backup since. They refuse what is shown here; set the policy again, and it gets a number above theirs.`,
      );
    if (newest === null) throw new AppError('NOT_FOUND', 'No policy has been set: workstations follow their own configuration.');
    io.out(newest.document);
  });
  command('history', 'every policy that was ever set, newest first').action(async (given: unknown) => {
    const { dataDir, json } = options.parse(given);
    const history = await withStore(filesOf(dataDir).database, ({ policies }) => policies.history());
    if (json === true) return io.out(JSON.stringify(history));
    for (const { version, createdAt, by, document } of history)
      io.out(`${version}\t${new Date(createdAt).toISOString()}\t${by}\t${document}`);
  });
}

function tomlOf(file: string): unknown {
  const text = Buffer.from(readInputFile(file, mostPolicyCharacters)).toString('utf8');
  try {
    return parse(text);
  } catch (cause) {
    throw new AppError(
      'POLICY_REFUSED',
      `${file} is not valid TOML: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''}`,
      { cause },
    );
  }
}

async function withStore<Value>(database: string, work: (store: CollectorStore) => Promise<Value>): Promise<Value> {
  const store = openCollectorStore(database);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
