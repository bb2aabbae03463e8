import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { confirmation } from '../../contracts/access.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import { newPasskey } from '../../contracts/access.ts';
import { passkeyAdded, passkeyCreation } from '../../contracts/passkeys.ts';
import type { AccessStores } from '../../storage/collector/access/access-stores.ts';
import type { Guard } from '../access/guard.ts';
import type { Passkeys } from '../auth/passkeys.ts';
import { relyingPartyOf } from '../auth/relying-party.ts';
import { newRecoveryCodes } from '../auth/second-factor.ts';
import type { SignIn } from '../auth/sign-in.ts';
import { own, ownerOf } from './account-owner.ts';
import { errorAnswers } from './route-answers.ts';

export interface AccountPasskeyOptions {
  readonly access: AccessStores;
  readonly passkeys: Passkeys;
  readonly signIn: SignIn;
  readonly guard: Guard;
  readonly configuration: Configuration['collector'];
  readonly clock: Clock;
}

const described = (summary: string) => ({ tags: ['account'], summary, security: [{ session: [] }] });
/** An attestation may bring certificates along. */
const bodyLimit = 32 * 1024;

/** The passkeys that one signs in with. */
export const accountPasskeyRoutes: FastifyPluginAsyncZod<AccountPasskeyOptions> = async (
  app,
  { access, passkeys, signIn, guard, configuration, clock },
) => {
  app.post(
    '/account/passkeys/proposal',
    {
      config: own('account.passkey-proposal'),
      schema: {
        ...described('What a browser makes a passkey from; it counts once it was proved'),
        body: confirmation,
        response: { 200: passkeyCreation, ...errorAnswers },
      },
    },
    async (request) => {
      const { personId, sessionHash, login } = ownerOf(guard, request);
      const party = relyingPartyOf(request, configuration);
      await signIn.confirm(personId, request.body.password, sessionHash);
      const person = await access.people.find({ id: personId });
      return passkeys.creation({ personId, login, name: person?.name ?? login, sessionHash }, party);
    },
  );

  app.post(
    '/account/passkeys',
    {
      bodyLimit,
      config: own('account.passkey'),
      schema: { ...described('Prove a passkey that was just made'), body: newPasskey, response: { 201: passkeyAdded, ...errorAnswers } },
    },
    async (request, reply) => {
      const owner = ownerOf(guard, request);
      const { personId } = owner;
      const party = relyingPartyOf(request, configuration);
      const { name } = request.body;
      guard.setTarget(request, name);
      const proven = await passkeys.prove(request.body, owner, party);
      const { codes, hashes } = newRecoveryCodes();
      const hasNone = (await access.credentials.recoveryCodesLeft(personId)) === 0;
      const passkey = { ...proven, personId, name, host: party.id, createdAt: clock.now() };
      const outcome = await access.passkeys.add(passkey, hasNone ? hashes : null);
      if (outcome !== 'added') throw new AppError('FORBIDDEN', whyNot[outcome]);
      return reply.code(201).send({ recoveryCodes: hasNone ? [...codes] : [] });
    },
  );

  app.post(
    '/account/passkeys/:passkeyId/removal',
    {
      config: own('account.passkey-removal'),
      schema: {
        ...described('Remove a passkey; something must be left beside the password'),
        params: z.strictObject({ passkeyId: z.uuid() }),
        body: confirmation,
        response: { 204: z.undefined(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { personId, sessionHash } = ownerOf(guard, request);
      await signIn.confirm(personId, request.body.password, sessionHash);
      const outcome = await access.passkeys.remove(personId, request.params.passkeyId);
      if (outcome === 'unknown') throw new AppError('NOT_FOUND', 'You have no such passkey. It may have been removed.');
      if (outcome === 'last')
        throw new AppError(
          'LAST_SECOND_FACTOR',
          'This passkey is all that stands beside your password. Set up codes of an app or another passkey first. Nothing was changed.',
        );
      return reply.code(204).send(undefined);
    },
  );
};

const whyNot = {
  'too-many': 'You have 20 passkeys already. Remove one that you no longer use first.',
  taken: 'This passkey is known here already. Nothing was changed.',
} as const;
