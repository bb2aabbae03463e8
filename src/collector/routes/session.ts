import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { type Session, session, signInRequest } from '../../contracts/http-api.ts';
import type { AccessStore, SignedIn } from '../../storage/collector/access-store.ts';
import { type Readers, signInRequired } from '../auth/reader.ts';
import { newSecret, secretHash } from '../auth/secrets.ts';
import { sessionCookie, sessionCookieOptions, sessionMs } from '../auth/session-cookie.ts';
import { errorAnswers } from './route-answers.ts';

export interface SessionOptions {
  readonly access: AccessStore;
  readonly readers: Readers;
  readonly clock: Clock;
}

/** Per address and minute. */
const mostSignIns = 30;

export const sessionRoutes: FastifyPluginAsyncZod<SessionOptions> = async (app, { access, readers, clock }) => {
  app.post(
    '/session',
    {
      bodyLimit: 4 * 1024,
      config: { rateLimit: { max: mostSignIns, timeWindow: 60_000 } },
      schema: {
        tags: ['session'],
        summary: 'Exchange the token of a sign-in link for a session',
        body: signInRequest,
        response: { 200: session, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const secret = newSecret();
      const now = clock.now();
      const signedIn = await access.signIn({
        tokenHash: secretHash(request.body.token),
        sessionHash: secretHash(secret),
        now,
        sessionExpiresAt: now + sessionMs,
      });
      if (!signedIn)
        throw new AppError(
          'SIGN_IN_REQUIRED',
          'The sign-in link was used before or has expired. Make a new one with "wardwatch collector token create --for sign-in".',
        );
      reply.setCookie(sessionCookie, secret, { ...sessionCookieOptions, maxAge: sessionMs / 1000 });
      return sessionOf(signedIn);
    },
  );

  app.get(
    '/session',
    { schema: { tags: ['session'], summary: 'Who is signed in', response: { 200: session, ...errorAnswers } } },
    async (request) => {
      const signedIn = await readers.sessionOf(request);
      if (!signedIn) throw signInRequired();
      return sessionOf(signedIn);
    },
  );

  app.delete(
    '/session',
    { schema: { tags: ['session'], summary: 'Sign out', response: { 204: z.undefined(), ...errorAnswers } } },
    async (request, reply) => {
      const secret = request.cookies[sessionCookie];
      if (secret) await access.endSession(secretHash(secret));
      return reply.clearCookie(sessionCookie, sessionCookieOptions).code(204).send(undefined);
    },
  );
};

const sessionOf = ({ signedInAs, expiresAt }: SignedIn): Session => ({ signedInAs, expiresAt: new Date(expiresAt).toISOString() });
