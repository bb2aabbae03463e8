import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../base/app-error.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import { serverNames } from '../collector-address.ts';

/** What passkeys are bound to: WebAuthn, section 5.1.2. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/**
 * The name under which the browser reached this collector, as long as it is one of the collector's own: a passkey is made for
 * that name and works under no other. Throws PASSKEY_UNAVAILABLE where it is an address without a name.
 */
export function relyingPartyOf({ host }: Pick<FastifyRequest, 'host'>, configuration: Configuration['collector']): RelyingParty {
  const { hostname, origin } = new URL(URL.canParse(`https://${host}`) ? `https://${host}` : 'https://0.0.0.0');
  if (isIP(hostname.replaceAll(/^\[|\]$/g, '')) !== 0 || !serverNames(configuration).includes(hostname))
    throw new AppError(
      'PASSKEY_UNAVAILABLE',
      'Passkeys need a host name, and this page was opened under an IP address or a name that the collector does not know. Open the console under the name in collector.public_url, for example "https://wardwatch.example.vn:8443".',
    );
  return { id: hostname, origin };
}
