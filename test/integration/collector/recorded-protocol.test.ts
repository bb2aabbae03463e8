import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseJson } from '../../../src/base/parse-json.ts';
import { productVersion } from '../../../src/base/version.ts';
import { secretHash } from '../../../src/collector/auth/secrets.ts';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { enrolAnswer } from '../../../src/contracts/enrolment.ts';
import { errorBody } from '../../../src/contracts/http-api.ts';
import { receipt } from '../../../src/contracts/summary.ts';
import { type AgentDouble, agentDouble, enrolmentOf, newKeys, type PreparedRequest } from '../../fixtures/collector/agent-double.ts';
import { type CollectorUnderTest, collectorUnderTest } from '../../fixtures/collector/collector-under-test.ts';
import { aFinding, aSummary } from '../../fixtures/collector/summaries.ts';
import { debian } from '../../support/inventories.ts';

/** What an agent of a version sent, byte for byte, and what the collector of that version answered. Made once for each version. */
const exchange = z.strictObject({
  what: z.string(),
  method: z.enum(['POST', 'PUT']),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  /** Base64. */
  payload: z.base64(),
  status: z.int(),
  answer: z.unknown(),
});
const recording = z.strictObject({ version: z.string(), token: z.string(), endpointId: z.uuid(), exchanges: z.array(exchange) });

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'protocol');

async function send(collector: CollectorUnderTest, request: PreparedRequest) {
  const { statusCode, body } = await collector.app.inject(request);
  return { status: statusCode, answer: body === '' ? null : parseJson(body) };
}

function story(agent: AgentDouble): readonly (readonly [string, PreparedRequest])[] {
  const inventory = agent.section(JSON.stringify({ system: debian, software: [], updates: [] }));
  const first = agent.summary(
    aSummary(agent.endpointId, 1, { findings: [aFinding('/etc/cron.d/a')], sections: { inventory: inventory.digest } }),
  );
  const { digest: _digest, ...section } = inventory;
  const heartbeat = { summaryId: aSummary(agent.endpointId, 2).summaryId, sequence: 2, createdAt: '2026-11-20T09:00:00.000Z', like: 1 };
  const post = (url: string, body: unknown) => agent.signed({ method: 'POST', url: `/api/v1/agent/${url}`, body: JSON.stringify(body) });
  const twin = { ...aSummary(agent.endpointId, 2), findings: [aFinding('/etc/cron.d/b')] };
  const asTwin = {
    publicKey: newKeys().publicKey,
    hostname: 'kham-02',
    os: 'linux',
    agentVersion: '0.1.0',
    summaryId: twin.summaryId,
    sequence: 2,
  };
  return [
    ['first summary', first],
    ['section that was missing', section],
    ['the same summary again', first],
    ['heartbeat', post('heartbeats', heartbeat)],
    [
      'heartbeat like a summary that the collector does not have',
      post('heartbeats', { ...heartbeat, sequence: 9, like: 8, summaryId: asTwin.summaryId }),
    ],
    ['summary of a second machine', agent.summary(twin)],
    ['identity of its own for that one', post('clone', asTwin)],
    ['next key', post('key', { publicKey: newKeys().publicKey })],
  ];
}

async function record(file: string): Promise<void> {
  const collector = await collectorUnderTest();
  const token = await collector.enrolmentToken();
  const keys = newKeys();
  const enrol = { method: 'POST' as const, url: '/api/v1/enrol', headers: { 'content-type': 'application/json' } };
  const payload = Buffer.from(JSON.stringify(enrolmentOf(token, keys)));
  const enrolled = await send(collector, { ...enrol, payload });
  const { endpointId } = enrolAnswer.parse(enrolled.answer);
  const exchanges: z.infer<typeof exchange>[] = [{ what: 'enrolment', ...enrol, payload: payload.toString('base64'), ...enrolled }];
  for (const [what, request] of story(agentDouble(endpointId, keys)))
    exchanges.push({ what, ...request, payload: request.payload.toString('base64'), ...(await send(collector, request)) });
  writeFileSync(file, `${JSON.stringify({ version: productVersion, token, endpointId, exchanges }, null, 2)}\n`);
}

const ofThisVersion = join(folder, `${productVersion}.json`);
const isRecording = process.env.RECORD_PROTOCOL !== undefined;
test.runIf(isRecording)('what this version says is written down', async () => {
  await record(ofThisVersion);
  expect(existsSync(ofThisVersion)).toBe(true);
});

test('what this version says is recorded', () => expect(existsSync(ofThisVersion)).toBe(true));

/** What stays the same from one collector to another; what a newer one adds does not count against it. */
const ids = new Set(['endpointId', 'message']);
const lasting = (answer: unknown) =>
  Object.fromEntries(Object.entries(z.record(z.string(), z.unknown()).parse(answer)).filter(([key]) => !ids.has(key)));

for (const name of readdirSync(folder)) {
  const { version, token, endpointId, exchanges } = recording.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));

  test(`an agent of version ${version} gets from this collector what it got from its own`, async () => {
    const collector = await collectorUnderTest();
    const { unitId } = await collector.store.units.ensure('Bệnh viện Đa khoa A', 0);
    const expiresAt = collector.clock.now() + 86_400_000;
    await collector.store.enrolments.addToken({ tokenHash: secretHash(token), unitId, uses: 1, now: 0, expiresAt });
    for (const { what, method, url, headers, payload, status, answer } of exchanges) {
      const now = await send(collector, { method, url, headers, payload: Buffer.from(payload, 'base64') });
      expect(now.status, what).toBe(status);
      expect(now.answer, what).toEqual(answer === null ? null : expect.objectContaining(lasting(answer)));
      if (what === 'enrolment') {
        const db = new Database(collectorFiles(collector.dataFolder).database);
        db.prepare('UPDATE endpoint SET id = ?').run(endpointId); // the recorded signatures name this one
        db.close();
      }
    }
  });

  test(`this agent understands every answer of a collector of version ${version}`, () => {
    for (const { what, url, status, answer } of exchanges) {
      const schema = status >= 400 ? errorBody : status === 204 ? z.null() : url.endsWith('s') ? receipt : enrolAnswer;
      expect(schema.safeParse(answer).success, what).toBe(true);
    }
  });
}

test('what a newer collector adds to its receipts is passed over', () =>
  expect(
    receipt.parse({ summaryId: '00000000-0000-4000-8000-000000000001', stored: 'new', missingSections: [], further: 1 }),
  ).not.toHaveProperty('further'));
