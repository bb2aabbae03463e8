import { expect, test } from 'vitest';
import { auditPage } from '../../../src/contracts/access-answers.ts';
import { endpointDetail } from '../../../src/contracts/http-api.ts';
import { enrolledAgent } from '../../fixtures/collector/agent-double.ts';
import { collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { personWith } from '../../fixtures/collector/people.ts';
import { refusalOf } from '../../fixtures/collector/reading.ts';
import { aSummary } from '../../fixtures/collector/summaries.ts';

test('an administrator lets a machine in and takes it out of service, with a reason that the audit log keeps', async () => {
  const collector = await collectorUnderTest({ approve_endpoints: true });
  const { app } = collector;
  const agent = await enrolledAgent(collector);
  const { endpointId } = agent;
  const { cookies } = await personWith(collector, 'department-administrator', { login: 'lan' });
  const change = (what: 'approval' | 'retirement', reason: string) =>
    app.inject({ method: 'POST', url: `/api/v1/endpoints/${endpointId}/${what}`, cookies, payload: { reason } });
  const shown = async () => endpointDetail.parse((await app.inject({ url: `/api/v1/endpoints/${endpointId}`, cookies })).json()).endpoint;

  expect((await shown()).isPending).toBe(true);
  expect(refusalOf(await app.inject(agent.summary(aSummary(endpointId, 1))))[1]).toBe('ENDPOINT_PENDING');
  for (const empty of ['', '  ', 'ok']) expect(refusalOf(await change('approval', empty))).toEqual([400, 'REQUEST_INVALID']);
  expect((await change('approval', 'đã gọi cho khoa Dược')).json()).toEqual({ isChanged: true });
  expect((await change('approval', 'đã gọi cho khoa Dược')).json(), 'once').toEqual({ isChanged: false });
  expect((await app.inject(agent.summary(aSummary(endpointId, 1)))).statusCode).toBe(202);

  expect((await change('retirement', 'máy đã thanh lý')).json()).toEqual({ isChanged: true });
  expect((await shown()).retiredAt).toBe(new Date(collector.clock.now()).toISOString());
  expect(refusalOf(await app.inject(agent.summary(aSummary(endpointId, 2))))[1]).toBe('ENDPOINT_RETIRED');
  const { items } = auditPage.parse((await app.inject({ url: '/api/v1/audit', cookies })).json());
  expect(items.filter(({ action, outcome }) => /^endpoint\.(retire|approve)$/.test(action) && outcome === 'done')).toMatchObject([
    { who: 'lan', action: 'endpoint.retire', target: `${endpointId} máy đã thanh lý` },
    { action: 'endpoint.approve' },
    { action: 'endpoint.approve', target: `${endpointId} đã gọi cho khoa Dược` },
  ]);
});
