import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { enrolledAgent } from '../../fixtures/collector/agent-double.ts';
import { collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { readerOf, refusalOf } from '../../fixtures/collector/reading.ts';
import { aFinding, aSummary } from '../../fixtures/collector/summaries.ts';

const url = '/api/v1/agent/summaries';
const whole = (endpointId: string): string => JSON.stringify(aSummary(endpointId, 1));
const gzipped = (endpointId: string): Buffer => gzipSync(whole(endpointId));

/** Each signed by an enrolled endpoint: what a broken, or taken over, workstation may send. */
const bodies = [
  { name: 'truncated gzip', encoding: 'gzip', body: (id: string) => gzipped(id).subarray(0, -12), code: 'REQUEST_INVALID' },
  { name: 'half of a gzip', encoding: 'gzip', body: (id: string) => gzipped(id).subarray(0, 40), code: 'REQUEST_INVALID' },
  { name: 'garbage for gzip', encoding: 'gzip', body: () => Buffer.alloc(500, 7), code: 'REQUEST_INVALID' },
  { name: 'an encoding that we do not read', encoding: 'br', body: (id: string) => Buffer.from(whole(id)), code: 'REQUEST_INVALID' },
  { name: 'a gzip bomb of 1 GB', encoding: 'gzip', body: () => gzipBomb(), code: 'BODY_TOO_LARGE' },
  { name: 'a plain body over the limit', encoding: 'identity', body: () => Buffer.alloc(1024 * 1024 + 1, 0x20), code: 'BODY_TOO_LARGE' },
  { name: 'nothing', encoding: 'identity', body: () => Buffer.alloc(0), code: 'REQUEST_INVALID' },
  { name: 'half of a JSON', encoding: 'identity', body: (id: string) => Buffer.from(whole(id).slice(0, -20)), code: 'REQUEST_INVALID' },
  { name: 'bytes that are no text', encoding: 'identity', body: () => Buffer.from([0x22, 0xff, 0xfe, 0x22]), code: 'REQUEST_INVALID' },
  {
    name: 'brackets 200,000 deep',
    encoding: 'identity',
    body: () => Buffer.from(`${'['.repeat(200_000)}${']'.repeat(200_000)}`),
    code: 'REQUEST_INVALID',
  },
  {
    name: 'objects 50 deep in a summary',
    encoding: 'identity',
    body: (id: string) => Buffer.from(nested(id, 50)),
    code: 'REQUEST_INVALID',
  },
  { name: 'half a million values', encoding: 'identity', body: () => Buffer.from(`[${'0,'.repeat(500_000)}0]`), code: 'REQUEST_INVALID' },
  {
    name: '190,000 wrong attributes, more faults than can be told',
    encoding: 'gzip',
    body: (id: string) => gzipSync(wrongAttributes(id, 190_000)),
    code: 'REQUEST_INVALID',
  },
  {
    name: 'a summary of another version',
    encoding: 'identity',
    body: (id: string) => Buffer.from(JSON.stringify({ ...aSummary(id, 1), formatVersion: 2 })),
    code: 'REQUEST_INVALID',
  },
  {
    name: 'a finding of an unknown rule',
    encoding: 'identity',
    body: (id: string) =>
      Buffer.from(whole(id).replace('"findings":[]', `"findings":[${JSON.stringify({ ...aFinding('a'), rule: 'x.y' })}]`)),
    code: 'REQUEST_INVALID',
  },
  {
    name: 'a key of ours that a prototype has too',
    encoding: 'identity',
    body: (id: string) => Buffer.from(whole(id).replace('{', '{"__proto__":{"x":1},')),
    code: 'REQUEST_INVALID',
  },
];

/** Deflate holds runs of zeros at about 1:1000. */
function gzipBomb(): Buffer {
  const tenMegabytes = gzipSync(Buffer.alloc(10 * 1024 * 1024));
  return Buffer.concat(Array.from({ length: 100 }, () => tenMegabytes));
}

const nested = (id: string, depth: number): string =>
  whole(id).replace('"agentEvents":[]', `"agentEvents":${'[{"a":'.repeat(depth)}0${'}]'.repeat(depth)}`);

function wrongAttributes(id: string, count: number): string {
  const after = Object.fromEntries(Array.from({ length: count }, (_, index) => [index.toString(36), {}]));
  return whole(id).replace('"findings":[]', `"findings":[${JSON.stringify({ ...aFinding('a'), evidence: { subject: 'a', after } })}]`);
}

test.for(bodies)('$name is one clear refusal, and nothing is stored', async ({ encoding, body, code }) => {
  const collector = await collectorUnderTest({ max_body_mb: encoding === 'identity' ? 1 : 8 });
  const agent = await enrolledAgent(collector);
  const signed = agent.signed({ method: 'POST', url, body: body(agent.endpointId) });
  const answer = await collector.app.inject({ ...signed, headers: { ...signed.headers, 'content-encoding': encoding } });
  expect(refusalOf(answer)).toEqual([code === 'BODY_TOO_LARGE' ? 413 : 400, code]);
  expect(answer.body.length, 'an answer stays small whatever the body was').toBeLessThan(1000);

  expect((await (await readerOf(collector)).get('/api/v1/summaries')).json()).toEqual({ items: [], nextCursor: null });
  expect((await collector.app.inject(agent.summary(aSummary(agent.endpointId, 1)))).statusCode, 'the collector goes on').toBe(202);
});

test('the largest honest summary passes: 10,000 findings', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const findings = Array.from({ length: 10_000 }, (_, index) =>
    aFinding(`/etc/cron.d/job-${index}`, { evidence: { subject: `job ${index}`, before: { a: 1, b: 2 }, after: { a: 2, b: 3, c: [] } } }),
  );
  const answer = await collector.app.inject(agent.summary(aSummary(agent.endpointId, 1, { findings })));
  expect(answer.statusCode).toBe(202);
  const { endpoint } = (await collector.store.endpoints.detail(agent.endpointId, 0)) ?? {};
  expect(endpoint?.openFindings.high).toBe(10_000);
});
