import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { productVersion } from '../../../src/base/version.ts';
import { health, unitList } from '../../../src/contracts/http-api.ts';
import { enrolledAgent } from '../../fixtures/collector/agent-double.ts';
import { collectorUnderTest, temporaryFolder } from '../../fixtures/collector/collector-under-test.ts';
import { readerOf, refusalOf } from '../../fixtures/collector/reading.ts';
import { aFinding, aSummary } from '../../fixtures/collector/summaries.ts';

function consoleFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(folder, 'assets', 'index-abc.js'), 'export {};');
  return folder;
}

test('units carry what their endpoints add up to, the silent ones apart', async () => {
  const collector = await collectorUnderTest({ silent_after_minutes: 60 });
  const [first, second] = [await enrolledAgent(collector, 'B'), await enrolledAgent(collector, 'B')];
  await collector.enrolmentToken({ unitName: 'A, still empty' });
  await collector.app.inject(
    first.summary(aSummary(first.endpointId, 1, { findings: [aFinding('a'), aFinding('b', { severity: 'critical' })] })),
  );
  collector.clock.advance(61 * 60_000);
  await collector.app.inject(
    second.summary(aSummary(second.endpointId, 1, { findings: [aFinding('a'), aFinding('c', { state: 'resolved' })] })),
  );
  const { read } = await readerOf(collector);
  const none = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };
  expect(await read('/api/v1/units', unitList)).toEqual({
    silentAfterMinutes: 60,
    items: [
      { unitId: expect.any(String), name: 'A, still empty', endpoints: 0, silent: 0, openFindings: none },
      { unitId: expect.any(String), name: 'B', endpoints: 2, silent: 1, openFindings: { ...none, high: 2, critical: 1 } },
    ],
  });
});

test('an endpoint that was enrolled and never heard of becomes silent too', async () => {
  const collector = await collectorUnderTest({ silent_after_minutes: 60 });
  await enrolledAgent(collector);
  collector.clock.advance(61 * 60_000);
  expect((await (await readerOf(collector)).read('/api/v1/units', unitList)).items).toMatchObject([{ silent: 1 }]);
});

test('health and readiness tell when the store is gone', async () => {
  const { app, store } = await collectorUnderTest();
  expect(health.parse((await app.inject('/health')).json())).toEqual({ status: 'ok', version: productVersion });
  expect((await app.inject('/ready')).statusCode).toBe(200);
  await store.close();
  expect((await app.inject('/health')).statusCode).toBe(200);
  const ready = await app.inject('/ready');
  expect([ready.statusCode, health.parse(ready.json()).status]).toEqual([503, 'unavailable']);
});

test('an unforeseen failure is INTERNAL, told without our insides, and logged with its cause', async () => {
  const collector = await collectorUnderTest();
  const { get } = await readerOf(collector);
  await collector.store.close();
  const answer = await get('/api/v1/units');
  expect(refusalOf(answer)).toEqual([500, 'INTERNAL']);
  expect(answer.body).not.toMatch(/driver|database|node_modules/i);
  expect(collector.logged.join('')).toMatch(/"code":"INTERNAL".*"stack"/);
});

test('metrics are for this machine and for holders of an API token, and count what arrives', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const request = agent.summary(aSummary(agent.endpointId, 1));
  for (let time = 0; time < 2; time += 1) await collector.app.inject(request);
  await collector.app.inject(agent.summary(aSummary(agent.endpointId, 1)));
  const here = await collector.app.inject('/metrics');
  expect(here.body).toContain(
    'wardwatch_summaries_total{stored="new"} 1\nwardwatch_summaries_total{stored="duplicate"} 1\nwardwatch_summaries_total{stored="forked"} 1',
  );
  expect(here.body).toContain(
    'wardwatch_endpoints{which="all"} 1\nwardwatch_endpoints{which="silent"} 0\nwardwatch_endpoints{which="forked"} 1',
  );
  expect(here.body).toMatch(
    /wardwatch_http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/agent\/summaries",status="202"\} 2/,
  );

  const { token } = await readerOf(collector);
  const remoteAddress = '10.0.0.9';
  expect(refusalOf(await collector.app.inject({ url: '/metrics', remoteAddress }))).toEqual([403, 'FORBIDDEN']);
  expect(refusalOf(await collector.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '10.0.0.9' } })), 'behind a proxy').toEqual([
    403,
    'FORBIDDEN',
  ]);
  expect((await collector.app.inject({ url: '/metrics', remoteAddress, headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(
    200,
  );
});

test('the interface description covers every route of the contract', async () => {
  const { app } = await collectorUnderTest();
  const document = z
    .object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse((await app.inject('/api/docs/json')).json());
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.toSorted()).toEqual([
    'DELETE /api/v1/account/sessions',
    'DELETE /api/v1/account/sessions/{sessionId}',
    'DELETE /api/v1/people/{personId}/identity',
    'DELETE /api/v1/session',
    'GET /api/v1/account',
    'GET /api/v1/audit',
    'GET /api/v1/endpoints',
    'GET /api/v1/endpoints/{endpointId}',
    'GET /api/v1/endpoints/{endpointId}/sections/{name}',
    'GET /api/v1/findings',
    'GET /api/v1/imported-machines',
    'GET /api/v1/people',
    'GET /api/v1/session',
    'GET /api/v1/session/provider',
    'GET /api/v1/session/provider/callback',
    'GET /api/v1/session/ways',
    'GET /api/v1/summaries',
    'GET /api/v1/units',
    'GET /api/v1/vulnerability-data',
    'GET /api/v1/warnings',
    'GET /api/v1/warnings/ranking',
    'GET /api/v1/warnings/{warningId}',
    'GET /api/v1/warnings/{warningId}/attachments/{digest}',
    'GET /api/v1/warnings/{warningId}/export',
    'GET /api/v1/warnings/{warningId}/machines',
    'GET /health',
    'GET /metrics',
    'GET /ready',
    'POST /api/v1/account/passkeys',
    'POST /api/v1/account/passkeys/proposal',
    'POST /api/v1/account/passkeys/{passkeyId}/removal',
    'POST /api/v1/account/totp',
    'POST /api/v1/agent/clone',
    'POST /api/v1/agent/feed',
    'POST /api/v1/agent/heartbeats',
    'POST /api/v1/agent/key',
    'POST /api/v1/agent/policy',
    'POST /api/v1/agent/summaries',
    'POST /api/v1/endpoints/{endpointId}/approval',
    'POST /api/v1/endpoints/{endpointId}/retirement',
    'POST /api/v1/enrol',
    'POST /api/v1/imported-machines',
    'POST /api/v1/imported-machines/readings',
    'POST /api/v1/people',
    'POST /api/v1/people/{personId}/disable',
    'POST /api/v1/people/{personId}/reset',
    'POST /api/v1/people/{personId}/second-factor-reset',
    'POST /api/v1/session',
    'POST /api/v1/session/first-password',
    'POST /api/v1/session/passkey',
    'POST /api/v1/session/passkey/request',
    'POST /api/v1/session/password',
    'POST /api/v1/warnings',
    'POST /api/v1/warnings/proposals',
    'PUT /api/v1/account/password',
    'PUT /api/v1/account/recovery-codes',
    'PUT /api/v1/account/totp',
    'PUT /api/v1/agent/sections/{digest}',
    'PUT /api/v1/people/{personId}',
    'PUT /api/v1/people/{personId}/identity',
    'PUT /api/v1/warnings/{warningId}',
    'PUT /api/v1/warnings/{warningId}/attachments',
    'PUT /api/v1/warnings/{warningId}/state',
  ]);
  const page = await app.inject('/api/docs');
  expect([page.statusCode, page.headers['content-security-policy']]).toEqual([200, expect.stringContaining("script-src 'self';")]);
});

test('the console is served, its own addresses included, with no room for foreign scripts', async () => {
  const { app } = await collectorUnderTest({}, consoleFolder());
  const accept = { accept: 'text/html,*/*' };
  for (const url of ['/', '/units/7']) {
    const page = await app.inject({ url, headers: accept });
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(page.body).toContain('<title>console</title>');
    expect(page.headers['content-security-policy']).toContain("default-src 'none';script-src 'self'");
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    expect(page.headers['strict-transport-security'], 'said over TLS alone').toBeUndefined();
  }
  const script = await app.inject('/assets/index-abc.js');
  expect([script.statusCode, script.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
});

test.for([
  { url: '/api/v1/nothing', method: 'GET', accept: 'text/html' },
  { url: '/assets/nothing.js', method: 'GET', accept: '*/*' },
  { url: '/units/7', method: 'POST', accept: 'text/html' },
] as const)('$method $url is NOT_FOUND', async ({ url, method, accept }) => {
  const { app } = await collectorUnderTest({}, consoleFolder());
  expect(refusalOf(await app.inject({ url, method, headers: { accept } }))).toEqual([404, 'NOT_FOUND']);
});

test.for([
  { url: '/api/v1/units', method: 'DELETE', allow: 'GET, HEAD' },
  { url: '/api/v1/units?limit=1', method: 'OPTIONS', allow: 'GET, HEAD' },
  { url: '/api/v1/endpoints/1b4e28ba-2fa1-41d2-883f-0016d3cca427', method: 'PUT', allow: 'GET, HEAD' },
  { url: '/api/v1/session', method: 'PATCH', allow: 'POST, GET, HEAD, DELETE' },
  { url: '/api/v1/agent/summaries', method: 'GET', allow: 'POST' },
  { url: '/metrics', method: 'POST', allow: 'GET, HEAD' },
] as const)('$method $url is METHOD_NOT_ALLOWED, with what is', async ({ url, method, allow }) => {
  const { app } = await collectorUnderTest({}, consoleFolder());
  const answer = await app.inject({ url, method, headers: { accept: 'text/html' } });
  expect([...refusalOf(answer), answer.headers.allow]).toEqual([405, 'METHOD_NOT_ALLOWED', allow]);
});

test('without a built console there is the interface alone', async () => {
  const { app } = await collectorUnderTest();
  expect(refusalOf(await app.inject({ url: '/', headers: { accept: 'text/html' } }))).toEqual([404, 'NOT_FOUND']);
});

test.for(['/%zz', '/..%2f..%2fetc%2fpasswd', '/assets/..%5c..%5cserver.pem'])(
  '%s, an address that nobody honest asks for, is refused',
  async (url) => {
    const { app } = await collectorUnderTest({}, consoleFolder());
    expect(['REQUEST_INVALID', 'NOT_FOUND']).toContain(refusalOf(await app.inject(url))[1]);
  },
);
