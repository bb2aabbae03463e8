import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { fetchPinnedAuthority } from '../../agent/upload/pinned-authority.ts';
import { collectorProxy, type Proxy } from '../../agent/upload/proxy.ts';
import { AppError } from '../../base/app-error.ts';
import { collectorFiles, publicUrl } from '../../collector/collector-address.ts';
import { authorityCertificateFile } from '../../collector/tls/collector-tls.ts';
import { summaryCursor, summaryPage } from '../../contracts/http-api.ts';
import { openCollectorStore } from '../../storage/collector/collector-store.ts';
import type { CliIo } from '../cli-io.ts';
import type { LoadConfiguration } from '../installation.ts';
import { type CollectorReading, readFromCollector } from './collector-reading.ts';

const pullOptions = z.object({
  since: z.string().optional(),
  url: z.string().optional(),
  token: z.string().optional(),
  authority: z.string().optional(),
  dataDir: z.string().min(1).optional(),
});
type PullOptions = z.infer<typeof pullOptions>;

/** `pull`: summaries from a collector in the order of their arrival, a JSON line each; the cursor to go on from on stderr. */
export function addPullCommand(program: Command, io: CliIo, loadConfiguration: LoadConfiguration): void {
  program
    .command('pull')
    .description('print the summaries that arrived at a collector, one JSON line each')
    .option('--since <cursor>', 'go on after this cursor, as printed by the pull before (default: from the first summary)')
    .option('--url <url>', 'address of the collector (default: the one of this machine)')
    .option('--token <token>', 'API token (default: WARDWATCH_API_TOKEN)')
    .option('--authority <file|sha256>', 'the certificate of the authority of the collector, or its SHA-256 (default: of this machine)')
    .option('--data-dir <folder>', 'where the data of the collector of this machine lies')
    .action((options: unknown) => pull(pullOptions.parse(options), io, loadConfiguration));
}

async function pull(options: PullOptions, io: CliIo, loadConfiguration: LoadConfiguration): Promise<void> {
  let since = sinceOf(options);
  const from = await readingFrom(options, io, loadConfiguration);
  for (;;) {
    const query = new URLSearchParams({ limit: '500', ...(since === undefined ? {} : { cursor: since }) });
    const { items, nextCursor } = await readFromCollector(`/api/v1/summaries?${query.toString()}`, summaryPage, from);
    for (const item of items) io.out(JSON.stringify(item));
    since = items.at(-1)?.cursor ?? since;
    if (nextCursor === null) break;
    if (items.length === 0)
      throw new AppError('COLLECTOR_ANSWER_INVALID', `${from.url.origin} promises more and gives nothing. What was printed is whole.`);
  }
  io.err(since === undefined ? 'no summaries yet' : `next cursor: ${since}`);
}

function sinceOf({ since }: PullOptions): string | undefined {
  if (since !== undefined && !summaryCursor.safeParse(since).success)
    throw new AppError(
      'USAGE',
      `--since "${since.slice(0, 100)}" is not a cursor of summaries, such as summary-1c-0f3a9b2e. Give the one that the pull before printed, or leave it out.`,
    );
  return since;
}

async function readingFrom(options: PullOptions, io: CliIo, loadConfiguration: LoadConfiguration): Promise<CollectorReading> {
  const token = options.token ?? io.env.WARDWATCH_API_TOKEN ?? '';
  if (!/^[A-Za-z0-9_-]{1,200}$/.test(token))
    throw new AppError(
      'USAGE',
      'Give the API token with --token or in WARDWATCH_API_TOKEN. "wardwatch collector token create --for api" makes one.',
    );
  const from =
    options.url === undefined
      ? { ...(await ownCollector(options, loadConfiguration)), proxy: {} }
      : { url: urlOf(options.url), authority: undefined, proxy: proxyOf(options, io, loadConfiguration) };
  const named = options.authority === undefined ? from.authority : await authorityOf(options.authority, from, io.signal);
  return { ...from, token, authority: named, signal: io.signal };
}

/** A collector elsewhere is asked by the same way that the agent of this machine takes to it. */
const proxyOf = ({ dataDir }: PullOptions, io: CliIo, loadConfiguration: LoadConfiguration): Proxy =>
  collectorProxy(loadConfiguration(dataDir).configuration.agent.proxy_url, io.env);

/** The collector whose data lies on this machine. */
async function ownCollector(
  { dataDir }: PullOptions,
  loadConfiguration: LoadConfiguration,
): Promise<{ url: URL; authority: string | undefined }> {
  const { dataFolder, configuration } = loadConfiguration(dataDir);
  const files = collectorFiles(dataFolder);
  const certificate = authorityCertificateFile(files.tls);
  if (!existsSync(files.database) || !existsSync(certificate))
    throw new AppError('USAGE', `There is no collector in ${files.folder}. Name one with --url and --authority.`);
  const store = openCollectorStore(files.database);
  try {
    return {
      url: new URL(publicUrl(configuration.collector, await store.settings.listeningAt())),
      authority: readFileSync(certificate, 'utf8'),
    };
  } finally {
    await store.close();
  }
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:')
    throw new AppError('USAGE', `--url "${text}" is not an https address, such as https://collector.example.vn:8443.`);
  return url;
}

type Way = Pick<CollectorReading, 'url' | 'proxy'>;

async function authorityOf(named: string, way: Way, signal: AbortSignal): Promise<string> {
  if (/^[0-9a-f]{64}$/i.test(named)) return pinnedAuthority(named.toLowerCase(), way, signal);
  try {
    const pem = readFileSync(named, 'utf8');
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  } catch (cause) {
    throw new AppError('USAGE', `--authority "${named}" is neither a readable file nor a SHA-256.`, { cause });
  }
  throw new AppError('USAGE', `--authority "${named}" holds no certificate in PEM.`);
}

async function pinnedAuthority(fingerprint: string, { url, proxy }: Way, signal: AbortSignal): Promise<string> {
  try {
    return await fetchPinnedAuthority(url, fingerprint, signal, proxy);
  } catch (cause) {
    if (!(cause instanceof AppError && cause.code === 'COLLECTOR_NOT_TRUSTED')) throw cause;
    throw new AppError(
      'COLLECTOR_NOT_TRUSTED',
      `${url.origin} does not show the authority that --authority names: it is another collector, or someone stands in between. Nothing was sent.`,
      { cause },
    );
  }
}
