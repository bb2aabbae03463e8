import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { systemClock } from '../../base/clock.ts';
import { createApiToken, createEnrolmentString, createSignInLink } from '../../collector/administration.ts';
import { type TokenScope, tokenScopes } from '../../domain/access/roles.ts';
import { createCollectorLog } from '../../collector/collector-log.ts';
import { startCollector } from '../../collector/start-collector.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import type { CliIo } from '../cli-io.ts';
import { addEndpointCommands, addEnrolmentStringCommands } from './collector-endpoint.ts';
import { addCollectorImport } from './collector-import.ts';
import { scheduleImports } from '../scheduled-imports.ts';
import type { LoadConfiguration } from '../installation.ts';
import { addApiTokenCommands } from './collector-api-tokens.ts';
import { addCollectorBackupCommands } from './collector-backup.ts';
import { addPersonCommands } from './collector-people.ts';
import { addPolicyCommands } from './collector-policy.ts';
import { readDuration, readWholeNumber } from './option-values.ts';

const dataDir = z.string().min(1).optional();
const runOptions = z.object({ dataDir, port: z.string().optional(), host: z.string().min(1).optional() });
const purposes = ['enrolment', 'sign-in', 'api'] as const;
const tokenOptions = z.object({
  dataDir,
  for: z.enum(purposes),
  unit: z.string().optional(),
  uses: z.string().optional(),
  expiresIn: z.string().optional(),
  scope: z.array(z.enum(tokenScopes)).optional(),
  name: z.string().max(100).optional(),
  json: z.boolean().optional(),
});
type TokenOptions = z.infer<typeof tokenOptions>;

/** `collector run`, and what is done at the machine of the collector: endpoints, strings, tokens, people, transfer, backups. */
export function addCollectorCommands(program: Command, io: CliIo, loadConfiguration: LoadConfiguration): void {
  const collector = program.command('collector').description('the central collector of a department or a hospital');
  collector
    .command('run')
    .description('run the collector until Ctrl-C')
    .option('--data-dir <folder>', 'where the data lies')
    .option('--port <number>', 'TCP port; 0 takes a free one')
    .option('--host <address>', 'address to listen on')
    .action((options: unknown) => runCollector(runOptions.parse(options), io, loadConfiguration));
  addEndpointCommands(collector, io, loadConfiguration);
  addEnrolmentStringCommands(collector, io, loadConfiguration);
  addCollectorBackupCommands(collector, io, loadConfiguration);
  const token = collector.command('token').description('what lets machines, people and programs in');
  token
    .command('create')
    .description('make an enrolment string, a sign-in link or an API token; works while the collector runs')
    .option('--data-dir <folder>', 'where the data of the collector lies')
    .addOption(new Option('--for <purpose>', 'what it is for').choices(purposes).default('enrolment'))
    .option('--unit <name>', 'the unit that machines enrol into, made when there is none of this name; for api, the only one that is read')
    .option('--uses <number>', 'how many machines may enrol with it (default: 1)')
    .addOption(new Option('--scope <scopes...>', 'what an API token reads (default: all but read:audit)').choices(tokenScopes))
    .option('--name <name>', 'by what an API token is known in lists and in the audit log')
    .option('--expires-in <duration>', 'how long it holds, such as 15m, 12h or 7d (default: 7d; sign-in 15m; api 90d)')
    .option('--json', 'print one JSON document')
    .action((options: unknown) => createToken(tokenOptions.parse(options), io, loadConfiguration));
  addCollectorImport(collector, io, loadConfiguration);
  addApiTokenCommands(token, io, loadConfiguration);
  addPersonCommands(collector, io, loadConfiguration);
  addPolicyCommands(collector, io, loadConfiguration);
}

async function runCollector(options: z.infer<typeof runOptions>, io: CliIo, loadConfiguration: LoadConfiguration): Promise<void> {
  const { dataFolder, configuration } = loadConfiguration(options.dataDir);
  const port =
    options.port === undefined ? configuration.collector.port : readWholeNumber('--port', options.port, { least: 0, most: 65_535 });
  const host = options.host ?? configuration.collector.host;
  const log = createCollectorLog({ write: (line) => io.err(line.trimEnd()) });
  const collector = await startCollector({
    dataFolder,
    configuration: { ...configuration.collector, host, port },
    consoleFolder: findConsoleFolder(import.meta.dirname),
    clock: systemClock,
    log,
  });
  const endImports = scheduleImports({ settings: configuration.advisories, dataFolder, entryPoint: io.entryPoint, log });
  io.err(`listening on ${collector.url}`);
  await aborted(io.signal);
  await endImports();
  await collector.close();
}

/** The built console, seen from the sources or from the bundle in dist/node; null when it has not been built. */
export function findConsoleFolder(from: string): string | null {
  const candidates = [join(from, '..', 'console'), join(from, '..', '..', '..', 'dist', 'console')];
  return candidates.find((folder) => existsSync(join(folder, 'index.html'))) ?? null;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

async function createToken(options: TokenOptions, io: CliIo, loadConfiguration: LoadConfiguration): Promise<void> {
  const { dataFolder, configuration } = loadConfiguration(options.dataDir);
  const made = await createFor(options, { dataFolder, configuration: configuration.collector });
  io.out(options.json === true ? JSON.stringify(made) : made.value);
  if (options.json !== true) io.err(`valid until ${made.expiresAt}`);
}

interface MadeToken {
  readonly for: TokenOptions['for'];
  readonly value: string;
  readonly expiresAt: string;
  readonly unitName?: string;
  readonly tokenId?: string;
}

const apiTokenOf = ({ scope, name, unit }: TokenOptions): { scopes?: readonly TokenScope[]; name?: string; unitName?: string } => ({
  ...(scope === undefined ? {} : { scopes: scope }),
  ...(name === undefined ? {} : { name }),
  ...(unit === undefined ? {} : { unitName: unit }),
});

async function createFor(
  options: TokenOptions,
  collector: { dataFolder: string; configuration: Configuration['collector'] },
): Promise<MadeToken> {
  const validMs = (fallback: string): number => readDuration('--expires-in', options.expiresIn ?? fallback);
  if (options.for !== 'enrolment' && options.uses !== undefined)
    throw new AppError('USAGE', `--uses belongs to --for enrolment, not to --for ${options.for}.`);
  if (options.for === 'sign-in' && options.unit !== undefined)
    throw new AppError('USAGE', '--unit does not go with --for sign-in: the link is that of the administrator of the whole collector.');
  if (options.for !== 'api' && (options.scope !== undefined || options.name !== undefined))
    throw new AppError('USAGE', `--scope and --name belong to --for api, not to --for ${options.for}.`);
  if (options.for === 'sign-in') {
    const { link, expiresAt } = await createSignInLink({ ...collector, validMs: validMs('15m') });
    return { for: 'sign-in', value: link, expiresAt };
  }
  if (options.for === 'api') {
    const { token, ...made } = await createApiToken({ ...collector, validMs: validMs('90d'), ...apiTokenOf(options) });
    return { for: 'api', value: token, ...made };
  }
  if (options.unit === undefined) throw new AppError('USAGE', 'Name the unit that machines enrol into: --unit "Bệnh viện …".');
  const uses = readWholeNumber('--uses', options.uses ?? '1', { least: 1, most: 100_000 });
  const { enrolmentString, unitName, expiresAt } = await createEnrolmentString({
    ...collector,
    unitName: options.unit,
    uses,
    validMs: validMs('7d'),
  });
  return { for: 'enrolment', value: enrolmentString, expiresAt, unitName };
}
