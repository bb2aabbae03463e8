import type { FastifyRequest } from 'fastify';
import { AppError } from '../../base/app-error.ts';
import type { SignedIn } from '../../storage/collector/access-store.ts';
import { type Readers, signInRequired } from './reader.ts';

/**
 * Who changes something: a person who is signed in, from a page of this collector. Throws SIGN_IN_REQUIRED, or FORBIDDEN
 * for an API token, which only reads, and for a request that another site had a browser make; the session cookie is not
 * sent along from there either.
 */
export async function requireWriter(readers: Readers, request: FastifyRequest): Promise<SignedIn> {
  const signedIn = await readers.sessionOf(request);
  if (!signedIn) {
    if (await readers.hasApiToken(request))
      throw new AppError('FORBIDDEN', 'An API token reads and changes nothing. Sign in to the console to change something.');
    throw signInRequired();
  }
  if (!isFromOwnPage(request)) throw new AppError('FORBIDDEN', 'This request comes from a page of another site. Nothing was changed.');
  return signedIn;
}

/** Programs send neither header; browsers send at least one with whatever changes something. */
function isFromOwnPage({ headers, host }: FastifyRequest): boolean {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
