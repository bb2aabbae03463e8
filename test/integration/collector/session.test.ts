import { expect, test } from 'vitest';
import { createSignInLink } from '../../../src/collector/administration.ts';
import { session } from '../../../src/contracts/http-api.ts';
import { type CollectorUnderTest, collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { readerOf, refusalOf } from '../../fixtures/collector/reading.ts';

const cookieName = '__Host-wardwatch';

async function linkToken({ dataFolder, configuration, clock }: CollectorUnderTest): Promise<string> {
  const { link } = await createSignInLink({ dataFolder, configuration, clock });
  const url = new URL(link);
  expect(url.search, 'a query would reach the logs of a server').toBe('');
  return new URLSearchParams(url.hash.split('?')[1]).get('token') ?? '';
}

const signIn = ({ app }: CollectorUnderTest, token: string) => app.inject({ method: 'POST', url: '/api/v1/session', payload: { token } });

test('a sign-in link buys one session, which reads', async () => {
  const collector = await collectorUnderTest();
  const token = await linkToken(collector);
  const answer = await signIn(collector, token);
  expect(answer.statusCode).toBe(200);
  expect(session.parse(answer.json())).toEqual({
    signedInAs: 'administrator',
    expiresAt: '2026-11-20T20:00:00.000Z',
    role: 'department-administrator',
    unitName: null,
    hasAccount: false,
    needsSecondFactor: false,
  });
  expect(answer.cookies).toMatchObject([{ name: cookieName, httpOnly: true, secure: true, sameSite: 'Strict', path: '/', maxAge: 43_200 }]);
  const cookies = { [cookieName]: answer.cookies[0]?.value ?? '' };
  expect((await collector.app.inject({ url: '/api/v1/units', cookies })).statusCode).toBe(200);
  expect((await collector.app.inject({ url: '/api/v1/session', cookies })).json()).toMatchObject({ signedInAs: 'administrator' });
  expect(refusalOf(await signIn(collector, token)), 'the link works once').toEqual([401, 'SIGN_IN_REQUIRED']);

  collector.clock.advance(12 * 3_600_000);
  expect(refusalOf(await collector.app.inject({ url: '/api/v1/units', cookies })), 'after 12 hours').toEqual([401, 'SIGN_IN_REQUIRED']);
});

test('a sign-in link ends after 15 minutes, and is then gone', async () => {
  const collector = await collectorUnderTest();
  const token = await linkToken(collector);
  collector.clock.advance(15 * 60_000);
  expect(refusalOf(await signIn(collector, token))).toEqual([401, 'SIGN_IN_REQUIRED']);
  collector.clock.advance(-60_000);
  expect(refusalOf(await signIn(collector, token)), 'not even when the clock goes back').toEqual([401, 'SIGN_IN_REQUIRED']);
});

test('who signs out reads no more with that session', async () => {
  const collector = await collectorUnderTest();
  const cookies = { [cookieName]: (await signIn(collector, await linkToken(collector))).cookies[0]?.value ?? '' };
  const out = await collector.app.inject({ method: 'DELETE', url: '/api/v1/session', cookies });
  expect(out.statusCode).toBe(204);
  expect(out.cookies).toMatchObject([{ name: cookieName, value: '' }]);
  expect(refusalOf(await collector.app.inject({ url: '/api/v1/units', cookies }))).toEqual([401, 'SIGN_IN_REQUIRED']);
});

test('an API token reads until it expires; it is no session', async () => {
  const collector = await collectorUnderTest();
  const { get } = await readerOf(collector);
  expect((await get('/api/v1/units')).statusCode).toBe(200);
  expect(refusalOf(await get('/api/v1/session'))).toEqual([401, 'SIGN_IN_REQUIRED']);
  collector.clock.advance(86_400_000);
  expect(refusalOf(await get('/api/v1/units'))).toEqual([401, 'SIGN_IN_REQUIRED']);
});

test.for([
  'units',
  'endpoints',
  'endpoints/1b4e28ba-2fa1-41d2-883f-0016d3cca427',
  'endpoints/1b4e28ba-2fa1-41d2-883f-0016d3cca427/sections/inventory',
  'findings',
  'summaries',
  'session',
  'account',
  'people',
  'audit',
])('/api/v1/%s tells nothing to someone who did not sign in', async (path) => {
  const { app } = await collectorUnderTest();
  const url = `/api/v1/${path}`;
  const attempts = [
    await app.inject({ url }),
    await app.inject({ url, headers: { authorization: `Bearer ${'A'.repeat(43)}` } }),
    await app.inject({ url, headers: { authorization: 'Basic YTpi' } }),
    await app.inject({ url, cookies: { [cookieName]: 'A'.repeat(43) } }),
  ];
  for (const attempt of attempts) expect(refusalOf(attempt)).toEqual([401, 'SIGN_IN_REQUIRED']);
});

test('guessing at sign-in links is slowed down for each address by itself', async () => {
  const collector = await collectorUnderTest();
  const codes = [];
  for (let attempt = 0; attempt < 31; attempt += 1) codes.push(refusalOf(await signIn(collector, 'A'.repeat(43)))[1]);
  expect(codes).toEqual([...Array.from({ length: 30 }, () => 'SIGN_IN_REQUIRED'), 'RATE_LIMITED']);
  const elsewhere = {
    method: 'POST',
    url: '/api/v1/session',
    payload: { token: await linkToken(collector) },
    remoteAddress: '10.0.0.9',
  } as const;
  expect((await collector.app.inject(elsewhere)).statusCode).toBe(200);
});

test('no secret reaches the log, though requests with secrets fail', async () => {
  const collector = await collectorUnderTest();
  const { token, get } = await readerOf(collector);
  const linked = await linkToken(collector);
  await signIn(collector, linked);
  await signIn(collector, linked);
  await get('/api/v1/nothing?token=in-the-query');
  await collector.app.inject({ url: '/api/v1/units', cookies: { [cookieName]: 'a-session-secret' } });
  expect(collector.logged.length).toBeGreaterThanOrEqual(3);
  for (const secret of [token, linked, 'in-the-query', 'a-session-secret']) expect(collector.logged.join('')).not.toContain(secret);
});
