import type { LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { sessionCookie } from '../../../src/collector/auth/session-cookie.ts';
import { account, auditPage } from '../../../src/contracts/access-answers.ts';
import { passkeyAdded, passkeyCreation, passkeyRequest } from '../../../src/contracts/passkeys.ts';
import { type CollectorUnderTest, collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { goodPassword, personWith, type SignedInPerson } from '../../fixtures/collector/people.ts';
import { refusalOf } from '../../fixtures/collector/reading.ts';
import { createSoftwareAuthenticator, type Ways } from '../../fixtures/collector/software-authenticator.ts';

const at = (path: string) => `/api/v1${path}`;
const host = 'localhost:8443';
const origin = `https://${host}`;
const headers = { host };

interface Holder extends CollectorUnderTest {
  readonly lan: SignedInPerson;
  readonly key: ReturnType<typeof createSoftwareAuthenticator>;
  ask(path: string, payload: object, cookies?: Record<string, string>): Promise<LightMyRequestResponse>;
  challengeToMake(cookies?: Record<string, string>): Promise<string>;
  challengeToSign(): Promise<string>;
}

async function withLan(hasTotp = true): Promise<Holder> {
  const collector = await collectorUnderTest();
  const lan = await personWith(collector, 'department-viewer', { login: 'lan', hasTotp });
  const ask: Holder['ask'] = (path, payload, cookies = {}) =>
    collector.app.inject({ method: 'POST', url: at(path), headers, payload, cookies });
  return {
    ...collector,
    lan,
    key: createSoftwareAuthenticator(origin),
    ask,
    async challengeToMake(cookies = lan.cookies) {
      return passkeyCreation.parse((await ask('/account/passkeys/proposal', { password: goodPassword }, cookies)).json()).challenge;
    },
    challengeToSign: async () => passkeyRequest.parse((await ask('/session/passkey/request', {})).json()).challenge,
  };
}

/** The same with a passkey that was made and proved. */
async function withPasskey(ways: Ways = {}, hasTotp = true): Promise<Holder> {
  const holder = await withLan(hasTotp);
  const made = holder.key.make(await holder.challengeToMake(), ways);
  expect((await holder.ask('/account/passkeys', { name: 'Khóa của Lan', ...made }, holder.lan.cookies)).statusCode).toBe(201);
  return holder;
}

const statusAt = async ({ app }: CollectorUnderTest, cookies: Record<string, string>) =>
  (await app.inject({ url: at('/units'), cookies })).statusCode;

test('whoever has a passkey signs in with it alone, and finds it on the page of their account', async () => {
  const holder = await withPasskey();
  const { ask, key, app, clock } = holder;
  clock.advance(1000);
  const answer = await ask('/session/passkey', key.sign(await holder.challengeToSign()));
  expect(answer.json()).toMatchObject({ signedInAs: 'lan', role: 'department-viewer', needsSecondFactor: false });
  const cookies = { [sessionCookie]: answer.cookies.find(({ name }) => name === sessionCookie)?.value ?? '' };
  expect(await statusAt(holder, cookies)).toBe(200);
  const own = account.parse((await app.inject({ url: at('/account'), cookies })).json());
  expect(own.passkeys).toMatchObject([{ name: 'Khóa của Lan', host: 'localhost', lastUsedAt: new Date(clock.now()).toISOString() }]);
});

test('a passkey is a second factor: it sets an account up, brings recovery codes, and a password alone does no more', async () => {
  const holder = await withLan(false);
  const { ask, key, lan } = holder;
  expect(await statusAt(holder, lan.cookies)).toBe(403);
  const made = key.make(await holder.challengeToMake());
  const { recoveryCodes } = passkeyAdded.parse((await ask('/account/passkeys', { name: 'Điện thoại', ...made }, lan.cookies)).json());
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(await statusAt(holder, lan.cookies)).toBe(200);
  const signIn = (code?: string) =>
    ask('/session/password', { login: 'lan', password: goodPassword, ...(code === undefined ? {} : { code }) });
  for (const code of [undefined, '', '000000']) expect(refusalOf(await signIn(code))).toEqual([401, 'SIGN_IN_REFUSED']);
  expect((await signIn(recoveryCodes[0])).statusCode).toBe(200);
});

test.for([
  { name: 'of another site', ways: { origin: 'https://localhost.example' } },
  { name: 'for another host', ways: { rpId: 'wardwatch.example' } },
  { name: 'by an authenticator that did not check who holds it', ways: { isUserVerified: false } },
] as const satisfies readonly { name: string; ways: Ways }[])('a passkey $name is neither taken nor let in', async ({ ways }) => {
  const holder = await withPasskey();
  const other = createSoftwareAuthenticator(origin);
  const made = other.make(await holder.challengeToMake(), ways);
  expect(refusalOf(await holder.ask('/account/passkeys', { name: 'x', ...made }, holder.lan.cookies))).toEqual([403, 'FORBIDDEN']);
  expect(refusalOf(await holder.ask('/session/passkey', holder.key.sign(await holder.challengeToSign(), ways)))).toEqual([
    401,
    'SIGN_IN_REFUSED',
  ]);
});

test('a challenge holds once, for five minutes, for its purpose and in its session', async () => {
  const holder = await withPasskey();
  const { ask, key, clock, lan } = holder;
  const signed = key.sign(await holder.challengeToSign());
  expect((await ask('/session/passkey', signed)).statusCode).toBe(200);
  const late = key.sign(await holder.challengeToSign());
  const toMake = key.sign(await holder.challengeToMake());
  clock.advance(5 * 60_000);
  for (const wrong of [signed, late, toMake, key.sign('AAAA')])
    expect(refusalOf(await ask('/session/passkey', wrong))).toEqual([401, 'SIGN_IN_REFUSED']);
  const minh = await personWith(holder, 'auditor', { login: 'minh' });
  const ofMinh = createSoftwareAuthenticator(origin).make(await holder.challengeToMake(minh.cookies));
  expect(refusalOf(await ask('/account/passkeys', { name: 'x', ...ofMinh }, lan.cookies))).toEqual([403, 'FORBIDDEN']);
});

test('a copy shows by its count: what is not later than the last signature is refused and written down', async () => {
  const holder = await withPasskey({ counter: 5 });
  const { ask, key, app } = holder;
  const outcomes = [];
  for (const counter of [6, 6, 3, 0, 7])
    outcomes.push((await ask('/session/passkey', key.sign(await holder.challengeToSign(), { counter }))).statusCode);
  expect(outcomes).toEqual([200, 401, 401, 401, 200]);
  const auditor = await personWith(holder, 'auditor');
  const { items } = auditPage.parse((await app.inject({ url: at('/audit'), cookies: auditor.cookies })).json());
  expect(items.filter(({ target }) => target === 'copied')).toMatchObject(
    Array.from({ length: 3 }, () => ({ who: 'lan', action: 'sign-in.passkey', outcome: 'failed' })),
  );
});

test('a signature by another key, an unknown passkey and one of a person who was shut out let nobody in', async () => {
  const holder = await withPasskey();
  const { ask, key, store, lan } = holder;
  const stranger = createSoftwareAuthenticator(origin);
  const forged = { ...stranger.sign(await holder.challengeToSign()), credentialId: key.credentialId };
  expect(refusalOf(await ask('/session/passkey', forged))[1]).toBe('SIGN_IN_REFUSED');
  expect(refusalOf(await ask('/session/passkey', stranger.sign(await holder.challengeToSign())))[1]).toBe('SIGN_IN_REFUSED');
  await store.access.people.disable(lan.personId);
  expect(refusalOf(await ask('/session/passkey', key.sign(await holder.challengeToSign())))[1]).toBe('SIGN_IN_REFUSED');
});

test('under an address or a foreign name there are no passkeys, and it is said what to do', async () => {
  const { app, lan } = await withLan();
  for (const foreign of ['127.0.0.1:8443', '[::1]:8443', 'elsewhere.example']) {
    const ask = { method: 'POST', headers: { host: foreign }, cookies: lan.cookies } as const;
    for (const [url, payload] of [
      [at('/session/passkey/request'), {}],
      [at('/account/passkeys/proposal'), { password: goodPassword }],
    ] as const) {
      const answer = await app.inject({ ...ask, url, payload });
      expect(refusalOf(answer)).toEqual([409, 'PASSKEY_UNAVAILABLE']);
      expect(answer.body).toContain('collector.public_url');
    }
  }
});

test('making and removing one takes the password, and what alone stands beside it stays', async () => {
  const holder = await withPasskey({}, false);
  const { ask, app, lan, key } = holder;
  expect(refusalOf(await ask('/account/passkeys/proposal', { password: 'mật khẩu khác hẳn' }, lan.cookies))).toEqual([403, 'FORBIDDEN']);
  const idOf = async () =>
    account.parse((await app.inject({ url: at('/account'), cookies: lan.cookies })).json()).passkeys.map(({ passkeyId }) => passkeyId);
  const [first = ''] = await idOf();
  const remove = (id: string, password = goodPassword, cookies: Record<string, string> = lan.cookies) =>
    ask(`/account/passkeys/${id}/removal`, { password }, cookies);
  expect(refusalOf(await remove(first))).toEqual([409, 'LAST_SECOND_FACTOR']);
  const second = createSoftwareAuthenticator(origin).make(await holder.challengeToMake());
  expect(
    passkeyAdded.parse((await ask('/account/passkeys', { name: 'Hai', ...second }, lan.cookies)).json()).recoveryCodes,
    'those of before hold',
  ).toEqual([]);
  const minh = await personWith(holder, 'department-administrator');
  expect(refusalOf(await remove(first, goodPassword, minh.cookies)), 'of another').toEqual([404, 'NOT_FOUND']);
  expect(refusalOf(await remove(first, 'mật khẩu khác hẳn'))).toEqual([403, 'FORBIDDEN']);
  expect((await remove(first)).statusCode).toBe(204);
  expect(await idOf()).toHaveLength(1);
  expect(refusalOf(await ask('/session/passkey', key.sign(await holder.challengeToSign())))[1]).toBe('SIGN_IN_REFUSED');
});
