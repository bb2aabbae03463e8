import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { personChange, providerSubject } from '../../contracts/access.ts';
import { person } from '../../contracts/access-answers.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import type { AccessRule } from '../access/access-rule.ts';
import type { Guard } from '../access/guard.ts';
import { knownPerson, requireRoleAndUnit } from '../access/invite.ts';
import { personView } from './people.ts';
import { errorAnswers } from './route-answers.ts';

export interface PeopleChangeOptions {
  readonly store: Pick<CollectorStore, 'access' | 'units'>;
  readonly guard: Guard;
  readonly configuration: Configuration['collector'];
  readonly clock: Clock;
}

const changing = (audit: string) => ({ access: { for: 'changer', changes: 'people', audit } }) satisfies { access: AccessRule };
const described = (summary: string) => ({
  tags: ['people'],
  summary,
  security: [{ session: [] }],
  params: z.strictObject({ personId: z.uuid() }),
  response: { 200: person, ...errorAnswers },
});

/** What becomes of people after they were invited, for department administrators. */
export const peopleChangeRoutes: FastifyPluginAsyncZod<PeopleChangeOptions> = async (app, { store, guard, configuration, clock }) => {
  const { people, identities } = store.access;
  const view = async (id: string) => personView(await knownPerson({ id }, { store }));

  app.put(
    '/people/:personId',
    { config: changing('person.change'), schema: { ...described('Change name, role and unit'), body: personChange } },
    async (request) => {
      const { id, login, role } = await knownPerson({ id: request.params.personId }, { store });
      guard.setTarget(request, `${login} ${request.body.role}`);
      // Whoever changes roles is an administrator and stays one: the last one cannot go by mistake.
      if (guard.signedInOf(request).personId === id && request.body.role !== role)
        throw new AppError('FORBIDDEN', 'Nobody changes their own role. Ask another administrator.');
      await requireRoleAndUnit(request.body, store);
      await people.change(id, request.body);
      return view(id);
    },
  );

  app.post(
    '/people/:personId/second-factor-reset',
    {
      config: changing('person.second-factor-reset'),
      schema: described('Take codes, passkeys and sessions away from who lost their phone; the password stays'),
    },
    async (request) => {
      const { id, login } = await knownPerson({ id: request.params.personId }, { store });
      guard.setTarget(request, login);
      if (guard.signedInOf(request).personId === id)
        throw new AppError('FORBIDDEN', 'Change your own second factor on the page of your account, with your password.');
      await people.resetSecondFactor(id);
      return view(id);
    },
  );

  app.put(
    '/people/:personId/identity',
    {
      config: changing('person.identity-link'),
      schema: { ...described('Link a person with a subject of the identity provider'), body: providerSubject },
    },
    async (request) => {
      const { id, login } = await knownPerson({ id: request.params.personId }, { store });
      const { subject } = request.body;
      guard.setTarget(request, `${login} ${subject}`);
      const issuer = configuration.oidc_issuer;
      if (issuer === undefined)
        throw new AppError('FORBIDDEN', 'This collector has no identity provider. Set collector.oidc_issuer in wardwatch.toml first.');
      if (!(await identities.link(id, { issuer, subject }, clock.now())))
        throw new AppError('IDENTITY_TAKEN', 'Another person is linked with this subject. Unlink that one first.');
      return view(id);
    },
  );

  app.delete(
    '/people/:personId/identity',
    { config: changing('person.identity-unlink'), schema: described('Unlink a person from the identity provider') },
    async (request) => {
      const { id, login } = await knownPerson({ id: request.params.personId }, { store });
      guard.setTarget(request, login);
      await identities.unlink(id);
      return view(id);
    },
  );
};
