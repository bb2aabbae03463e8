import { createPrivateKey } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Cron } from 'croner';
import type { Logger } from 'pino';
import { AppError, toAppError } from '../../base/app-error.ts';
import { type FeedPosition, largestFeedBytes } from '../../contracts/feed.ts';
import { readFeedPosition } from '../../storage/advisories/feed-position.ts';
import { makeFolder } from '../../storage/make-folder.ts';
import type { Enrolment } from '../identity.ts';
import { createCollectorClient } from '../upload/collector-client.ts';
import type { Proxy } from '../upload/proxy.ts';

export interface FeedDeps {
  readonly dataFolder: string;
  readonly everyMinutes: number;
  readonly log: Logger;
  readonly proxy?: Proxy;
  enrolment(): Enrolment | null;
  /** Verifies a bundle and takes it over, in a process of its own. Resolves with its exit code or signal. */
  importBundle(file: string): Promise<number | string>;
}

export interface FeedFollower {
  /** Asks now. Resolves with whether anything new came. */
  follow(signal: AbortSignal): Promise<boolean>;
  stop(): void;
}

/**
 * Fetches what the collector knows of vulnerabilities, and nothing that is known already. The resident agent only carries the file: a
 * process that ends verifies it. Where a collector shares this data folder, its own data is here already.
 */
export function followFeed({ dataFolder, everyMinutes, log, proxy = {}, enrolment, importBundle }: FeedDeps): FeedFollower {
  const stopping = new AbortController();
  const folder = join(dataFolder, 'advisories');
  let underWay: Promise<boolean> | null = null;

  const fetchOnce = async (signal: AbortSignal): Promise<boolean> => {
    const at = enrolment();
    if (at === null || existsSync(join(dataFolder, 'collector', 'collector.db'))) return false;
    makeFolder(folder);
    const file = join(folder, 'feed.bundle');
    try {
      if (!(await download({ ...at, proxy }, readFeedPosition(dataFolder), file, signal))) return false;
      const ended = await importBundle(file);
      if (ended !== 0) throw new AppError('FEED_INVALID', `The vulnerability data that the collector sent was not taken over (${ended}).`);
      return true;
    } finally {
      rmSync(file, { force: true });
    }
  };

  const follow = (signal: AbortSignal): Promise<boolean> => {
    underWay ??= fetchOnce(AbortSignal.any([signal, stopping.signal])).finally(() => {
      underWay = null;
    });
    return underWay;
  };

  // Each machine has its own minute, so that a hospital does not ask at once.
  const startAt = new Date(Date.now() + (5 + Math.random() * everyMinutes * 60) * 1000);
  const job = new Cron('* * * * * *', { interval: everyMinutes * 60, startAt, protect: true, unref: true }, () =>
    follow(stopping.signal).then(
      (isNew) => log.debug({ isNew }, 'asked the collector for vulnerability data'),
      (thrown: unknown) => {
        const error = toAppError(thrown);
        log.warn({ code: error.code }, error.message);
      },
    ),
  );
  return {
    follow,
    stop() {
      job.stop();
      stopping.abort();
    },
  };
}

async function download(
  at: Enrolment & { readonly proxy: Proxy },
  position: FeedPosition,
  file: string,
  signal: AbortSignal,
): Promise<boolean> {
  const client = createCollectorClient(at);
  try {
    const call = { method: 'POST', path: '/api/v1/agent/feed', body: JSON.stringify({ position }), signal } as const;
    const signedBy = { endpointId: at.endpointId, key: createPrivateKey(at.privateKey) };
    return await client.download({ ...call, signedBy }, file, largestFeedBytes);
  } finally {
    client.close();
  }
}
