import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { shortHeartbeat } from '../../../src/agent/upload/short-heartbeat.ts';
import { createUploader } from '../../../src/agent/upload/uploader.ts';
import { AppError } from '../../../src/base/app-error.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { summary } from '../../../src/contracts/summary.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { aFinding, aSummary } from '../../fixtures/collector/summaries.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const endpointId = '00000000-0000-4000-8000-000000000001';
const sent = { sequence: 4, body: JSON.stringify(aSummary(endpointId, 4, { findings: [aFinding('/etc/cron.d/a')] })) };

test.for([
  { name: 'nothing new', now: aSummary(endpointId, 5), last: sent, like: 4 },
  { name: 'a finding', now: aSummary(endpointId, 5, { findings: [aFinding('/etc/cron.d/b')] }), last: sent, like: undefined },
  {
    name: 'an event',
    now: aSummary(endpointId, 5, { agentEvents: [{ at: '2026-11-20T08:00:00.000Z', code: 'x', detail: '' }] }),
    last: sent,
    like: undefined,
  },
  { name: 'another inventory', now: aSummary(endpointId, 5, { sections: { inventory: 'ab'.repeat(32) } }), last: sent, like: undefined },
  { name: 'another verdict', now: aSummary(endpointId, 5, { verdicts: [] }), last: sent, like: undefined },
  { name: 'an identity that was taken on since', now: aSummary(endpointId.replace(/1$/, '2'), 5), last: sent, like: undefined },
  { name: 'nothing sent before', now: aSummary(endpointId, 5), last: null, like: undefined },
])('$name goes short where the last says the same, whole otherwise', ({ now, last, like }) =>
  expect(shortHeartbeat(JSON.stringify(now), last)?.like).toBe(like),
);

test.for(['NOT_FOUND', 'SUMMARY_UNKNOWN'] as const)(
  'a collector that answers %s to the short form gets the summary itself',
  async (code) => {
    const store = openAgentStore(tempFolder());
    const add = (): void => {
      store.transaction(() => {
        const document = aSummary(endpointId, 1);
        store.outbox.add(document.summaryId, document.createdAt, (sequence) => JSON.stringify({ ...document, sequence }));
      });
    };
    const asked: string[] = [];
    const uploader = createUploader({
      store,
      clock: systemClock,
      backoff: { firstMs: 10, mostMs: 20 },
      signedBy: { endpointId, key: generateKeyPairSync('ed25519').privateKey },
      changedKey: async () => null,
      whenForked: () => Promise.reject(new Error('nobody else uses this identity')),
      client: {
        async send({ path, body }, answer) {
          asked.push(path.replace('/api/v1/agent/', ''));
          if (path.endsWith('heartbeats')) throw new AppError(code, 'an older collector, or one that lost data');
          const { summaryId } = summary.parse(JSON.parse(body));
          return answer.parse({ summaryId, stored: 'new', missingSections: [] });
        },
        download: async () => false,
        close: () => undefined,
      },
    });
    add();
    add();
    expect(await uploader.flush(new AbortController().signal)).toBe(2);
    expect(asked).toEqual(['summaries', 'heartbeats', 'summaries']);
    expect(store.outbox.waiting()).toBe(0);
    store.close();
  },
);
