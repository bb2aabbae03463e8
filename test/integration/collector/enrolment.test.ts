import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { enrolAnswer } from '../../../src/contracts/enrolment.ts';
import { endpointPage, unitList } from '../../../src/contracts/http-api.ts';
import { agentDouble, enrolmentOf, newKeys } from '../../fixtures/collector/agent-double.ts';
import { type CollectorUnderTest, collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { readerOf, refusalOf } from '../../fixtures/collector/reading.ts';
import { aSummary } from '../../fixtures/collector/summaries.ts';

const enrol = (collector: CollectorUnderTest, payload: object) => collector.app.inject({ method: 'POST', url: '/api/v1/enrol', payload });

test('an agent enrols into the unit of its token and is listed there', async () => {
  const collector = await collectorUnderTest();
  const answer = await enrol(
    collector,
    enrolmentOf(await collector.enrolmentToken({ unitName: '  Trạm   y tế B ' }), newKeys(), 'tiep-don'),
  );
  expect(answer.statusCode).toBe(200);
  const { endpointId, unitName } = enrolAnswer.parse(answer.json());
  expect(unitName).toBe('Trạm y tế B');
  const { items } = await (await readerOf(collector)).read('/api/v1/endpoints', endpointPage);
  expect(items).toMatchObject([
    { endpointId, unitName: 'Trạm y tế B', hostname: 'tiep-don', lastSeenAt: null, patchStatus: 'unknown', isSilent: false },
  ]);
});

test('an enrolment in gzip is understood', async () => {
  const collector = await collectorUnderTest();
  const payload = gzipSync(JSON.stringify(enrolmentOf(await collector.enrolmentToken(), newKeys())));
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  expect((await collector.app.inject({ method: 'POST', url: '/api/v1/enrol', headers, payload })).statusCode).toBe(200);
});

test('an agent that never saw the answer gets the same endpoint again, though the token has ended since', async () => {
  const collector = await collectorUnderTest();
  const request = enrolmentOf(await collector.enrolmentToken({ uses: 1 }), newKeys());
  const first = await enrol(collector, request);
  collector.clock.advance(2 * 86_400_000);
  expect((await enrol(collector, request)).json()).toEqual(first.json());
});

test('a token enrols as many machines as it allows and no more', async () => {
  const collector = await collectorUnderTest();
  const token = await collector.enrolmentToken({ uses: 2 });
  const answers = [];
  for (let machine = 0; machine < 3; machine += 1) answers.push(await enrol(collector, enrolmentOf(token, newKeys())));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 403]);
  expect(answers[2]?.json()).toMatchObject({ code: 'ENROLMENT_REFUSED', message: expect.stringContaining('as often as it allows') });
  expect((await (await readerOf(collector)).read('/api/v1/units', unitList)).items).toMatchObject([{ endpoints: 2 }]);
});

test('an expired or unknown token enrols nobody', async () => {
  const collector = await collectorUnderTest();
  const token = await collector.enrolmentToken({ validMs: 60_000 });
  collector.clock.advance(60_000);
  expect((await enrol(collector, enrolmentOf(token, newKeys()))).json()).toMatchObject({
    code: 'ENROLMENT_REFUSED',
    message: expect.stringContaining('expired'),
  });
  expect((await enrol(collector, enrolmentOf('A'.repeat(43), newKeys()))).json()).toMatchObject({
    code: 'ENROLMENT_REFUSED',
    message: expect.stringContaining('not one of this'),
  });
});

test('an endpoint that has been heard of cannot be moved by enrolling its key again', async () => {
  const collector = await collectorUnderTest();
  const keys = newKeys();
  const { endpointId } = enrolAnswer.parse((await enrol(collector, enrolmentOf(await collector.enrolmentToken(), keys))).json());
  const elsewhere = await collector.enrolmentToken({ unitName: 'Elsewhere' });

  const moved = await enrol(collector, enrolmentOf(elsewhere, keys));
  expect(moved.json(), 'never heard of: its agent may not have seen the answer').toEqual({ endpointId, unitName: 'Elsewhere' });

  await collector.app.inject(agentDouble(endpointId, keys).summary(aSummary(endpointId, 1)));
  const refused = await enrol(collector, enrolmentOf(await collector.enrolmentToken(), keys));
  expect(refused.json()).toMatchObject({ code: 'ENROLMENT_REFUSED', message: expect.stringContaining('new key') });
});

test.for([
  { name: 'no body', payload: undefined, headers: { 'content-type': 'application/json' } },
  { name: 'garbage', payload: '{"token":', headers: { 'content-type': 'application/json' } },
  { name: 'another kind of body', payload: 'token=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  {
    name: 'an unknown key',
    payload: JSON.stringify({ ...enrolmentOf('A'.repeat(43), newKeys()), admin: true }),
    headers: { 'content-type': 'application/json' },
  },
  {
    name: 'a key of another length',
    payload: JSON.stringify(enrolmentOf('A'.repeat(43), { ...newKeys(), publicKey: 'AAAA' })),
    headers: { 'content-type': 'application/json' },
  },
])('an enrolment with $name is REQUEST_INVALID', async ({ payload, headers }) => {
  const collector = await collectorUnderTest();
  const answer = await collector.app.inject({
    method: 'POST',
    url: '/api/v1/enrol',
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  expect(refusalOf(answer)).toEqual([400, 'REQUEST_INVALID']);
});

test('a small gzip that unpacks to more than an enrolment may hold is refused before anyone has signed anything', async () => {
  const collector = await collectorUnderTest();
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  const answer = await collector.app.inject({ method: 'POST', url: '/api/v1/enrol', headers, payload: gzipSync(Buffer.alloc(10_000_000)) });
  expect(answer.json()).toMatchObject({ code: 'BODY_TOO_LARGE' });
});

test('300 machines behind one address enrol within a minute; who goes on is told when to come back', async () => {
  const collector = await collectorUnderTest();
  const token = await collector.enrolmentToken({ uses: 1000 });
  for (let machine = 0; machine < 300; machine += 1) expect((await enrol(collector, enrolmentOf(token, newKeys()))).statusCode).toBe(200);
  const next = enrolmentOf(token, newKeys());
  const refused = await enrol(collector, next);
  expect(refusalOf(refused)).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  const elsewhere = await collector.app.inject({ method: 'POST', url: '/api/v1/enrol', payload: next, remoteAddress: '10.1.2.3' });
  expect(elsewhere.statusCode).toBe(200);
});
