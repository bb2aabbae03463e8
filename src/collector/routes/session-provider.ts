import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { type ProviderRefusal, waysIn } from '../../contracts/sign-in-ways.ts';
import type { AccessStores } from '../../storage/collector/access/access-stores.ts';
import type { Person } from '../../storage/collector/access/person-rows.ts';
import type { IdentityProvider } from '../auth/identity-provider.ts';
import { attemptCookie, attemptCookieOptions } from '../auth/session-cookie.ts';
import { openSessionOf } from '../auth/sessions.ts';
import { everybody } from '../access/access-rule.ts';
import { errorAnswers } from './route-answers.ts';
import { signInLimits } from './sign-in-limits.ts';

export interface SessionProviderOptions {
  readonly access: AccessStores;
  readonly provider: IdentityProvider | null;
  /** The address of this collector for browsers. */
  readonly consoleUrl: () => Promise<string>;
  readonly clock: Clock;
}

const described = (summary: string) => ({ tags: ['session'], summary });
const moved = { 302: z.undefined(), ...errorAnswers };
/** What a provider sends back; the client library holds all of it against the attempt. */
const returned = z.record(z.string().max(100), z.string().max(4096));

const refuse = (reply: FastifyReply, because: ProviderRefusal) => reply.redirect(`/#/provider-refused?because=${because}`, 302);

/** Signing in at an OpenID provider. It says who somebody is; who may do what is decided here, and nobody is added. */
export const sessionProviderRoutes: FastifyPluginAsyncZod<SessionProviderOptions> = async (
  app,
  { access, provider, consoleUrl, clock },
) => {
  const redirectUri = async (): Promise<string> => `${await consoleUrl()}/api/v1/session/provider/callback`;
  const note = (request: FastifyRequest, person: Person | null, target: string): Promise<void> =>
    access.audit.append({
      at: clock.now(),
      who: person?.login ?? '(identity provider)',
      role: person?.role ?? null,
      unitId: person?.unit?.unitId ?? null,
      action: 'sign-in.provider',
      target: target.slice(0, 300),
      outcome: person ? 'done' : 'failed',
      address: request.ip,
    });

  app.get(
    '/session/ways',
    { config: { access: everybody }, schema: { ...described('How one signs in here'), response: { 200: waysIn, ...errorAnswers } } },
    async () => ({ provider: provider?.name ?? null }),
  );

  app.get(
    '/session/provider',
    { ...signInLimits, schema: { ...described('Go to the identity provider'), response: moved } },
    async (request, reply) => {
      if (!provider) return refuse(reply, 'none');
      try {
        const { url, attempt } = await provider.begin(await redirectUri());
        return reply.setCookie(attemptCookie, attempt, attemptCookieOptions).redirect(url, 302);
      } catch (thrown) {
        request.log.error({ err: thrown }, 'the identity provider cannot be reached');
        return refuse(reply, 'unreachable');
      }
    },
  );

  app.get(
    '/session/provider/callback',
    { ...signInLimits, schema: { ...described('Come back from the identity provider'), querystring: returned, response: moved } },
    async (request, reply) => {
      const attempt = request.cookies[attemptCookie];
      reply.clearCookie(attemptCookie, { ...attemptCookieOptions, maxAge: 0 });
      if (!provider || !attempt) return refuse(reply, provider ? 'unproven' : 'none');
      try {
        const query = request.url.split('?', 2)[1] ?? '';
        const answer = await provider.finish({ redirectUri: await redirectUri(), query, attempt });
        if (answer.status === 'refused') {
          await note(request, null, answer.because);
          return refuse(reply, answer.because);
        }
        const { identity, verifiedLogin } = answer;
        const personId =
          (await access.identities.personOf(identity)) ??
          (verifiedLogin === null ? null : await access.identities.linkByLogin(verifiedLogin, identity, clock.now()));
        const person = personId === null ? null : await access.people.find({ id: personId });
        const opened = person && (await openSessionOf(person.id, request, reply, { access, clock, openedBy: 'provider' }));
        await note(request, opened ? person : null, opened ? identity.subject : `no person ${identity.subject}`);
        return opened ? reply.redirect('/#/', 302) : refuse(reply, 'no-person');
      } catch (thrown) {
        request.log.error({ err: thrown }, 'the identity provider did not answer');
        return refuse(reply, 'unreachable');
      }
    },
  );
};
