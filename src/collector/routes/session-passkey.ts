import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import { session } from '../../contracts/http-api.ts';
import { passkeyRequest, passkeySignIn } from '../../contracts/passkeys.ts';
import type { AccessStores } from '../../storage/collector/access/access-stores.ts';
import type { Passkeys } from '../auth/passkeys.ts';
import { relyingPartyOf } from '../auth/relying-party.ts';
import { openSessionOf, sessionView } from '../auth/sessions.ts';
import { errorAnswers } from './route-answers.ts';
import { signInLimits } from './sign-in-limits.ts';

export interface SessionPasskeyOptions {
  readonly access: AccessStores;
  readonly passkeys: Passkeys;
  readonly configuration: Configuration['collector'];
  readonly clock: Clock;
}

const described = (summary: string) => ({ tags: ['session'], summary });

/** Signing in without a password: the authenticator has checked who holds it. */
export const sessionPasskeyRoutes: FastifyPluginAsyncZod<SessionPasskeyOptions> = async (
  app,
  { access, passkeys, configuration, clock },
) => {
  app.post(
    '/session/passkey/request',
    {
      ...signInLimits,
      schema: { ...described('What a browser signs in from with a passkey'), response: { 200: passkeyRequest, ...errorAnswers } },
    },
    async (request) => passkeys.request(relyingPartyOf(request, configuration)),
  );

  app.post(
    '/session/passkey',
    {
      ...signInLimits,
      bodyLimit: 16 * 1024,
      schema: { ...described('Sign in with a passkey'), body: passkeySignIn, response: { 200: session, ...errorAnswers } },
    },
    async (request, reply) => {
      const used = await passkeys.use(request.body, relyingPartyOf(request, configuration));
      const person = used.passkey && (await access.people.find({ id: used.passkey.personId }));
      const opened =
        used.status === 'right' ? await openSessionOf(used.passkey.personId, request, reply, { access, clock, openedBy: 'passkey' }) : null;
      await access.audit.append({
        at: clock.now(),
        who: person?.login ?? '(unknown passkey)',
        role: person?.role ?? null,
        unitId: person?.unit?.unitId ?? null,
        action: 'sign-in.passkey',
        target: used.status === 'right' ? used.passkey.name : used.because,
        outcome: opened ? 'done' : 'failed',
        address: request.ip,
      });
      if (!opened)
        throw new AppError(
          'SIGN_IN_REFUSED',
          'This passkey does not sign in here: it was removed, its person is shut out, or the attempt took too long. Try again, or take login and password.',
        );
      return sessionView(opened);
    },
  );
};
