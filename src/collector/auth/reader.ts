import type { FastifyRequest } from 'fastify';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import type { AccessStore, SignedIn } from '../../storage/collector/access-store.ts';
import { secretHash } from './secrets.ts';
import { sessionCookie } from './session-cookie.ts';

export interface Readers {
  /** Throws SIGN_IN_REQUIRED unless the request carries a session or an API token that holds. */
  requireReader(request: FastifyRequest): Promise<void>;
  hasApiToken(request: FastifyRequest): Promise<boolean>;
  sessionOf(request: FastifyRequest): Promise<SignedIn | null>;
}

const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/i;

export function createReaders({ access, clock }: { readonly access: AccessStore; readonly clock: Clock }): Readers {
  const hasApiToken = async (request: FastifyRequest): Promise<boolean> => {
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    return token !== undefined && (await access.isApiToken(secretHash(token), clock.now()));
  };
  const sessionOf = async (request: FastifyRequest): Promise<SignedIn | null> => {
    const token = request.cookies[sessionCookie];
    return token ? access.session(secretHash(token), clock.now()) : null;
  };
  return {
    hasApiToken,
    sessionOf,
    async requireReader(request) {
      if ((await hasApiToken(request)) || (await sessionOf(request))) return;
      throw signInRequired();
    },
  };
}

export function signInRequired(): AppError {
  return new AppError(
    'SIGN_IN_REQUIRED',
    'Sign in first: open a sign-in link from "wardwatch collector token create --for sign-in", or send an API token that holds as "Authorization: Bearer …".',
  );
}
