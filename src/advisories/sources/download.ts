import { AppError } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import type { ImportLimits } from '../import-limits.ts';
import type { Fetch, FetchResponse } from './fetch-through-proxy.ts';
import type { RememberedResponse } from './response-memory.ts';
import { inMegabytes } from './split-documents.ts';

export type Download =
  | { readonly status: 'read'; readonly bytes: Buffer; readonly etag: string | null; readonly lastModified: string | null }
  | { readonly status: 'not-modified' }
  | { readonly status: 'unreadable'; readonly reason: string };

export interface DownloadRequest {
  readonly url: URL;
  readonly fetch: Fetch;
  readonly remembered: RememberedResponse | null;
  readonly limits: ImportLimits;
  readonly signal: AbortSignal;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Reads what stands at a URL, whole or not at all. Throws CANCELLED when the caller's signal ends it. */
export async function download(request: DownloadRequest): Promise<Download> {
  const watch = createWatch(request);
  try {
    return await follow(request, watch, request.url, request.limits.redirects);
  } catch (thrown) {
    if (request.signal.aborted) throw new AppError('CANCELLED', `The download of ${request.url.href} was cancelled.`, { cause: thrown });
    if (thrown instanceof AppError) throw thrown;
    return unreadable(
      watch.reason() ?? `The server cannot be reached (${networkCode(thrown)}). Check the address, the network and the proxy.`,
    );
  } finally {
    watch.end();
  }
}

const unreadable = (reason: string): Download => ({ status: 'unreadable', reason });

async function follow(request: DownloadRequest, watch: Watch, url: URL, left: number): Promise<Download> {
  const { fetch, remembered } = request;
  const headers: Record<string, string> = { accept: '*/*', 'user-agent': 'WardWatch' };
  if (remembered?.etag) headers['if-none-match'] = remembered.etag;
  if (remembered?.lastModified) headers['if-modified-since'] = remembered.lastModified;
  const response = await fetch(url.href, { headers, redirect: 'manual', signal: watch.signal });
  watch.heard();
  const location = response.headers.get('location');
  if (redirects.has(response.status) && location !== null) {
    const next = nextAddress(url, location);
    if (next === null) return unreadable(`The server sends on to an address that is not followed: ${location.slice(0, 200)}`);
    if (left === 0) return unreadable(`The server sends on more than ${request.limits.redirects} times.`);
    return follow(request, watch, next, left - 1);
  }
  if (response.status === 304 && remembered) return { status: 'not-modified' };
  if (response.status !== 200) return unreadable(`The server answers ${response.status} instead of the document. Check the address.`);
  return readBody(response, watch, request.limits.downloadBytes);
}

/** Null for what is no web address, and for one that gives up encryption. */
function nextAddress(from: URL, location: string): URL | null {
  if (!URL.canParse(location, from.href)) return null;
  const next = new URL(location, from);
  return next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:') ? next : null;
}

async function readBody(response: FetchResponse, watch: Watch, mostBytes: number): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    watch.heard();
    bytes += chunk.length;
    if (bytes > mostBytes) return unreadable(`The answer is larger than ${inMegabytes(mostBytes)}, the most that is downloaded at once.`);
    chunks.push(chunk);
  }
  return {
    status: 'read',
    bytes: Buffer.concat(chunks),
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
  };
}

interface Watch {
  readonly signal: AbortSignal;
  /** Something came. */
  heard(): void;
  /** Why the watch ended the download; null where it did not. */
  reason(): string | null;
  end(): void;
}

/** Ends a download that is silent or goes on for too long. */
function createWatch({ limits, signal }: DownloadRequest): Watch {
  const abort = new AbortController();
  let reason: string | null = null;
  const stop = (why: string): void => {
    reason = why;
    abort.abort();
  };
  const silent = setTimeout(() => stop(`The server was silent for ${limits.silentMs / 1000} seconds. Try again later.`), limits.silentMs);
  const whole = setTimeout(
    () => stop(`The download took longer than ${limits.downloadMs / 1000} seconds. Try again later.`),
    limits.downloadMs,
  );
  return {
    signal: AbortSignal.any([signal, abort.signal]),
    heard: () => void silent.refresh(),
    reason: () => reason,
    end: () => {
      clearTimeout(silent);
      clearTimeout(whole);
      abort.abort();
    },
  };
}

function networkCode(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return systemErrorCode(cause) ?? systemErrorCode(thrown) ?? (cause instanceof Error ? cause.message : String(thrown));
}
