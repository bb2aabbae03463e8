import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { newPerson, personQuery } from '../../contracts/access.ts';
import { invited, person, personPage, type PersonView } from '../../contracts/access-answers.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import type { Person } from '../../storage/collector/access/person-rows.ts';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import { type AccessRule, readers } from '../access/access-rule.ts';
import type { Guard } from '../access/guard.ts';
import { addPerson, type Invited, inviteAgain, knownPerson } from '../access/invite.ts';
import { errorAnswers } from './route-answers.ts';

export interface PeopleOptions {
  readonly store: Pick<CollectorStore, 'access' | 'settings' | 'units'>;
  readonly guard: Guard;
  readonly configuration: Configuration['collector'];
  readonly clock: Clock;
}

const described = (summary: string) => ({ tags: ['people'], summary, security: [{ session: [] }] });
const changing = (audit: string) => ({ access: { for: 'changer', changes: 'people', audit } }) satisfies { access: AccessRule };
const ofPerson = z.strictObject({ personId: z.uuid() });

/** Who signs in here, for department administrators; auditors read it. */
export const peopleRoutes: FastifyPluginAsyncZod<PeopleOptions> = async (app, { store, guard, configuration, clock }) => {
  const deps = () => ({ store, configuration, now: clock.now() });

  app.get(
    '/people',
    {
      config: { access: { ...readers('read:people'), audit: 'people.read' } },
      schema: {
        ...described('People in the order in which they were added'),
        querystring: personQuery,
        response: { 200: personPage, ...errorAnswers },
      },
    },
    async ({ query }) => {
      const { items, nextCursor } = await store.access.people.page(query);
      return { items: items.map(personView), nextCursor };
    },
  );

  app.post(
    '/people',
    {
      config: changing('person.add'),
      schema: {
        ...described('Add a person, who sets a password by the link'),
        body: newPerson,
        response: { 201: invited, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const added = await addPerson(request.body, deps());
      guard.setTarget(request, `${added.person.login} ${added.person.role}`);
      return reply.code(201).send(invitedView(added));
    },
  );

  app.post(
    '/people/:personId/reset',
    {
      config: changing('person.reset'),
      schema: {
        ...described('Take password, codes and sessions away, and make a new link; a person who was disabled comes back so'),
        params: ofPerson,
        response: { 200: invited, ...errorAnswers },
      },
    },
    async (request) => {
      const again = await inviteAgain({ id: request.params.personId }, deps());
      guard.setTarget(request, again.person.login);
      return invitedView(again);
    },
  );

  app.post(
    '/people/:personId/disable',
    {
      config: changing('person.disable'),
      schema: { ...described('Shut a person out, now'), params: ofPerson, response: { 200: person, ...errorAnswers } },
    },
    async (request) => {
      const { id, login } = await knownPerson({ id: request.params.personId }, { store });
      guard.setTarget(request, login);
      if (guard.signedInOf(request).personId === id)
        throw new AppError('FORBIDDEN', 'Nobody shuts themselves out. Ask another administrator.');
      await store.access.people.disable(id);
      return personView(await knownPerson({ id }, { store }));
    },
  );
};

const isoTime = (ms: number): string => new Date(ms).toISOString();

export const personView = ({
  id,
  login,
  name,
  role,
  unit,
  state,
  hasTotp,
  passkeys,
  providerSubject,
  createdAt,
  lastSignInAt,
}: Person): PersonView => ({
  personId: id,
  login,
  name,
  role,
  state,
  hasTotp,
  passkeys,
  providerSubject,
  unitId: unit?.unitId ?? null,
  unitName: unit?.name ?? null,
  createdAt: isoTime(createdAt),
  lastSignInAt: lastSignInAt === null ? null : isoTime(lastSignInAt),
});

const invitedView = ({ person: added, link, expiresAt }: Invited) => ({ person: personView(added), link, expiresAt: isoTime(expiresAt) });
