import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { firstPassword, passwordSignIn } from '../../contracts/access.ts';
import { session, signInRequest } from '../../contracts/http-api.ts';
import type { AccessStores } from '../../storage/collector/access/access-stores.ts';
import { everybody } from '../access/access-rule.ts';
import type { Guard } from '../access/guard.ts';
import { signInRequired } from '../access/judge-access.ts';
import type { SignedIn } from '../access/principal.ts';
import { checkNewPassword } from '../auth/check-new-password.ts';
import type { PasswordHashing } from '../auth/password-hash.ts';
import { secretHash } from '../auth/secrets.ts';
import { sessionCookie, sessionCookieOptions } from '../auth/session-cookie.ts';
import { openSession, openSessionOf, sessionView, visitorOf } from '../auth/sessions.ts';
import type { SignIn } from '../auth/sign-in.ts';
import { errorAnswers } from './route-answers.ts';
import { signInLimits } from './sign-in-limits.ts';

export interface SessionOptions {
  readonly access: AccessStores;
  readonly signIn: SignIn;
  readonly hashing: PasswordHashing;
  readonly guard: Guard;
  readonly clock: Clock;
}

const described = (summary: string) => ({ tags: ['session'], summary });
const answers = { 200: session, ...errorAnswers };

export const sessionRoutes: FastifyPluginAsyncZod<SessionOptions> = async (app, { access, signIn, hashing, guard, clock }) => {
  const note = ({ name, role, unit }: SignedIn, action: string, address: string): Promise<void> => {
    const unitId = unit?.unitId ?? null;
    return access.audit.append({ at: clock.now(), who: name, role, unitId, action, target: null, outcome: 'done', address });
  };

  app.post(
    '/session',
    {
      ...signInLimits,
      schema: { ...described('Exchange the token of a sign-in link for a session'), body: signInRequest, response: answers },
    },
    async (request, reply) => {
      const tokenHash = secretHash(request.body.token);
      const opened = await openSession(request, reply, {
        clock,
        openedBy: 'link',
        open: (one) => access.sessions.openByToken(tokenHash, one),
      });
      if (!opened)
        throw new AppError(
          'SIGN_IN_REQUIRED',
          'The sign-in link was used before or has expired. Make a new one with "wardwatch collector token create --for sign-in".',
        );
      await note(opened, 'sign-in.link', request.ip);
      return sessionView(opened);
    },
  );

  app.post(
    '/session/password',
    { ...signInLimits, schema: { ...described('Sign in with login, password and code'), body: passwordSignIn, response: answers } },
    async (request, reply) => {
      const personId = await signIn.withPassword(request.body, visitorOf(request));
      const opened = await openSessionOf(personId, request, reply, { access, clock });
      if (!opened) throw signInRequired();
      return sessionView(opened);
    },
  );

  app.post(
    '/session/first-password',
    {
      ...signInLimits,
      schema: { ...described('Set the first password with the token of an invitation'), body: firstPassword, response: answers },
    },
    async (request, reply) => {
      const tokenHash = secretHash(request.body.token);
      const invited = await access.people.invited(tokenHash, clock.now());
      if (!invited) throw invitationOver();
      checkNewPassword(request.body.password, invited.login);
      if (!(await access.people.takeInvitation(tokenHash, await hashing.hash(request.body.password), clock.now()))) throw invitationOver();
      const opened = await openSessionOf(invited.id, request, reply, { access, clock });
      if (!opened) throw signInRequired();
      await note(opened, 'sign-in.first-password', request.ip);
      return sessionView(opened);
    },
  );

  app.get(
    '/session',
    { config: { access: { for: 'oneself' } }, schema: { ...described('Who is signed in'), response: answers } },
    async (request) => sessionView(guard.signedInOf(request)),
  );

  app.delete(
    '/session',
    { config: { access: everybody }, schema: { ...described('Sign out'), response: { 204: z.undefined(), ...errorAnswers } } },
    async (request, reply) => {
      const secret = request.cookies[sessionCookie];
      if (secret) await access.sessions.end(secretHash(secret));
      return reply.clearCookie(sessionCookie, sessionCookieOptions).code(204).send(undefined);
    },
  );
};

const invitationOver = (): AppError =>
  new AppError(
    'SIGN_IN_REFUSED',
    'This invitation was used before, was replaced or has expired. Ask a department administrator for a new one.',
  );
