import { generateKeyPairSync } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createCollectorClient } from '../../../src/agent/upload/collector-client.ts';
import { fetchPinnedAuthority } from '../../../src/agent/upload/pinned-authority.ts';
import { createUploader } from '../../../src/agent/upload/uploader.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { openAuthority, openServerTls } from '../../../src/collector/tls/collector-tls.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { freePort } from '../../support/free-port.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const signal = new AbortController().signal;
const answer = z.strictObject({ ok: z.literal(true) });

/** A server with a certificate of its own authority, in the place where the collector should be. */
async function serverSaying(listener: RequestListener): Promise<{ url: string; authority: string; fingerprint: string }> {
  const folder = tempFolder();
  const { bundle, fingerprint } = await openAuthority(folder);
  const server = createServer(await openServerTls(folder, ['127.0.0.1'], Date.now()), listener);
  const port = await freePort();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://127.0.0.1:${port}`, authority: bundle.certificatePem, fingerprint };
}

test.for<{ name: string; listener: RequestListener; code: string }>([
  {
    name: 'a page of a proxy',
    listener: (_, response) => void response.end('<html>Đăng nhập mạng</html>'),
    code: 'COLLECTOR_ANSWER_INVALID',
  },
  { name: 'JSON of another kind', listener: (_, response) => void response.end('{"ok":false}'), code: 'COLLECTOR_ANSWER_INVALID' },
  {
    name: 'an endless answer',
    listener: (_, response) => void response.end(Buffer.alloc(3 * 1024 * 1024, 'x')),
    code: 'COLLECTOR_ANSWER_INVALID',
  },
  {
    name: 'an error of the catalogue',
    listener: (_, response) => void response.writeHead(404).end('{"code":"ENDPOINT_UNKNOWN","message":"not here"}'),
    code: 'ENDPOINT_UNKNOWN',
  },
  {
    name: 'a server error without words',
    listener: (_, response) => void response.writeHead(502).end('bad gateway'),
    code: 'COLLECTOR_UNREACHABLE',
  },
  { name: 'a refusal without words', listener: (_, response) => void response.writeHead(403).end(), code: 'COLLECTOR_REFUSED' },
  {
    name: 'a connection cut in the middle',
    listener: (request, response) => (
      response.writeHead(200, { 'content-length': '100' }), response.write('{'), void request.socket.destroy()
    ),
    code: 'COLLECTOR_UNREACHABLE',
  },
  { name: 'silence', listener: () => undefined, code: 'COLLECTOR_UNREACHABLE' },
])('$name is $code', async ({ listener, code }) => {
  const { url, authority } = await serverSaying(listener);
  const client = createCollectorClient({ url, authority, timeoutMs: 300 });
  await expect(client.send({ method: 'POST', path: '/x', body: '{}', signal }, answer)).rejects.toMatchObject({ code });
  client.close();
});

test('a server with a certificate of another authority is not spoken to', async () => {
  let heard = 0;
  const { url } = await serverSaying((_, response) => void (response.end('{"ok":true}'), (heard += 1)));
  const other = await serverSaying(() => undefined);
  const client = createCollectorClient({ url, authority: other.authority });
  await expect(client.send({ method: 'POST', path: '/x', body: '{}', signal }, answer)).rejects.toMatchObject({
    code: 'COLLECTOR_NOT_TRUSTED',
  });
  expect(heard).toBe(0);
});

test('the authority is taken only with the fingerprint of the enrolment string', async () => {
  const { url, fingerprint, authority } = await serverSaying(() => undefined);
  expect((await fetchPinnedAuthority(new URL(url), fingerprint, signal)).trim()).toBe(authority.trim());
  await expect(fetchPinnedAuthority(new URL(url), '00'.repeat(32), signal)).rejects.toMatchObject({ code: 'COLLECTOR_NOT_TRUSTED' });
  await expect(fetchPinnedAuthority(new URL(`https://127.0.0.1:${await freePort()}`), fingerprint, signal)).rejects.toMatchObject({
    code: 'COLLECTOR_UNREACHABLE',
  });
});

test('what a failing collector does not take waits, is tried again by itself, and leaves in order', async () => {
  let failures = 3;
  const received: unknown[] = [];
  const { url, authority } = await serverSaying((request, response) => {
    if (failures > 0) {
      failures -= 1;
      return void response.writeHead(503).end();
    }
    received.push(request.headers['signature-input']);
    response.end(JSON.stringify({ summaryId: '00000000-0000-4000-8000-000000000001', stored: 'new', missingSections: [] }));
  });
  const store = openAgentStore(tempFolder());
  onTestFinished(() => store.close());
  for (const id of ['a', 'b']) store.transaction(() => store.outbox.add(id, 't', (sequence) => JSON.stringify({ sequence })));
  const client = createCollectorClient({ url, authority });
  const stop = new AbortController();
  const uploader = createUploader({
    store,
    client,
    clock: systemClock,
    backoff: { firstMs: 10, mostMs: 20 },
    signedBy: { endpointId: '00000000-0000-4000-8000-000000000002', key: generateKeyPairSync('ed25519').privateKey },
    changedKey: async () => null,
    whenForked: () => Promise.reject(new Error('no collector here tells of a fork')),
  });
  const running = uploader.run(stop.signal);
  for (let waited = 0; store.outbox.waiting() > 0 && waited < 5000; waited += 10) await wait(10);
  expect({ waiting: store.outbox.waiting(), received: received.length, error: uploader.lastError() }).toEqual({
    waiting: 0,
    received: 2,
    error: null,
  });
  expect(received[0]).toContain('keyid="00000000-0000-4000-8000-000000000002"');
  expect(store.outbox.lastSent()?.body).toBe('{"sequence":2}');
  stop.abort();
  await running;
  client.close();
});
