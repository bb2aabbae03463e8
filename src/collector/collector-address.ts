import { isIP } from 'node:net';
import { join } from 'node:path';
import { AppError } from '../base/app-error.ts';
import type { Configuration } from '../contracts/configuration.ts';

type Address = Pick<Configuration['collector'], 'host' | 'port' | 'public_url'>;

/** Where a collector keeps everything, below the data folder. */
export function collectorFiles(dataFolder: string): { readonly folder: string; readonly database: string; readonly tls: string } {
  const folder = join(dataFolder, 'collector');
  return { folder, database: join(folder, 'collector.db'), tls: join(folder, 'tls') };
}

/** Listening on all addresses is not an address that one can call. */
const everyAddress: ReadonlySet<string> = new Set(['0.0.0.0', '::', '']);

/** `https://host:port` for people and agents on this machine. */
export function listeningUrl(host: string, port: number): string {
  const callable = everyAddress.has(host) ? '127.0.0.1' : host;
  return new URL(`https://${isIP(callable) === 6 ? `[${callable}]` : callable}:${port}`).origin;
}

/** The names that the server certificate must carry. */
export function serverNames({ host, public_url }: Address): string[] {
  const outside = public_url === undefined ? [] : [new URL(public_url).hostname.replaceAll(/^\[|\]$/g, '')];
  const own = everyAddress.has(host) ? [] : [host];
  return [...new Set([...outside, ...own, 'localhost', '127.0.0.1', '::1'])];
}

/**
 * The address that others are told: the configured one, else where the collector listens, else where it will.
 * Throws CONFIGURATION_INVALID when that cannot be known.
 */
export function publicUrl({ host, port, public_url }: Address, listeningAt: string | null): string {
  if (public_url !== undefined) return new URL(public_url).origin;
  if (everyAddress.has(host))
    throw new AppError(
      'CONFIGURATION_INVALID',
      `The collector listens on all addresses (${host}), so its name for others is not known. Set collector.public_url, for example "https://wardwatch.example.vn:8443".`,
    );
  if (listeningAt !== null) return listeningAt;
  if (port === 0)
    throw new AppError(
      'CONFIGURATION_INVALID',
      'The collector takes a free port (port 0) and has not run yet: start it first, or set collector.public_url.',
    );
  return listeningUrl(host, port);
}
