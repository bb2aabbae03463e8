import { AppError } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';

/** What an HTTP agent of Node takes its proxy from: HTTPS_PROXY and NO_PROXY. Its address may hold a password: never logged. */
export interface Proxy {
  readonly HTTPS_PROXY?: string;
  readonly NO_PROXY?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Of the environment's proxy this machine itself is always left out; one that the configuration names serves every address. */
const thisMachine = 'localhost,127.0.0.1,::1';

/**
 * The proxy on the way to the collector: the configured one, else that of HTTPS_PROXY with NO_PROXY, in capital or small letters.
 * Throws CONFIGURATION_INVALID, without the text, which may hold a password.
 */
export function collectorProxy(configured: string | undefined, env: Environment): Proxy {
  if (configured !== undefined) return { HTTPS_PROXY: checked(configured, 'agent.proxy_url') };
  const named = env.https_proxy ?? env.HTTPS_PROXY ?? '';
  if (named === '') return {};
  const exceptions = env.no_proxy ?? env.NO_PROXY ?? '';
  return { HTTPS_PROXY: checked(named, 'HTTPS_PROXY'), NO_PROXY: exceptions === '' ? thisMachine : `${exceptions},${thisMachine}` };
}

function checked(text: string, from: string): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '') return text;
  throw new AppError(
    'CONFIGURATION_INVALID',
    `${from} is no address of a proxy. Write it as http://user:password@proxy.example:3128, or unset it.`,
  );
}

/** What a proxy's refusal to let us through means, in words; null for every other error. */
export function proxyRefusal(cause: unknown): string | null {
  if (systemErrorCode(cause) !== 'ERR_PROXY_TUNNEL') return null;
  const status = cause instanceof Error && 'statusCode' in cause ? String(cause.statusCode) : 'no answer';
  return status === '407'
    ? 'the proxy wants another name or password: correct agent.proxy_url or HTTPS_PROXY'
    : `the proxy does not let this machine through: ${status}`;
}
