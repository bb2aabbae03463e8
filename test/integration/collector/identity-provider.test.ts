import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attemptCookie, sessionCookie } from '../../../src/collector/auth/session-cookie.ts';
import { auditPage, person as personContract, personPage } from '../../../src/contracts/access-answers.ts';
import { session } from '../../../src/contracts/http-api.ts';
import { collectorUnderTest, type CollectorSettings, temporaryFolder } from '../../fixtures/collector/collector-under-test.ts';
import { type Claims, oidcProvider } from '../../fixtures/collector/oidc-provider.ts';
import { personWith } from '../../fixtures/collector/people.ts';
import { refusalOf } from '../../fixtures/collector/reading.ts';

const publicUrl = 'https://wardwatch.example.vn:8443';
const begin = '/api/v1/session/provider';
const callback = `${begin}/callback`;

const everybody: Readonly<Record<string, Claims>> = {
  'subject-lan': { email: 'Lan@BV-A.vn', email_verified: true },
  'subject-thief': { email: 'lan@bv-a.vn', email_verified: false },
  'subject-heir': { email: 'lan@bv-a.vn', email_verified: true },
};

async function withProvider(over: CollectorSettings = {}) {
  const provider = await oidcProvider(`${publicUrl}${callback}`, everybody);
  const secretFile = join(temporaryFolder(), 'client-secret');
  writeFileSync(secretFile, `${provider.clientSecret}\n`);
  const collector = await collectorUnderTest({
    public_url: publicUrl,
    oidc_issuer: provider.issuer,
    oidc_client_id: 'wardwatch',
    oidc_client_secret_file: secretFile,
    ...over,
  });
  const administrator = await personWith(collector, 'department-administrator');
  const lan = await personWith(collector, 'auditor', { login: 'lan@bv-a.vn', hasTotp: false });
  const start = async () => {
    const answer = await collector.app.inject({ url: begin });
    return { address: answer.headers.location ?? '', attempt: answer.cookies.find(({ name }) => name === attemptCookie)?.value ?? '' };
  };
  /** Comes back as the browser of this attempt. */
  const comeBack = async (to: URL, attempt: string) => {
    const answer = await collector.app.inject({ url: `${to.pathname}${to.search}`, cookies: { [attemptCookie]: attempt } });
    return { went: answer.headers.location, secret: answer.cookies.find(({ name }) => name === sessionCookie)?.value };
  };
  const signIn = async (subject: string) => {
    const { address, attempt } = await start();
    return comeBack(await provider.signInAt(address, subject), attempt);
  };
  return { ...collector, provider, administrator, lan, start, comeBack, signIn };
}

const refusedAs = (because: string) => ({ went: `/#/provider-refused?because=${because}`, secret: undefined });

test('whom an administrator linked signs in at the provider, with the role that they have here and no further factor', async () => {
  const { app, administrator, lan, signIn } = await withProvider();
  expect(await signIn('subject-lan'), 'nobody is linked yet').toEqual(refusedAs('no-person'));
  const { items } = auditPage.parse((await app.inject({ url: '/api/v1/audit', cookies: administrator.cookies })).json());
  expect(items[0], 'the administrator sees whom to link').toMatchObject({
    action: 'sign-in.provider',
    outcome: 'failed',
    target: 'no person subject-lan',
  });
  const link = {
    method: 'PUT',
    url: `/api/v1/people/${lan.personId}/identity`,
    cookies: administrator.cookies,
    payload: { subject: 'subject-lan' },
  } as const;
  expect(personContract.parse((await app.inject(link)).json()).providerSubject).toBe('subject-lan');
  const other = { ...link, url: `/api/v1/people/${administrator.personId}/identity` };
  expect(refusalOf(await app.inject(other))).toEqual([409, 'IDENTITY_TAKEN']);

  const { went, secret = '' } = await signIn('subject-lan');
  expect(went).toBe('/#/');
  const cookies = { [sessionCookie]: secret };
  expect(session.parse((await app.inject({ url: '/api/v1/session', cookies })).json())).toMatchObject({
    signedInAs: 'lan@bv-a.vn',
    role: 'auditor',
    needsSecondFactor: false,
  });
  expect((await app.inject({ url: '/api/v1/units', cookies })).statusCode).toBe(200);

  expect((await app.inject({ method: 'DELETE', url: link.url, cookies: administrator.cookies })).json()).toMatchObject({
    providerSubject: null,
  });
  expect(await signIn('subject-lan')).toEqual(refusedAs('no-person'));
});

test('by e-mail only a verified address counts, once, and only where it is switched on; nobody is ever added', async () => {
  const off = await withProvider();
  expect(await off.signIn('subject-lan')).toEqual(refusedAs('no-person'));

  const { app, administrator, signIn, store, lan } = await withProvider({ oidc_match_email: true });
  const people = async () => personPage.parse((await app.inject({ url: '/api/v1/people', cookies: administrator.cookies })).json()).items;
  expect(await signIn('subject-thief'), 'not verified').toEqual(refusedAs('no-person'));
  expect((await signIn('subject-lan')).went).toBe('/#/');
  expect(await signIn('subject-heir'), 'the same address under another subject').toEqual(refusedAs('no-person'));
  expect(await signIn('subject-nobody')).toEqual(refusedAs('no-person'));
  expect((await people()).map(({ login, providerSubject }) => [login, providerSubject])).toEqual([
    [administrator.login, null],
    ['lan@bv-a.vn', 'subject-lan'],
  ]);
  await store.access.people.disable(lan.personId);
  expect(await signIn('subject-lan'), 'shut out here').toEqual(refusedAs('no-person'));
});

test('what comes back proves itself: state, cookie, code and consent', async () => {
  const { provider, start, comeBack, app, administrator, lan } = await withProvider();
  const link = { method: 'PUT', url: `/api/v1/people/${lan.personId}/identity`, cookies: administrator.cookies } as const;
  await app.inject({ ...link, payload: { subject: 'subject-lan' } });
  const mine = await start();
  const other = await start();
  const back = await provider.signInAt(mine.address, 'subject-lan');
  expect(await comeBack(back, other.attempt), 'the attempt of another browser').toEqual(refusedAs('unproven'));
  expect((await app.inject({ url: `${back.pathname}${back.search}` })).headers.location, 'no attempt at all').toBe(
    refusedAs('unproven').went,
  );
  const bent = new URL(back);
  bent.searchParams.set('state', 'x');
  expect(await comeBack(bent, mine.attempt)).toEqual(refusedAs('unproven'));
  const guessed = new URL(back);
  guessed.searchParams.set('code', 'guessed');
  expect(await comeBack(guessed, mine.attempt)).toEqual(refusedAs('unproven'));
  expect((await comeBack(back, mine.attempt)).went, 'and the right one gets in').toBe('/#/');
  expect(await comeBack(back, mine.attempt), 'a code works once').toEqual(refusedAs('unproven'));
  const declined = await start();
  expect(await comeBack(await provider.declineAt(declined.address), declined.attempt)).toEqual(refusedAs('declined'));
});

test('an authentication context that is asked for must be there', async () => {
  const { signIn, start, lan, app, administrator } = await withProvider({ oidc_acr: 'two-factors' });
  const link = { method: 'PUT', url: `/api/v1/people/${lan.personId}/identity`, cookies: administrator.cookies } as const;
  await app.inject({ ...link, payload: { subject: 'subject-lan' } });
  expect(new URL((await start()).address).searchParams.get('acr_values')).toBe('two-factors');
  expect(await signIn('subject-lan'), 'this provider says nothing of it').toEqual(refusedAs('unproven'));
});

test('it is off by default, and a provider that is away lets people sign in here all the same', async () => {
  const plain = await collectorUnderTest();
  expect((await plain.app.inject({ url: '/api/v1/session/ways' })).json()).toEqual({ provider: null });
  expect((await plain.app.inject({ url: begin })).headers.location).toBe('/#/provider-refused?because=none');
  const administrator = await personWith(plain, 'department-administrator');
  const link = { method: 'PUT', url: `/api/v1/people/${administrator.personId}/identity`, cookies: administrator.cookies } as const;
  expect(refusalOf(await plain.app.inject({ ...link, payload: { subject: 'x' } }))).toEqual([403, 'FORBIDDEN']);

  const server = createServer((_request, answer) => answer.writeHead(503).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const away = await collectorUnderTest({ oidc_issuer: issuer, oidc_client_id: 'wardwatch', oidc_name: 'Sở Y tế' });
  expect((await away.app.inject({ url: '/api/v1/session/ways' })).json()).toEqual({ provider: 'Sở Y tế' });
  for (let attempt = 0; attempt < 2; attempt += 1)
    expect((await away.app.inject({ url: begin })).headers.location).toBe('/#/provider-refused?because=unreachable');
  server.close();
});

test.for([
  { name: 'without a client id', over: {} },
  { name: 'with a secret file that is not there', over: { oidc_client_id: 'wardwatch', oidc_client_secret_file: '/nowhere/secret' } },
] as const)('a collector $name does not start half', async ({ over }) => {
  await expect(collectorUnderTest({ oidc_issuer: 'https://login.example.vn', ...over })).rejects.toMatchObject({
    code: 'CONFIGURATION_INVALID',
  });
});
