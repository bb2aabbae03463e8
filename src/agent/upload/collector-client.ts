import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { type Agent, request } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import type { z } from 'zod';
import { AppError, type ErrorCode, isErrorCode } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { errorBody } from '../../contracts/http-api.ts';
import { pinnedConnections, whenTrusted } from './pinned-connections.ts';
import { type Proxy, proxyRefusal } from './proxy.ts';
import { contentDigestOf, type SignedBy, signRequest } from './sign-request.ts';

export interface CollectorClientOptions {
  readonly url: string;
  /** The collector's certificate authority in PEM: the only one that is trusted. */
  readonly authority: string;
  readonly timeoutMs?: number;
  readonly proxy?: Proxy;
}

export interface CollectorRequest {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** JSON text. */
  readonly body: string;
  readonly signal: AbortSignal;
  readonly signedBy?: SignedBy;
}

export interface CollectorClient {
  /** The parsed answer; for an answer without content `null` is parsed. Throws what became of it as an AppError. */
  send<Answer>(call: CollectorRequest, answer: z.ZodType<Answer>): Promise<Answer>;
  /** Writes the answer into a file, whole or not at all; false for an answer without content. Throws as `send` does. */
  download(call: CollectorRequest, file: string, maxBytes: number): Promise<boolean>;
  close(): void;
}

const maxAnswerBytes = 1024 * 1024;
const downloadMs = 15 * 60_000;

export function createCollectorClient({ url, authority, timeoutMs = 30_000, proxy = {} }: CollectorClientOptions): CollectorClient {
  const connections = pinnedConnections(new URL(url), authority, proxy);
  return {
    async send(call, answer) {
      const { status, text } = await exchange(new URL(call.path, url), call, { agent: connections, authority, timeoutMs, take: takeText });
      if (status < 200 || status > 299) throw refusal(status, text);
      const parsed = answer.safeParse(text === '' ? null : parseJson(text));
      if (parsed.success) return parsed.data;
      throw new AppError(
        'COLLECTOR_ANSWER_INVALID',
        `${url} answered something that is not the collector's language. Nothing is lost; check that the address is the collector's and that no proxy answers in its place.`,
      );
    },
    async download(call, file, maxBytes) {
      const take = (response: IncomingMessage): Promise<string> =>
        response.statusCode === 200 ? takeFile(response, file, maxBytes) : takeText(response);
      const { status, text } = await exchange(new URL(call.path, url), call, {
        agent: connections,
        authority,
        timeoutMs: downloadMs,
        take,
      });
      if (status < 200 || status > 299) throw refusal(status, text);
      return status === 200;
    },
    close: () => connections.destroy(),
  };
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

interface ExchangeOptions {
  readonly agent: Agent;
  readonly authority: string;
  readonly timeoutMs: number;
  readonly take: (response: IncomingMessage) => Promise<string>;
}

/** A kept connection may have ended on the other side just now: then once more, on a new one. All that is sent here may arrive twice. */
async function exchange(url: URL, call: CollectorRequest, options: ExchangeOptions): Promise<Answered> {
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(options.timeoutMs)]);
  const answered = (await attempt(url, { ...call, signal }, options)) ?? (await attempt(url, { ...call, signal }, options));
  return answered ?? Promise.reject(unreachable(url, new Error('ended')));
}

/** Null where the connection was kept from before and had ended. */
function attempt(url: URL, call: CollectorRequest, { agent, authority, take }: ExchangeOptions): Promise<Answered | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered | null>();
  const plain = Buffer.from(call.body);
  const body = isCompressed(call) ? gzipSync(plain) : plain;
  const { method, signal } = call;
  const sent = request(url, { method, agent, signal, headers: headersOf(call, url, body) }, (response) => {
    take(response).then(
      (text) => resolve({ status: response.statusCode ?? 0, text }),
      (cause: Error) => reject(unreachable(url, cause)),
    );
  });
  sent.once('error', (cause) => {
    if (sent.reusedSocket && systemErrorCode(cause) === 'ECONNRESET') resolve(null);
    else reject(unreachable(url, cause));
  });
  // Not a byte of the request before it is known who would read it.
  sent.once('socket', (socket) =>
    whenTrusted(socket, url, authority, (refused) => void (refused ? sent.destroy(notTrusted(url, refused)) : sent.end(body))),
  );
  return promise;
}

async function takeText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of bounded(response, maxAnswerBytes)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function takeFile(response: IncomingMessage, file: string, maxBytes: number): Promise<string> {
  const aside = `${file}.part`;
  await pipeline(bounded(response, maxBytes), createWriteStream(aside, { mode: 0o600, flush: true }));
  await rename(aside, file);
  return '';
}

async function* bounded(response: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > maxBytes) throw new AppError('COLLECTOR_ANSWER_INVALID', `The collector answered more than ${maxBytes} bytes.`);
    yield chunk;
  }
}

/** gzip would make a heartbeat longer. */
const isCompressed = ({ signedBy, body }: CollectorRequest): boolean => signedBy !== undefined && body.length > 200;

function headersOf(call: CollectorRequest, url: URL, body: Buffer): Record<string, string | number> {
  const common = { 'content-type': 'application/json', 'content-length': body.length };
  if (!call.signedBy) return { ...common, 'content-digest': contentDigestOf(body) };
  const { contentDigest, signatureInput, signature } = signRequest(call.method, url.pathname, body, call.signedBy);
  const encoding = isCompressed(call) ? { 'content-encoding': 'gzip' } : {};
  return { ...common, ...encoding, 'content-digest': contentDigest, 'signature-input': signatureInput, signature };
}

function unreachable(url: URL, cause: Error): AppError {
  if (cause instanceof AppError) return cause;
  const refused = proxyRefusal(cause);
  if (refused !== null)
    return new AppError('COLLECTOR_UNREACHABLE', `${url.origin} cannot be reached: ${refused}. What is to be sent is kept.`, { cause });
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  if (/ERR_TLS|ERR_SSL/.test(code)) return notTrusted(url, cause);
  return new AppError(
    'COLLECTOR_UNREACHABLE',
    `${url.origin} cannot be reached (${code}). What is to be sent is kept and sent later by itself.`,
    { cause },
  );
}

const notTrusted = (url: URL, cause: Error): AppError =>
  new AppError(
    'COLLECTOR_NOT_TRUSTED',
    `${url.origin} does not show the certificate that was pinned at enrolment (${systemErrorCode(cause) ?? cause.message}). Nothing was sent. If the collector was set up anew, enrol this machine again.`,
    { cause },
  );

function refusal(status: number, text: string): AppError {
  const parsed = errorBody.safeParse(parseJson(text));
  const code: ErrorCode =
    parsed.success && isErrorCode(parsed.data.code) ? parsed.data.code : status >= 500 ? 'COLLECTOR_UNREACHABLE' : 'COLLECTOR_REFUSED';
  return new AppError(code, `The collector answered ${status}: ${parsed.success ? parsed.data.message : 'no reason that can be read'}`);
}
