import type { DetailedPeerCertificate } from 'node:tls';
import { connect } from 'node:tls';
import { AppError } from '../../base/app-error.ts';

/**
 * Fetches the certificate of the collector's authority, PEM, and holds it against the SHA-256 of the enrolment string.
 * Nothing is sent on this connection: it only looks at what the other side shows. Throws COLLECTOR_NOT_TRUSTED.
 */
export async function fetchPinnedAuthority(url: URL, sha256: string, signal: AbortSignal): Promise<string> {
  const chain = await peerChain(url, AbortSignal.any([signal, AbortSignal.timeout(15_000)]));
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

function peerChain(url: URL, signal: AbortSignal): Promise<DetailedPeerCertificate[]> {
  const { promise, resolve, reject } = Promise.withResolvers<DetailedPeerCertificate[]>();
  // Not verified by the system's authorities, on purpose: the fingerprint decides, and no data flows before it has.
  const host = url.hostname.replaceAll(/^\[|\]$/g, ''); // an IPv6 address stands in brackets in a URL alone
  const socket = connect({
    host,
    port: Number(url.port || 443),
    servername: isName(host) ? host : '',
    rejectUnauthorized: false,
  });
  const stop = (): void => void socket.destroy(new Error('no answer in time'));
  signal.addEventListener('abort', stop, { once: true });
  socket.once('secureConnect', () => {
    resolve(certificatesOf(socket.getPeerCertificate(true)));
    socket.destroy();
  });
  socket.once('error', (cause: Error) =>
    reject(
      new AppError(
        'COLLECTOR_UNREACHABLE',
        `${url.origin} cannot be reached (${cause.message}). Check the address and that the collector runs.`,
        { cause },
      ),
    ),
  );
  socket.once('close', () => signal.removeEventListener('abort', stop));
  return promise;
}

const isName = (host: string): boolean => /[a-z]/i.test(host) && !host.includes(':');

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
