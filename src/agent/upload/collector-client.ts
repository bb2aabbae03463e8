import { createHash, type KeyObject, sign } from 'node:crypto';
import { Agent, request } from 'node:https';
import { gzipSync } from 'node:zlib';
import type { z } from 'zod';
import { AppError, type ErrorCode, isErrorCode } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { errorBody } from '../../contracts/http-api.ts';
import { signatureBase, signatureLabel, signatureParams } from '../../contracts/signature.ts';

export interface CollectorClientOptions {
  readonly url: string;
  /** The collector's certificate authority in PEM: the only one that is trusted. */
  readonly authority: string;
  readonly timeoutMs?: number;
}

export interface SignedBy {
  readonly endpointId: string;
  readonly key: KeyObject;
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
  close(): void;
}

const maxAnswerBytes = 1024 * 1024;

export function createCollectorClient({ url, authority, timeoutMs = 30_000 }: CollectorClientOptions): CollectorClient {
  const connections = new Agent({ keepAlive: true, ca: authority, maxSockets: 1, minVersion: 'TLSv1.3' });
  return {
    async send(call, answer) {
      const { status, text } = await exchange(new URL(call.path, url), call, connections, timeoutMs);
      if (status < 200 || status > 299) throw refusal(status, text);
      const parsed = answer.safeParse(text === '' ? null : parseJson(text));
      if (parsed.success) return parsed.data;
      throw new AppError(
        'COLLECTOR_ANSWER_INVALID',
        `${url} answered something that is not the collector's language. Nothing is lost; check that the address is the collector's and that no proxy answers in its place.`,
      );
    },
    close: () => connections.destroy(),
  };
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

function exchange(url: URL, call: CollectorRequest, agent: Agent, timeoutMs: number): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const body = call.signedBy ? gzipSync(call.body) : Buffer.from(call.body);
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]);
  const sent = request(url, { method: call.method, agent, signal, headers: headersOf(call, url, body) }, (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxAnswerBytes)
        response.destroy(new AppError('COLLECTOR_ANSWER_INVALID', `${url.origin} answered more than ${maxAnswerBytes} bytes.`));
      else chunks.push(chunk);
    });
    response.once('error', (cause) => reject(unreachable(url, cause)));
    response.once('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
  });
  sent.once('error', (cause) => reject(unreachable(url, cause)));
  sent.end(body);
  return promise;
}

function headersOf(call: CollectorRequest, url: URL, body: Buffer): Record<string, string | number> {
  const contentDigest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const common = { 'content-type': 'application/json', 'content-length': body.length, 'content-digest': contentDigest };
  if (!call.signedBy) return common;
  const { endpointId, key } = call.signedBy;
  const signature = sign(null, Buffer.from(signatureBase({ method: call.method, path: url.pathname, contentDigest, endpointId })), key);
  return {
    ...common,
    'content-encoding': 'gzip',
    'signature-input': `${signatureLabel}=${signatureParams(endpointId)}`,
    signature: `${signatureLabel}=:${signature.toString('base64')}:`,
  };
}

function unreachable(url: URL, cause: Error): AppError {
  if (cause instanceof AppError) return cause;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const isTrust = /CERT|SIGNATURE|ERR_TLS|ERR_SSL|ALTNAME|ISSUER/.test(code);
  if (isTrust)
    return new AppError(
      'COLLECTOR_NOT_TRUSTED',
      `${url.origin} does not show the certificate that was pinned at enrolment (${code}). Nothing was sent. If the collector was set up anew, enrol this machine again.`,
      { cause },
    );
  return new AppError(
    'COLLECTOR_UNREACHABLE',
    `${url.origin} cannot be reached (${code}). What is to be sent is kept and sent later by itself.`,
    { cause },
  );
}

function refusal(status: number, text: string): AppError {
  const parsed = errorBody.safeParse(parseJson(text));
  const code: ErrorCode =
    parsed.success && isErrorCode(parsed.data.code) ? parsed.data.code : status >= 500 ? 'COLLECTOR_UNREACHABLE' : 'COLLECTOR_REFUSED';
  return new AppError(code, `The collector answered ${status}: ${parsed.success ? parsed.data.message : 'no reason that can be read'}`);
}
