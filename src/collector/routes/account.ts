import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { confirmation, passwordChange, totpConfirmation } from '../../contracts/access.ts';
import { account, recoveryCodes, totpProposed } from '../../contracts/access-answers.ts';
import { otpauthUri, totpStepOf } from '../../domain/access/totp.ts';
import type { AccessStores } from '../../storage/collector/access/access-stores.ts';
import type { Guard } from '../access/guard.ts';
import { checkNewPassword } from '../auth/check-new-password.ts';
import type { PasswordHashing } from '../auth/password-hash.ts';
import { newRecoveryCodes, newTotpSecret } from '../auth/second-factor.ts';
import { idleMs } from '../auth/session-cookie.ts';
import type { SignIn } from '../auth/sign-in.ts';
import { own, ownerOf } from './account-owner.ts';
import { errorAnswers } from './route-answers.ts';

export interface AccountOptions {
  readonly access: AccessStores;
  readonly signIn: SignIn;
  readonly hashing: PasswordHashing;
  readonly guard: Guard;
  readonly clock: Clock;
}

const described = (summary: string) => ({ tags: ['account'], summary, security: [{ session: [] }] });
const done = { 204: z.undefined(), ...errorAnswers };

/** What people do with what they sign in with themselves. */
export const accountRoutes: FastifyPluginAsyncZod<AccountOptions> = async (app, { access, signIn, hashing, guard, clock }) => {
  const { people, credentials, sessions } = access;

  app.get(
    '/account',
    { config: own(), schema: { ...described('Who one is here, and where one is signed in'), response: { 200: account, ...errorAnswers } } },
    async (request) => {
      const { personId, sessionHash } = ownerOf(guard, request);
      const when = { now: clock.now(), idleSince: clock.now() - idleMs };
      const [person, held, present, passkeys, recoveryCodesLeft] = await Promise.all([
        people.find({ id: personId }),
        sessions.ofPerson(personId, when),
        sessions.find(sessionHash, when),
        access.passkeys.ofPerson(personId),
        credentials.recoveryCodesLeft(personId),
      ]);
      if (!person) throw new AppError('NOT_FOUND', 'This account is no more.');
      const { login, name, role, unit, hasTotp } = person;
      return {
        login,
        name,
        role,
        unitName: unit?.name ?? null,
        hasTotp,
        recoveryCodesLeft,
        passkeys: passkeys.map(({ id, name: called, host, createdAt, lastUsedAt }) => ({
          passkeyId: id,
          name: called,
          host,
          createdAt: new Date(createdAt).toISOString(),
          lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
        })),
        sessions: held.map(({ id, createdAt, lastUsedAt, address, browser }) => ({
          sessionId: id,
          isThis: id === present?.id,
          startedAt: new Date(createdAt).toISOString(),
          lastUsedAt: new Date(lastUsedAt).toISOString(),
          address,
          browser,
        })),
      };
    },
  );

  app.put(
    '/account/password',
    {
      config: own('account.password'),
      schema: { ...described('Change the password; every other session ends'), body: passwordChange, response: done },
    },
    async (request, reply) => {
      const { personId, sessionHash } = ownerOf(guard, request);
      const { login } = await signIn.confirm(personId, request.body.password, sessionHash);
      checkNewPassword(request.body.newPassword, login);
      await credentials.changePassword(personId, await hashing.hash(request.body.newPassword), sessionHash);
      return reply.code(204).send(undefined);
    },
  );

  app.post(
    '/account/totp',
    {
      config: own('account.totp-proposal'),
      schema: {
        ...described('A secret for an authenticator app; it counts once a code of it was sent'),
        body: confirmation,
        response: { 200: totpProposed, ...errorAnswers },
      },
    },
    async (request) => {
      const { personId, sessionHash } = ownerOf(guard, request);
      const { login } = await signIn.confirm(personId, request.body.password, sessionHash);
      const secret = newTotpSecret();
      await credentials.proposeTotp(personId, secret);
      return { secret, uri: otpauthUri(secret, login) };
    },
  );

  app.put(
    '/account/totp',
    {
      config: own('account.totp'),
      schema: {
        ...described('Prove to have the secret; recovery codes of before are void'),
        body: totpConfirmation,
        response: { 200: recoveryCodes, ...errorAnswers },
      },
    },
    async (request) => {
      const { personId } = ownerOf(guard, request);
      const known = await credentials.of({ personId });
      const secret = known?.totpProposed ?? null;
      const step = secret === null ? null : totpStepOf(secret, request.body.code, { nowMs: clock.now(), lastStep: 0 });
      const { codes, hashes } = newRecoveryCodes();
      if (secret === null || step === null || !(await credentials.confirmTotp(personId, { secret, step, recoveryHashes: hashes })))
        throw new AppError(
          'FORBIDDEN',
          'This is not a code of the secret that was shown last. Check the clock of the phone, or begin again.',
        );
      return { recoveryCodes: [...codes] };
    },
  );

  app.put(
    '/account/recovery-codes',
    {
      config: own('account.recovery-codes'),
      schema: {
        ...described('New recovery codes; those of before are void'),
        body: confirmation,
        response: { 200: recoveryCodes, ...errorAnswers },
      },
    },
    async (request) => {
      const { personId, sessionHash } = ownerOf(guard, request);
      const { totpSecret, hasPasskey } = await signIn.confirm(personId, request.body.password, sessionHash);
      if (totpSecret === null && !hasPasskey)
        throw new AppError('FORBIDDEN', 'Recovery codes take the place of a second factor. Set one up first.');
      const { codes, hashes } = newRecoveryCodes();
      await credentials.replaceRecoveryCodes(personId, hashes);
      return { recoveryCodes: [...codes] };
    },
  );

  app.delete(
    '/account/sessions',
    { config: own('account.other-sessions-end'), schema: { ...described('End all of the own sessions but this one'), response: done } },
    async (request, reply) => {
      const { personId, sessionHash } = ownerOf(guard, request);
      await sessions.endOthers(personId, sessionHash);
      return reply.code(204).send(undefined);
    },
  );

  app.delete(
    '/account/sessions/:sessionId',
    {
      config: own('account.session-end'),
      schema: { ...described('End one of the own sessions'), params: z.strictObject({ sessionId: z.uuid() }), response: done },
    },
    async (request, reply) => {
      const { personId } = ownerOf(guard, request);
      if (!(await sessions.endOne(personId, request.params.sessionId)))
        throw new AppError('NOT_FOUND', 'You have no such session. It may have ended.');
      return reply.code(204).send(undefined);
    },
  );
};
