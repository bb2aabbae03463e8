import { EnvHttpProxyAgent, fetch } from 'undici';
import { AppError } from '../../base/app-error.ts';

/** As much of fetch as downloads need; a redirect comes back as it is. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;
export interface FetchInit {
  readonly headers: Record<string, string>;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/**
 * By way of the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, in capital or small letters.
 * Throws CONFIGURATION_INVALID, at the first call, where one of them is no URL.
 */
export function fetchThroughProxy(env: Readonly<Record<string, string | undefined>>): Fetch {
  let dispatcher: EnvHttpProxyAgent | undefined;
  return (url, init) => {
    dispatcher ??= proxyAgent(env);
    return fetch(url, { ...init, dispatcher });
  };
}

function proxyAgent(env: Readonly<Record<string, string | undefined>>): EnvHttpProxyAgent {
  const named = (name: string): string => env[name.toLowerCase()] ?? env[name] ?? '';
  try {
    return new EnvHttpProxyAgent({ httpProxy: named('HTTP_PROXY'), httpsProxy: named('HTTPS_PROXY'), noProxy: named('NO_PROXY') });
  } catch (cause) {
    const message = 'HTTPS_PROXY or HTTP_PROXY is no address of a proxy. Write it as http://proxy.example:3128, or unset it.';
    throw new AppError('CONFIGURATION_INVALID', message, { cause });
  }
}
