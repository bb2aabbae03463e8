import { expect, test } from 'vitest';
import { endpointPage, findingPage, summaryPage } from '../../../src/contracts/http-api.ts';
import { type AgentDouble, enrolledAgent } from '../../fixtures/collector/agent-double.ts';
import { type CollectorUnderTest, collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { readerOf, refusalOf } from '../../fixtures/collector/reading.ts';
import { aFinding, aSummary } from '../../fixtures/collector/summaries.ts';

async function send({ app }: CollectorUnderTest, agent: AgentDouble, sequence: number, ...keys: string[]): Promise<string> {
  const summary = aSummary(agent.endpointId, sequence, { findings: keys.map((key) => aFinding(key)) });
  expect((await app.inject(agent.summary(summary))).statusCode).toBe(202);
  return summary.summaryId;
}

test('who pulls by cursor gets every summary once and in order, though new ones arrive between the pages', async () => {
  const collector = await collectorUnderTest();
  const agents = [await enrolledAgent(collector), await enrolledAgent(collector)];
  const { read } = await readerOf(collector);
  const sent: string[] = [];
  const pulled: string[] = [];
  let cursor = '';
  for (let round = 1; round <= 8; round += 1) {
    for (const agent of agents) sent.push(await send(collector, agent, round));
    const { items } = await read(`/api/v1/summaries?limit=1${cursor}`, summaryPage);
    pulled.push(...items.map(({ summary }) => summary.summaryId));
    cursor = `&cursor=${items.at(-1)?.cursor}`;
  }
  for (let more = true; more; ) {
    const { items, nextCursor } = await read(`/api/v1/summaries?limit=3${cursor}`, summaryPage);
    pulled.push(...items.map(({ summary }) => summary.summaryId));
    expect(nextCursor === null || nextCursor === items.at(-1)?.cursor).toBe(true);
    cursor = `&cursor=${items.at(-1)?.cursor}`;
    more = nextCursor !== null;
  }
  expect(pulled).toEqual(sent);
  expect(await read(`/api/v1/summaries?limit=3${cursor}`, summaryPage), 'nothing new').toEqual({ items: [], nextCursor: null });
  const late = await send(collector, agents[0] ?? (await enrolledAgent(collector)), 99);
  expect((await read(`/api/v1/summaries?limit=3${cursor}`, summaryPage)).items.map(({ summary }) => summary.summaryId)).toEqual([late]);
});

test('findings keep their place while pages are read: none is lost or told twice when others arrive or change', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  await send(collector, agent, 1, 'a', 'b', 'c', 'd', 'e');
  const { read } = await readerOf(collector);
  const first = await read('/api/v1/findings?limit=2', findingPage);
  await send(collector, agent, 2, 'b', 'new', 'e');
  const second = await read(`/api/v1/findings?limit=2&cursor=${first.nextCursor}`, findingPage);
  const third = await read(`/api/v1/findings?limit=2&cursor=${second.nextCursor}`, findingPage);
  expect([...first.items, ...second.items, ...third.items].map(({ evidence }) => evidence.subject)).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect(third.nextCursor).toBeNull();
});

test('findings are listed by unit, endpoint, state and severity', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector, 'A');
  const other = await enrolledAgent(collector, 'B');
  const findings = [aFinding('open high'), aFinding('open low', { severity: 'low' }), aFinding('resolved high', { state: 'resolved' })];
  await collector.app.inject(agent.summary(aSummary(agent.endpointId, 1, { findings })));
  await send(collector, other, 1, 'of B');
  const { read } = await readerOf(collector);
  const subjects = async (query: string) =>
    (await read(`/api/v1/findings?${query}`, findingPage)).items.map(({ evidence }) => evidence.subject);
  const unitId = (await read(`/api/v1/findings?endpointId=${other.endpointId}`, findingPage)).items[0]?.unitId;
  expect(await subjects(`endpointId=${agent.endpointId}`)).toEqual(['resolved high', 'open low', 'open high']);
  expect(await subjects(`endpointId=${agent.endpointId}&state=open&severity=high`)).toEqual(['open high']);
  expect(await subjects(`unitId=${unitId}`)).toEqual(['of B']);
  expect(await subjects('state=open')).toEqual(['of B', 'open low', 'open high']);
  expect(await subjects('severity=low')).toEqual(['open low']);
  expect(await subjects('state=resolved&severity=low')).toEqual([]);
});

test('endpoints are paged in the order of enrolment and listed by unit', async () => {
  const collector = await collectorUnderTest();
  const agents = [];
  for (const unit of ['A', 'B', 'A', 'A']) agents.push(await enrolledAgent(collector, unit));
  const { read } = await readerOf(collector);
  const first = await read('/api/v1/endpoints?limit=3', endpointPage);
  const second = await read(`/api/v1/endpoints?limit=3&cursor=${first.nextCursor}`, endpointPage);
  expect([...first.items, ...second.items].map(({ endpointId }) => endpointId)).toEqual(agents.map(({ endpointId }) => endpointId));
  expect(second.nextCursor).toBeNull();
  const ofA = await read(`/api/v1/endpoints?unitId=${first.items[0]?.unitId}&limit=2`, endpointPage);
  const restOfA = await read(`/api/v1/endpoints?unitId=${first.items[0]?.unitId}&limit=2&cursor=${ofA.nextCursor}`, endpointPage);
  expect([...ofA.items, ...restOfA.items].map(({ unitName }) => unitName)).toEqual(['A', 'A', 'A']);
});

test('a page of large summaries stays small and the rest follows', async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const findings = Array.from({ length: 450 }, (_, index) => aFinding(`finding ${index}`, { evidence: { subject: 'x'.repeat(4000) } }));
  for (let sequence = 1; sequence <= 5; sequence += 1)
    await collector.app.inject(agent.summary(aSummary(agent.endpointId, sequence, { findings })));
  const { read } = await readerOf(collector);
  const first = await read('/api/v1/summaries?limit=500', summaryPage);
  expect(first.items.map(({ summary }) => summary.sequence)).toEqual([1, 2]);
  const second = await read(`/api/v1/summaries?limit=500&cursor=${first.nextCursor}`, summaryPage);
  expect(second.items.map(({ summary }) => summary.sequence)).toEqual([3, 4]);
});

test.for([
  '/api/v1/findings?cursor=summary-1',
  '/api/v1/summaries?cursor=%00',
  '/api/v1/summaries?cursor=finding-1',
  '/api/v1/endpoints?cursor=endpoint--1',
  '/api/v1/findings?limit=0',
  '/api/v1/findings?limit=501',
  '/api/v1/findings?severity=terrible',
  '/api/v1/findings?state=open&state=resolved',
  '/api/v1/findings?unknown=1',
  '/api/v1/endpoints?unitId=7',
  '/api/v1/endpoints/7',
  '/api/v1/endpoints/1b4e28ba-2fa1-41d2-883f-0016d3cca427/sections/passwords',
])('%s is REQUEST_INVALID', async (url) => {
  const { get } = await readerOf(await collectorUnderTest());
  expect(refusalOf(await get(url))).toEqual([400, 'REQUEST_INVALID']);
});

test.for(['summary-1-0f3a9b2e', 'summary-zz-0f3a9b2e', 'summary-0'])(
  '%s, behind a summary that is not here, is CURSOR_UNKNOWN',
  async (cursor) => {
    const { get } = await readerOf(await collectorUnderTest());
    expect(refusalOf(await get(`/api/v1/summaries?cursor=${cursor}`))).toEqual([409, 'CURSOR_UNKNOWN']);
  },
);

test.for([
  '/api/v1/endpoints/1b4e28ba-2fa1-41d2-883f-0016d3cca427',
  '/api/v1/endpoints/1b4e28ba-2fa1-41d2-883f-0016d3cca427/sections/inventory',
])('%s, of an unknown endpoint, is ENDPOINT_UNKNOWN', async (url) => {
  const { get } = await readerOf(await collectorUnderTest());
  expect(refusalOf(await get(url))).toEqual([404, 'ENDPOINT_UNKNOWN']);
});
