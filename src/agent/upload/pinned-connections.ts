import { X509Certificate } from 'node:crypto';
import { Agent } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, TLSSocket } from 'node:tls';
import { agentServerName } from '../../contracts/enrolment.ts';
import type { Proxy } from './proxy.ts';

/**
 * Connections to a collector whose authority is pinned. They show what the other side is, and refuse nobody: a request on one of them is
 * written only after `whenTrusted`.
 */
export function pinnedConnections(url: URL, authority: string, proxy: Proxy): Agent {
  const host = hostOf(url);
  return new Agent({
    keepAlive: true,
    ca: authority,
    maxSockets: 1,
    minVersion: 'TLSv1.3',
    servername: agentServerName,
    checkServerIdentity: (_asked, certificate) => checkServerIdentity(host, certificate),
    rejectUnauthorized: false, // whenTrusted decides, by the same authority
    proxyEnv: { ...proxy },
  });
}

/** Calls back once: with null when the other side stands under the pinned authority, else with the error of TLS, by its code. */
export function whenTrusted(socket: Socket, url: URL, authority: string, done: (refusal: Error | null) => void): void {
  if (!(socket instanceof TLSSocket)) return done(codedError('ERR_TLS_CERT_MISSING'));
  if (trusted.has(socket)) return done(null);
  const decide = (): void => {
    const refusal = refusalOf(socket, hostOf(url), authority);
    if (refusal === null) trusted.add(socket);
    done(refusal);
  };
  if ('secureConnecting' in socket && socket.secureConnecting === true) socket.once('secureConnect', decide);
  else decide(); // kept from before, or behind a proxy
}

/** Kept connections, of which Node no longer has the certificate. */
const trusted = new WeakSet<Socket>();

function refusalOf(socket: TLSSocket, host: string, authority: string): Error | null {
  // A refused connection is destroyed with its error, and takes its session along: one that is resumed was trusted when it began.
  if (socket.authorized || socket.isSessionReused()) return null;
  const shown = socket.getPeerX509Certificate();
  if (shown && standsUnder(new X509Certificate(authority), shown, host)) return null;
  return codedError(String(socket.authorizationError ?? 'ERR_TLS_CERT_MISSING'));
}

/** id-kp-serverAuth, RFC 5280, section 4.2.1.12. */
const serverAuthentication = '1.3.6.1.5.5.7.3.1';

/** All that is asked of a certificate but its dates: the clock of this machine or of the collector may be years off, and the pin is the trust. */
function standsUnder(authority: X509Certificate, leaf: X509Certificate, host: string): boolean {
  return (
    leaf.checkIssued(authority) &&
    leaf.verify(authority.publicKey) &&
    !leaf.ca &&
    (leaf.keyUsage ?? []).includes(serverAuthentication) &&
    (isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host)) !== undefined
  );
}

const hostOf = ({ hostname }: URL): string => hostname.replaceAll(/^\[|\]$/g, '');

const codedError = (code: string): Error => Object.assign(new Error(code), { code });
