import { X509Certificate } from 'node:crypto';
import { Agent, request } from 'node:https';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { type Proxy, proxyRefusal } from '../../agent/upload/proxy.ts';
import { agentServerName, authorityName } from '../../contracts/enrolment.ts';
import { errorBody } from '../../contracts/http-api.ts';

export interface CollectorReading {
  readonly url: URL;
  readonly token: string;
  /** PEM; undefined trusts what the system trusts. */
  readonly authority: string | undefined;
  readonly signal: AbortSignal;
  readonly proxy: Proxy;
}

const mostAnswerBytes = 64 * 1024 * 1024;
const mostSilentMs = 60_000;

/** One authorised GET. Throws a COLLECTOR_… error that says what to do for whatever is not the answer as described. */
export async function readFromCollector<Answer>(path: string, answer: z.ZodType<Answer>, from: CollectorReading): Promise<Answer> {
  const { status, body } = await get(new URL(path, from.url), from).catch((thrown: unknown) => {
    throw networkError(thrown, from.url);
  });
  const json = parseJson(body);
  if (status !== 200) throw refusal(status, json, from.url);
  const parsed = answer.safeParse(json);
  if (!parsed.success) throw notUnderstood(from.url, parsed.error);
  return parsed.data;
}

function get(url: URL, { token, authority, signal, proxy }: CollectorReading): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ proxyEnv: { ...proxy }, ...trustIn(authority, url) });
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const sent = request(url, { headers, signal, agent, timeout: mostSilentMs }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > mostAnswerBytes)
          response.destroy(
            new AppError('COLLECTOR_ANSWER_INVALID', `${url.origin} answers with more than 64 MB. It may not be a collector.`),
          );
        else chunks.push(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })));
    sent.on('error', reject);
    sent.on('close', () => agent.destroy());
    sent.end();
  });
}

/** By its own authority a collector is asked as agents ask it; by any other, or those of the system, as a browser does. */
function trustIn(authority: string | undefined, { hostname }: URL) {
  if (authority === undefined) return {};
  if (!new X509Certificate(authority).subject.startsWith(`CN=${authorityName}`)) return { ca: authority };
  const host = hostname.replaceAll(/^\[|\]$/g, '');
  const identity = (_asked: string, certificate: PeerCertificate) => checkServerIdentity(host, certificate);
  return { ca: authority, servername: agentServerName, checkServerIdentity: identity };
}

function refusal(status: number, json: unknown, { origin }: URL): AppError {
  const told = errorBody.safeParse(json);
  if (!told.success)
    return new AppError(
      'COLLECTOR_ANSWER_INVALID',
      `${origin} answers with status ${status} and not as a collector does. Check the address.`,
    );
  if (told.data.code === 'SIGN_IN_REQUIRED')
    return new AppError(
      'COLLECTOR_REFUSED',
      `${origin} does not accept this API token: it is wrong or has expired. Make one with "wardwatch collector token create --for api".`,
    );
  return new AppError('COLLECTOR_REFUSED', `${origin} refuses (${told.data.code}): ${told.data.message}`);
}

function notUnderstood({ origin }: URL, cause: unknown): AppError {
  return new AppError(
    'COLLECTOR_ANSWER_INVALID',
    `${origin} answers what cannot be understood. Check the address, and that the collector is not of another version.`,
    { cause },
  );
}

const tlsTrouble = /CERT|SIGNED|ISSUER|SIGNATURE|ALTNAME|CRL/;

/** What a failure of the connection means; AppErrors pass through. */
function networkError(thrown: unknown, { origin }: URL): unknown {
  if (thrown instanceof AppError) return thrown;
  const code = systemErrorCode(thrown) ?? 'unknown';
  if (code === 'ABORT_ERR') return new AppError('CANCELLED', 'Stopped. What was printed is whole.', { cause: thrown });
  const refused = proxyRefusal(thrown);
  if (refused !== null) return new AppError('COLLECTOR_UNREACHABLE', `${origin} cannot be reached: ${refused}.`, { cause: thrown });
  if (code === 'EPROTO' || code.startsWith('ERR_SSL') || code.startsWith('HPE_'))
    return new AppError('COLLECTOR_ANSWER_INVALID', `${origin} does not answer in HTTPS (${code}). Check address and port.`, {
      cause: thrown,
    });
  if (tlsTrouble.test(code))
    return new AppError(
      'COLLECTOR_NOT_TRUSTED',
      `The certificate of ${origin} is not trusted (${code}). Name the collector's authority with --authority: its file or its SHA-256.`,
      { cause: thrown },
    );
  return new AppError(
    'COLLECTOR_UNREACHABLE',
    `${origin} cannot be reached (${code}). Check the address, the network and that the collector runs.`,
    { cause: thrown },
  );
}
