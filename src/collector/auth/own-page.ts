import type { FastifyRequest } from 'fastify';
import { AppError } from '../../base/app-error.ts';

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Throws FORBIDDEN for a request that changes something and that another site had a browser make; the session cookie is not
 * sent along from there either. Programs send neither header; browsers send at least one with whatever changes something.
 */
export function requireOwnPage({ method, headers, host }: FastifyRequest): void {
  if (reading.has(method)) return;
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin';
  if (isOwn && (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host))) return;
  throw new AppError('FORBIDDEN', 'This request comes from a page of another site. Nothing was changed.');
}
