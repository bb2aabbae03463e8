import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { addGuard } from '../../../src/collector/access/guard.ts';
import { secretHash } from '../../../src/collector/auth/secrets.ts';
import { deviceCookie, sessionCookie } from '../../../src/collector/auth/session-cookie.ts';
import { account, auditPage, invited, recoveryCodes, totpProposed } from '../../../src/contracts/access-answers.ts';
import { decodeBase32 } from '../../../src/domain/access/base32.ts';
import { hotp, totpStepAt } from '../../../src/domain/access/totp.ts';
import { type CollectorUnderTest, collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { goodPassword, personWith, type SignedInPerson, totpSecret } from '../../fixtures/collector/people.ts';
import { refusalOf } from '../../fixtures/collector/reading.ts';

const at = (path: string) => `/api/v1${path}`;
const codeNow = ({ clock }: CollectorUnderTest, secret = totpSecret): string => hotp(decodeBase32(secret), totpStepAt(clock.now()));

const signIn = (collector: CollectorUnderTest, payload: object, more: object = {}) =>
  collector.app.inject({ method: 'POST', url: at('/session/password'), payload, ...more });

const cookiesOf = ({
  cookies,
}: {
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}): Record<string, string> => Object.fromEntries(cookies.map(({ name, value }) => [name, value]));

async function withLan(): Promise<CollectorUnderTest & { readonly lan: SignedInPerson }> {
  const collector = await collectorUnderTest();
  return { ...collector, lan: await personWith(collector, 'department-administrator', { login: 'lan' }) };
}

test('from the invitation to the second factor: a person gets in with what only they know', async () => {
  const collector = await withLan();
  const { app, lan } = collector;
  const added = await app.inject({
    method: 'POST',
    url: at('/people'),
    cookies: lan.cookies,
    payload: { login: ' Hoa@BV-A.vn ', name: 'Trần Thị Hoa', role: 'auditor' },
  });
  const { person, link } = invited.parse(added.json());
  expect([added.statusCode, person.login, person.state]).toEqual([201, 'hoa@bv-a.vn', 'invited']);
  expect(refusalOf(await signIn(collector, { login: 'hoa@bv-a.vn', password: '' }))).toEqual([401, 'SIGN_IN_REFUSED']);

  const token = new URLSearchParams(new URL(link).hash.split('?')[1]).get('token');
  const first = (password: string) => app.inject({ method: 'POST', url: at('/session/first-password'), payload: { token, password } });
  expect(refusalOf(await first('ngắn')), 'the invitation stays').toEqual([422, 'PASSWORD_UNFIT']);
  const entered = await first(goodPassword);
  expect(entered.json()).toMatchObject({ signedInAs: 'hoa@bv-a.vn', role: 'auditor', needsSecondFactor: true });
  expect(entered.cookies.find(({ name }) => name === sessionCookie)).toMatchObject({
    httpOnly: true,
    secure: true,
    sameSite: 'Strict',
    path: '/',
  });
  expect(refusalOf(await first(goodPassword)), 'it works once').toEqual([401, 'SIGN_IN_REFUSED']);

  const cookies = cookiesOf(entered);
  expect(refusalOf(await app.inject({ url: at('/units'), cookies })), 'nothing before the second factor').toEqual([403, 'FORBIDDEN']);
  const proposal = await app.inject({ method: 'POST', url: at('/account/totp'), cookies, payload: { password: goodPassword } });
  const { secret, uri } = totpProposed.parse(proposal.json());
  expect(uri).toContain(`secret=${secret}`);
  const prove = (code: string) => app.inject({ method: 'PUT', url: at('/account/totp'), cookies, payload: { code } });
  const right = codeNow(collector, secret);
  expect(refusalOf(await prove(right === '000000' ? '111111' : '000000'))).toEqual([403, 'FORBIDDEN']);
  const { recoveryCodes: codes } = recoveryCodes.parse((await prove(right)).json());
  expect(new Set(codes).size).toBe(10);
  expect((await app.inject({ url: at('/units'), cookies })).statusCode).toBe(200);

  const login = 'hoa@bv-a.vn';
  expect(refusalOf(await signIn(collector, { login, password: goodPassword })), 'a password alone').toEqual([401, 'SIGN_IN_REFUSED']);
  expect(refusalOf(await signIn(collector, { login, password: goodPassword, code: right })), 'a code that was used').toEqual([
    401,
    'SIGN_IN_REFUSED',
  ]);
  collector.clock.advance(30_000);
  const code = codeNow(collector, secret);
  expect((await signIn(collector, { login, password: goodPassword, code })).statusCode).toBe(200);
  const again = await signIn(collector, { login, password: goodPassword, code: codes[3]?.toUpperCase() });
  expect(again.statusCode, 'a recovery code').toBe(200);
  expect(account.parse((await app.inject({ url: at('/account'), cookies })).json())).toMatchObject({ recoveryCodesLeft: 9, hasTotp: true });
  expect(refusalOf(await signIn(collector, { login, password: goodPassword, code: codes[3] }))[1], 'once').toBe('SIGN_IN_REFUSED');
});

test('what was wrong is never told: neither which logins there are nor that the password was right', async () => {
  const collector = await withLan();
  const answers = [
    await signIn(collector, { login: 'lan', password: 'mật khẩu khác hẳn', code: codeNow(collector) }),
    await signIn(collector, { login: 'lan', password: goodPassword, code: '000000' }),
    await signIn(collector, { login: 'nobody', password: goodPassword, code: codeNow(collector) }),
    await signIn(collector, { login: "'; --", password: goodPassword }),
  ];
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  expect(answers[0]?.cookies).toEqual([]);
});

test('who guesses is slowed down, and the person gets in from elsewhere and in a browser that is known', async () => {
  const collector = await withLan();
  const good = async (more: object) => {
    collector.clock.advance(30_000);
    return signIn(collector, { login: 'lan', password: goodPassword, code: codeNow(collector) }, more);
  };
  const known = cookiesOf(await good({ remoteAddress: '10.0.0.7' }));
  const guesses = [];
  for (let guess = 0; guess < 12; guess += 1)
    guesses.push(refusalOf(await signIn(collector, { login: 'lan', password: `guess number ${guess}` }, { remoteAddress: '10.0.0.7' }))[1]);
  expect(guesses.filter((code) => code === 'RATE_LIMITED').length).toBeGreaterThan(5);
  for (let more = 0; more < 12; more += 1) {
    collector.clock.advance(30_000);
    await signIn(collector, { login: 'lan', password: 'guess' }, { remoteAddress: '10.0.0.7' });
  }
  expect(refusalOf(await good({ remoteAddress: '10.0.0.7' }))).toEqual([429, 'RATE_LIMITED']);
  expect((await good({ remoteAddress: '10.0.0.8' })).statusCode, 'elsewhere').toBe(200);
  const device = { [deviceCookie]: known[deviceCookie] ?? '' };
  expect((await good({ remoteAddress: '10.0.0.7', cookies: device })).statusCode, 'known, behind the same address').toBe(200);
});

test('sessions end: unused after an hour, in any case after twelve, and all others when the password changes', async () => {
  const collector = await withLan();
  const { app, clock, lan } = collector;
  const status = async (cookies: Record<string, string>) => (await app.inject({ url: at('/units'), cookies })).statusCode;
  const open = async () => {
    clock.advance(30_000);
    return cookiesOf(await signIn(collector, { login: 'lan', password: goodPassword, code: codeNow(collector) }));
  };
  const other = await open();
  const changed = await app.inject({
    method: 'PUT',
    url: at('/account/password'),
    cookies: lan.cookies,
    payload: { password: goodPassword, newPassword: 'năm từ khác nối với nhau' },
  });
  expect(changed.statusCode).toBe(204);
  expect([await status(lan.cookies), await status(other)]).toEqual([200, 401]);
  expect(refusalOf(await signIn(collector, { login: 'lan', password: goodPassword, code: codeNow(collector) }))[1]).toBe('SIGN_IN_REFUSED');
  for (let halfHour = 0; halfHour < 23; halfHour += 1) {
    clock.advance(1_800_000);
    expect(await status(lan.cookies)).toBe(200);
  }
  clock.advance(1_800_000);
  expect(await status(lan.cookies), 'after twelve hours').toBe(401);

  const idle = await personWith(collector, 'auditor');
  clock.advance(3_600_000);
  expect(await status(idle.cookies), 'unused for an hour').toBe(401);
});

test('one lists and ends one’s own sessions, and nobody else’s', async () => {
  const collector = await withLan();
  const { app, clock, lan } = collector;
  const minh = await personWith(collector, 'auditor', { login: 'minh' });
  clock.advance(30_000);
  const second = cookiesOf(await signIn(collector, { login: 'lan', password: goodPassword, code: codeNow(collector) }));
  const { sessions } = account.parse((await app.inject({ url: at('/account'), cookies: lan.cookies })).json());
  expect(sessions.map(({ isThis }) => isThis)).toEqual([false, true]);
  const end = (cookies: Record<string, string>) =>
    app.inject({ method: 'DELETE', url: at(`/account/sessions/${sessions[0]?.sessionId}`), cookies });
  expect((await end(minh.cookies)).statusCode).toBe(404);
  expect((await end(lan.cookies)).statusCode).toBe(204);
  expect((await app.inject({ url: at('/session'), cookies: second })).statusCode).toBe(401);
});

test('who is disabled is out at once; nobody disables themselves', async () => {
  const collector = await withLan();
  const { app, lan } = collector;
  const minh = await personWith(collector, 'auditor', { login: 'minh' });
  const disable = (personId: string) => app.inject({ method: 'POST', url: at(`/people/${personId}/disable`), cookies: lan.cookies });
  expect((await disable(lan.personId)).statusCode).toBe(403);
  expect((await disable(minh.personId)).json()).toMatchObject({ state: 'disabled' });
  expect((await app.inject({ url: at('/units'), cookies: minh.cookies })).statusCode).toBe(401);
  // Their password was right just before, and the session opens just after.
  const [late, now] = ['a session that came too late', collector.clock.now()];
  const session = {
    sessionHash: secretHash(late),
    now,
    expiresAt: now + 43_200_000,
    address: '10.0.0.7',
    browser: 'Firefox',
    openedBy: 'password',
  } as const;
  await collector.store.access.sessions.open(minh.personId, session);
  expect((await app.inject({ url: at('/units'), cookies: { [sessionCookie]: late } })).statusCode).toBe(401);
  collector.clock.advance(30_000);
  const back = { login: 'minh', password: goodPassword, code: codeNow(collector) };
  expect(refusalOf(await signIn(collector, back))).toEqual([401, 'SIGN_IN_REFUSED']);
});

test.for([
  { name: 'another site', headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' } },
  { name: 'a neighbour under the same domain', headers: { 'sec-fetch-site': 'same-site' } },
  { name: 'a page without an origin', headers: { origin: 'null' } },
])('$name has no browser change anything here, not even sign in', async ({ headers }) => {
  const { app, lan } = await withLan();
  for (const [method, path] of [
    ['POST', '/people'],
    ['PUT', '/account/password'],
    ['POST', '/session/password'],
    ['DELETE', '/session'],
  ] as const)
    expect(refusalOf(await app.inject({ method, url: at(path), cookies: lan.cookies, headers, payload: {} }))).toEqual([403, 'FORBIDDEN']);
});

test('the audit log names who did and saw what, without what they typed', async () => {
  const collector = await withLan();
  const { app, clock, store, lan } = collector;
  await signIn(collector, { login: 'my password, typed too early', password: 'x' });
  await signIn(collector, { login: 'lan', password: 'wrong' });
  for (let time = 0; time < 3; time += 1) await app.inject({ url: at('/people'), cookies: lan.cookies });
  const viewer = await personWith(collector, 'department-viewer', { login: 'xem' });
  await app.inject({ url: at('/audit'), cookies: viewer.cookies });
  clock.advance(600_000);
  await app.inject({ url: at('/people'), cookies: lan.cookies });
  const read = await app.inject({ url: at('/audit?limit=4'), cookies: lan.cookies });
  const { items, nextCursor } = auditPage.parse(read.json());
  const told = items.map(({ number, who, action, outcome }) => [number, who, action, outcome]);
  expect(told).toEqual([
    [5, 'lan', 'people.read', 'done'],
    [4, 'xem', 'audit.read', 'refused'],
    [3, 'lan', 'people.read', 'done'],
    [2, 'lan', 'sign-in.password', 'failed'],
  ]);
  const rest = auditPage.parse((await app.inject({ url: at(`/audit?cursor=${nextCursor}`), cookies: lan.cookies })).json());
  expect(rest.items.map(({ who }) => who)).toEqual(['(unknown login)']);
  expect(await store.access.audit.verify()).toMatchObject({ status: 'whole' });
  expect(`${read.body}${collector.logged.join('')}`).not.toContain('typed too early');
});

test('a route without an access rule keeps the collector from starting', async () => {
  const { store, clock } = await collectorUnderTest();
  const app = Fastify();
  addGuard(app, { access: store.access, clock });
  expect(() => app.get('/left-open', async () => 'everything')).toThrow('GET /left-open declares no access rule');
});
