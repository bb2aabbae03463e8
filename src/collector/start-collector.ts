import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { collectDefaultMetrics } from 'prom-client';
import { AppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import { systemErrorCode } from '../base/system-error.ts';
import type { Configuration } from '../contracts/configuration.ts';
import { openCollectorStore } from '../storage/collector/collector-store.ts';
import { lockFolder } from '../storage/folder-lock.ts';
import { openKnowledge } from './advisories/knowledge.ts';
import { collectorFiles, listeningUrl, serverNames } from './collector-address.ts';
import { createCollectorApp } from './collector-app.ts';
import { createCollectorMetrics } from './collector-metrics.ts';
import { keepRetention } from './keep-retention.ts';
import { certificateFiles } from './tls/own-certificate.ts';
import { keepServerCertificates } from './tls/server-certificates.ts';

export interface CollectorOptions {
  readonly dataFolder: string;
  readonly configuration: Configuration['collector'];
  /** The built console; null serves the interface alone. */
  readonly consoleFolder: string | null;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** How often it looks whether its certificates are to be renewed. */
  readonly certificateCheckMs?: number;
}

export interface RunningCollector {
  /** Where it listens, `https://host:port`. */
  readonly url: string;
  readonly port: number;
  /** Answers what is under way, for at most 5 s, then lets go of everything. */
  close(): Promise<void>;
}

const mostClosingMs = 5000;
/** Connections not yet taken: a whole department comes back at once after an outage. Linux cuts it to net.core.somaxconn, 4096 by default. */
const longestQueue = 8192;

/** Throws FOLDER_IN_USE, PORT_IN_USE, CONFIGURATION_INVALID or an error of the store; nothing stays open then. */
export async function startCollector(options: CollectorOptions): Promise<RunningCollector> {
  const { dataFolder, configuration } = options;
  const files = collectorFiles(dataFolder);
  const release: (() => Promise<void>)[] = [];
  const letGo = async (): Promise<void> => {
    for (const step of release.splice(0).toReversed())
      await step().catch((thrown: unknown) => options.log.error({ err: thrown }, 'a part of the collector did not end as it should'));
  };
  try {
    const lock = lockFolder(files.folder, 'collector');
    release.push(async () => lock.release());
    const store = openCollectorStore(files.database);
    release.push(() => store.close());
    const tls = await keepServerCertificates({
      tlsFolder: files.tls,
      names: serverNames(configuration),
      files: certificateFiles(configuration),
      clock: options.clock,
      log: options.log,
      checkEveryMs: options.certificateCheckMs ?? 3_600_000,
    });
    release.push(async () => tls.close());
    const knowledge = await openKnowledge({ dataFolder, tlsFolder: files.tls, inventories: store.inventories, clock: options.clock });
    release.push(async () => knowledge.close());
    const metrics = createCollectorMetrics({
      endpoints: store.endpoints,
      clock: options.clock,
      silentAfterMinutes: configuration.silent_after_minutes,
    });
    collectDefaultMetrics({ register: metrics.registry });
    const app = await createCollectorApp({ ...options, store, knowledge, metrics, tls });
    release.push(() => closeApp(app));
    const port = await listen(app, configuration);
    const url = listeningUrl(configuration.host, port);
    const endRetention = keepRetention({ retention: store.retention, settings: configuration, clock: options.clock, log: options.log });
    release.push(endRetention);
    await store.settings.setListeningAt(url);
    release.push(() => store.settings.setListeningAt(null));
    return { url, port, close: letGo };
  } catch (thrown) {
    await letGo();
    throw thrown;
  }
}

async function listen(app: FastifyInstance, { host, port }: Configuration['collector']): Promise<number> {
  try {
    await app.listen({ host, port, backlog: longestQueue });
    const [address] = app.addresses();
    return typeof address === 'object' ? address.port : port;
  } catch (cause) {
    throw listenError(cause, host, port);
  }
}

function listenError(cause: unknown, host: string, port: number): unknown {
  const code = systemErrorCode(cause);
  if (code === 'EADDRINUSE')
    return new AppError(
      'PORT_IN_USE',
      `Port ${port} of ${host} is taken by another program. Stop that one, or take another port with --port or WARDWATCH_COLLECTOR_PORT.`,
      { cause },
    );
  if (code === 'EACCES')
    return new AppError(
      'CONFIGURATION_INVALID',
      `Port ${port} needs rights that this account lacks. Take one above 1023 with --port or WARDWATCH_COLLECTOR_PORT.`,
      { cause },
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new AppError('CONFIGURATION_INVALID', `This machine has no address "${host}" to listen on. Correct --host or collector.host.`, {
      cause,
    });
  return cause;
}

async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), mostClosingMs);
  await app.close();
  clearTimeout(cut);
}
