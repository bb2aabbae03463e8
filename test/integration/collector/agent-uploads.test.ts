import { expect, test } from 'vitest';
import { endpointDetail, findingPage, sectionBody, summaryPage } from '../../../src/contracts/http-api.ts';
import { receipt } from '../../../src/contracts/summary.ts';
import { type AgentDouble, agentDouble, enrolledAgent, newKeys, sha256 } from '../../fixtures/collector/agent-double.ts';
import { type CollectorUnderTest, collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { readerOf, refusalOf } from '../../fixtures/collector/reading.ts';
import { aFinding, aSummary } from '../../fixtures/collector/summaries.ts';

const inventory = JSON.stringify({
  system: { family: 'linux', product: 'Debian', version: '12', edition: null, build: null, revision: null, arch: 'x64' },
  software: [{ manager: 'dpkg', name: 'openssl', version: '3.0.15-1~deb12u1', arch: 'amd64' }],
  updates: [],
});

async function stateOf(collector: CollectorUnderTest, agent: AgentDouble) {
  const { read } = await readerOf(collector);
  const { endpoint, latestSummary } = await read(`/api/v1/endpoints/${agent.endpointId}`, endpointDetail);
  return {
    endpoint,
    latestSummary,
    findings: (await read('/api/v1/findings', findingPage)).items,
    summaries: (await read('/api/v1/summaries', summaryPage)).items,
  };
}

test.for([true, false])('a signed summary is stored and shows at its endpoint (gzip: %s)', async (gzip) => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const summary = aSummary(agent.endpointId, 1, {
    createdAt: '2026-11-20T07:00:00.000Z',
    findings: [aFinding('/etc/cron.d/a'), aFinding('/etc/cron.d/b', { severity: 'low', state: 'acknowledged' })],
  });
  const answer = await collector.app.inject(agent.summary(summary, gzip));
  expect(answer.statusCode).toBe(202);
  expect(receipt.parse(answer.json())).toEqual({ summaryId: summary.summaryId, stored: 'new', missingSections: [], previousSequence: 0 });

  const { endpoint, latestSummary, findings, summaries } = await stateOf(collector, agent);
  expect(latestSummary).toEqual(summary);
  expect(summaries).toMatchObject([{ unitName: 'Bệnh viện Đa khoa A', receivedAt: '2026-11-20T08:00:00.000Z', summary }]);
  expect(findings.map(({ evidence, state }) => [evidence.subject, state])).toEqual([
    ['/etc/cron.d/b', 'acknowledged'],
    ['/etc/cron.d/a', 'open'],
  ]);
  expect(endpoint).toMatchObject({
    hostname: 'kham-01',
    osName: 'Debian GNU/Linux',
    lastSeenAt: '2026-11-20T08:00:00.000Z',
    clockSkewSeconds: -3600,
    patchStatus: 'pass',
    openFindings: { info: 0, low: 1, medium: 0, high: 1, critical: 0 },
  });
});

test('a clock that is decades off is measured, not refused', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const answer = await collector.app.inject(agent.summary(aSummary(agent.endpointId, 1, { createdAt: '1999-01-01T00:00:00Z' })));
  expect(answer.statusCode).toBe(202);
  expect((await stateOf(collector, agent)).endpoint.clockSkewSeconds).toBe(
    (Date.parse('1999-01-01T00:00:00Z') - Date.parse('2026-11-20T08:00:00Z')) / 1000,
  );
});

test('a summary without a verdict on patches leaves the patch status unknown', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  await collector.app.inject(agent.summary(aSummary(agent.endpointId, 1)));
  await collector.app.inject(agent.summary(aSummary(agent.endpointId, 2, { verdicts: [] })));
  expect((await stateOf(collector, agent)).endpoint.patchStatus).toBe('unknown');
});

test('a summary sent again is a duplicate and changes nothing', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const request = agent.summary(aSummary(agent.endpointId, 1, { findings: [aFinding('a')] }));
  await collector.app.inject(request);
  const before = await stateOf(collector, agent);
  collector.clock.advance(5000);
  const again = await collector.app.inject(request);
  expect(again.statusCode).toBe(202);
  expect(again.json()).toMatchObject({ stored: 'duplicate' });
  expect(await stateOf(collector, agent)).toEqual(before);
});

test.for([
  { name: 'the same sequence', sequence: 5 },
  { name: 'a lower sequence', sequence: 3 },
])('another summary under $name is a fork: told, shown on the endpoint, and nothing else changes', async ({ sequence }) => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  await collector.app.inject(agent.summary(aSummary(agent.endpointId, 5, { findings: [aFinding('a')] })));
  const before = await stateOf(collector, agent);
  collector.clock.advance(1000);
  const forked = await collector.app.inject(
    agent.summary(aSummary(agent.endpointId, sequence, { findings: [aFinding('a', { state: 'resolved' }), aFinding('b')] })),
  );
  expect(refusalOf(forked)).toEqual([409, 'SEQUENCE_FORKED']);
  expect(before.endpoint.forkedAt).toBeUndefined();
  expect(await stateOf(collector, agent)).toEqual({ ...before, endpoint: { ...before.endpoint, forkedAt: '2026-11-20T08:00:01.000Z' } });
});

test('a finding told twice in one summary is as it was told last', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const answer = await collector.app.inject(
    agent.summary(aSummary(agent.endpointId, 1, { findings: [aFinding('a'), aFinding('a', { state: 'resolved' })] })),
  );
  expect(answer.statusCode).toBe(202);
  expect((await stateOf(collector, agent)).findings.map(({ state }) => state)).toEqual(['resolved']);
});

test('sections are asked for once, whichever endpoint names them, and read back as they were sent', async () => {
  const collector = await collectorUnderTest();
  const [first, clone] = [await enrolledAgent(collector), await enrolledAgent(collector)];
  const sections = { inventory: sha256(inventory) };
  const asked = await collector.app.inject(first.summary(aSummary(first.endpointId, 1, { sections })));
  expect(receipt.parse(asked.json()).missingSections).toEqual([sections.inventory]);
  const { get, read } = await readerOf(collector);
  const url = `/api/v1/endpoints/${first.endpointId}/sections/inventory`;
  expect(refusalOf(await get(url)), 'named, not arrived').toEqual([404, 'NOT_FOUND']);

  const stored = await collector.app.inject(first.section(inventory));
  expect([stored.statusCode, stored.body]).toEqual([204, '']);
  expect((await collector.app.inject(first.section(inventory))).statusCode, 'sent again').toBe(204);
  const notAsked = await collector.app.inject(clone.summary(aSummary(clone.endpointId, 1, { sections })));
  expect(receipt.parse(notAsked.json()).missingSections).toEqual([]);
  expect(await read(url, sectionBody)).toEqual({ digest: sections.inventory, body: JSON.parse(inventory) });
});

test('an inventory that was not read this time stands as it was', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  await collector.app.inject(agent.summary(aSummary(agent.endpointId, 1, { sections: { inventory: sha256(inventory) } })));
  await collector.app.inject(agent.section(inventory));
  await collector.app.inject(agent.summary(aSummary(agent.endpointId, 2)));
  const { get } = await readerOf(collector);
  expect((await get(`/api/v1/endpoints/${agent.endpointId}/sections/inventory`)).statusCode).toBe(200);
});

test('a section under a digest that is not its own is refused', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const request = agent.signed({ method: 'PUT', url: `/api/v1/agent/sections/${sha256('[]')}`, body: inventory, gzip: true });
  expect(refusalOf(await collector.app.inject(request))).toEqual([400, 'REQUEST_INVALID']);
  expect(await collector.store.sections.has(sha256('[]'))).toBe(false);
});

test('a section that is no inventory is refused', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const text = JSON.stringify([{ file: 'benh-an.docx' }]);
  expect(refusalOf(await collector.app.inject(agent.section(text)))).toEqual([400, 'REQUEST_INVALID']);
  expect(await collector.store.sections.has(sha256(text))).toBe(false);
});

test('nothing of a request is stored unless the very endpoint signed the very bytes', async () => {
  const collector = await collectorUnderTest();
  const [agent, other] = [await enrolledAgent(collector), await enrolledAgent(collector)];
  const summary = aSummary(agent.endpointId, 1, { findings: [aFinding('a')] });
  const good = agent.summary(summary);
  const withHeader = (name: string, value: string) => ({ ...good, headers: { ...good.headers, [name]: value } });
  const { 'signature-input': _input, signature: _signature, ...unsigned } = good.headers;
  const refused = {
    'no signature': { ...good, headers: unsigned },
    'a signature of other bytes': {
      ...good,
      headers: { ...good.headers, signature: agent.summary(aSummary(agent.endpointId, 1)).headers.signature ?? '' },
    },
    'a signature by the key of another endpoint': agentDouble(agent.endpointId, other.keys).summary(summary),
    'a signature by a key that is not enrolled': agentDouble(agent.endpointId, newKeys()).summary(summary),
    'a signature over another path': {
      ...good,
      headers: agent.signed({ method: 'POST', url: '/api/v1/agent/other', body: good.payload }).headers,
    },
    'a signature over another method': { ...good, headers: agent.signed({ method: 'PUT', url: good.url, body: good.payload }).headers },
    'a wrong Content-Digest': withHeader('content-digest', `sha-256=:${Buffer.alloc(32).toString('base64')}:`),
    'a Content-Digest of another kind': withHeader('content-digest', 'md5=:AAAA:'),
    'bytes changed on the way': { ...good, payload: Buffer.concat([good.payload, Buffer.from(' ')]) },
    'a Signature of another form': withHeader('signature', 'ww=:AAAA:'),
    'a Signature-Input that covers less': withHeader('signature-input', `ww=("@method" "@path");keyid="${agent.endpointId}";alg="ed25519"`),
  };
  for (const [name, request] of Object.entries(refused))
    expect(refusalOf(await collector.app.inject(request)), name).toEqual([401, 'SIGNATURE_INVALID']);
  expect((await stateOf(collector, agent)).summaries).toEqual([]);
  expect((await collector.app.inject(good)).statusCode).toBe(202);
});

test('an unknown endpoint is told so', async () => {
  const collector = await collectorUnderTest();
  const stranger = agentDouble('1b4e28ba-2fa1-41d2-883f-0016d3cca427', newKeys());
  expect(refusalOf(await collector.app.inject(stranger.summary(aSummary(stranger.endpointId, 1))))).toEqual([404, 'ENDPOINT_UNKNOWN']);
  expect(refusalOf(await collector.app.inject(stranger.section(inventory)))).toEqual([404, 'ENDPOINT_UNKNOWN']);
});

test('an endpoint speaks for itself only', async () => {
  const collector = await collectorUnderTest();
  const [agent, other] = [await enrolledAgent(collector), await enrolledAgent(collector)];
  expect(refusalOf(await collector.app.inject(agent.summary(aSummary(other.endpointId, 1))))).toEqual([403, 'FORBIDDEN']);
  expect((await stateOf(collector, other)).summaries).toEqual([]);
});
