import type { FastifyRequest } from 'fastify';
import { AppError } from '../../base/app-error.ts';
import type { AccessRule } from '../access/access-rule.ts';
import type { Guard } from '../access/guard.ts';

/** Whose account a request is about: always that of who makes it. */
export function ownerOf(
  guard: Guard,
  request: FastifyRequest,
): { readonly personId: string; readonly sessionHash: string; readonly login: string } {
  const { personId, sessionHash, name: login } = guard.signedInOf(request);
  if (personId === null)
    throw new AppError(
      'NOT_FOUND',
      'Who comes by a link of the command line has no account. Add one with "wardwatch collector person add".',
    );
  return { personId, sessionHash, login };
}

export const own = (audit?: string): { readonly access: AccessRule } => ({
  access: { for: 'oneself', ...(audit === undefined ? {} : { audit }) },
});
