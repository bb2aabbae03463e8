import { Agent, request } from 'node:https';
import { type DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { AppError } from '../../base/app-error.ts';
import { agentServerName } from '../../contracts/enrolment.ts';
import { type Proxy, proxyRefusal } from './proxy.ts';

/**
 * Fetches the certificate of the collector's authority, PEM, and holds it against the SHA-256 of the enrolment string.
 * Nothing is sent on this connection: it only looks at what the other side shows. Throws COLLECTOR_NOT_TRUSTED.
 */
export async function fetchPinnedAuthority(url: URL, sha256: string, signal: AbortSignal, proxy: Proxy = {}): Promise<string> {
  const chain = await peerChain(url, proxy, AbortSignal.any([signal, AbortSignal.timeout(15_000)]));
  const authority = chain.find(({ fingerprint256 }) => fingerprint256.replaceAll(':', '').toLowerCase() === sha256);
  if (authority)
    return `-----BEGIN CERTIFICATE-----\n${authority.raw
      .toString('base64')
      .replaceAll(/(.{64})/g, '$1\n')
      .trimEnd()}\n-----END CERTIFICATE-----\n`;
  throw new AppError(
    'COLLECTOR_NOT_TRUSTED',
    `${url.origin} is not the collector that the enrolment string names: its certificate differs. Nothing was sent. Ask the department for a new string.`,
  );
}

function peerChain(url: URL, proxy: Proxy, signal: AbortSignal): Promise<DetailedPeerCertificate[]> {
  const { promise, resolve, reject } = Promise.withResolvers<DetailedPeerCertificate[]>();
  // Not verified by the system's authorities, on purpose: the fingerprint decides, and no data flows before it has. A request that is
  // never ended sends nothing, and goes by way of the proxy as every other one.
  const agent = new Agent({ rejectUnauthorized: false, servername: agentServerName, proxyEnv: { ...proxy } });
  const probe = request(url, { agent, signal });
  const take = (leaf: DetailedPeerCertificate): void => {
    resolve(certificatesOf(leaf));
    probe.destroy();
  };
  probe.once('socket', (socket) => {
    if (!(socket instanceof TLSSocket)) return;
    // Behind a proxy the handshake is over already.
    const shown = socket.getPeerCertificate(true);
    if ('raw' in shown) take(shown);
    else socket.once('secureConnect', () => take(socket.getPeerCertificate(true)));
  });
  probe.on('error', (cause: Error) =>
    reject(
      new AppError(
        'COLLECTOR_UNREACHABLE',
        `${url.origin} cannot be reached (${proxyRefusal(cause) ?? cause.message}). Check the address and that the collector runs.`,
        { cause },
      ),
    ),
  );
  return promise.finally(() => agent.destroy());
}

function certificatesOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  for (
    let current: DetailedPeerCertificate | undefined = leaf;
    current && !chain.includes(current) && chain.length < 5;
    current = current.issuerCertificate
  )
    chain.push(current);
  return chain;
}
