import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connect } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { authorityCertificateFile } from '../../../src/collector/tls/collector-tls.ts';
import { receipt } from '../../../src/contracts/summary.ts';
import { type Answer, enrolled, exchange, started } from '../../fixtures/collector/collector-over-tls.ts';
import { collectorConfiguration, temporaryFolder } from '../../fixtures/collector/collector-under-test.ts';
import { refusalOf } from '../../fixtures/collector/reading.ts';
import { aSummary } from '../../fixtures/collector/summaries.ts';

test('an agent enrols and uploads over TLS that it trusts by the pinned authority alone', async () => {
  const collector = await started();
  const agent = await enrolled(collector);
  const summary = aSummary(agent.endpointId, 1);
  const answer = await exchange(collector, agent.summary(summary));
  expect([answer.statusCode, receipt.parse(JSON.parse(answer.body)).stored]).toEqual([202, 'new']);
});

test('everything is there again after a restart, under the same authority', async () => {
  const first = await started();
  const agent = await enrolled(first);
  const request = agent.summary(aSummary(agent.endpointId, 1));
  await exchange(first, request);
  await first.close();
  const second = await started({ dataFolder: first.options.dataFolder });
  expect(second.ca).toBe(first.ca);
  expect(JSON.parse((await exchange(second, request)).body)).toMatchObject({ stored: 'duplicate' });
});

test('the server presents its certificate and the authority that issued it', async () => {
  const { port } = await started();
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'secureConnect');
  const leaf = socket.getPeerCertificate(true);
  expect(leaf.subject.CN).toBe('WardWatch collector');
  expect(leaf.issuerCertificate.ca).toBe(true);
  expect(leaf.issuerCertificate.fingerprint256).not.toBe(leaf.fingerprint256);
});

test.for([
  { name: 'with its length told', headers: { 'content-length': String(100 * 1024 * 1024) } },
  { name: 'in chunks', headers: { 'transfer-encoding': 'chunked' } },
])('a body of 100 MB, $name, is refused long before it is read, and others go on', async ({ headers }) => {
  const collector = await started();
  const agent = await enrolled(collector);
  const small = agent.summary(aSummary(agent.endpointId, 1));
  const outgoing = request(new URL(small.url, collector.url), {
    method: 'POST',
    headers: { ...small.headers, ...headers },
    ca: collector.ca,
    agent: false,
  });
  const answered = new Promise<Answer>((resolve, reject) => {
    outgoing.on('response', async (response) => {
      const chunks = await response.toArray();
      resolve({ statusCode: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), connection: response.headers.connection });
    });
    outgoing.on('close', () => reject(new Error('hung up without an answer')));
  });
  const megabytes = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(1024 * 1024)));
  pipeline(megabytes, outgoing).catch(() => undefined); // the collector may hang up while we still send
  const answer = await answered;
  expect(refusalOf(answer)).toEqual([413, 'BODY_TOO_LARGE']);
  expect(answer.connection).toBe('close');
  expect((await exchange(collector, small)).statusCode).toBe(202);
});

test('a refused request does not cost an honest agent its connection', async () => {
  const collector = await started();
  const agent = await enrolled(collector);
  const connections = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => connections.destroy());
  const summary = agent.summary(aSummary(agent.endpointId, 1));
  expect((await exchange(collector, summary, connections)).connection).toBe('keep-alive');
  expect((await exchange(collector, agent.summary(aSummary(agent.endpointId, 1)), connections)).connection).toBe('keep-alive');
  expect((await exchange(collector, { url: '/api/v1/nothing' }, connections)).connection).toBe('keep-alive');
});

test.for([
  { name: 'no HTTP at all', bytes: 'hello\r\n\r\n', status: 400 },
  { name: 'headers of 20 KB', bytes: `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, status: 431 },
])('$name is answered in the form of every other error', async ({ bytes, status }) => {
  const { port } = await started();
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  socket.end(bytes);
  const text = Buffer.concat(await socket.toArray()).toString();
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(refusalOf({ statusCode: Number(head.split(' ')[1]), body })).toEqual([status, 'REQUEST_INVALID']);
});

test('a port in use is an error that says which one and what to do; the folder is free again', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await once(taken, 'listening');
  const { port } = z.object({ port: z.number() }).parse(taken.address());
  const dataFolder = temporaryFolder();
  const message = expect.stringMatching(new RegExp(`Port ${port} .*--port or WARDWATCH_COLLECTOR_PORT`));
  await expect(started({ dataFolder, configuration: collectorConfiguration({ port }) })).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    exitCode: 3,
    message,
  });
  await started({ dataFolder });
});

test('a second collector on one folder is refused, and the first goes on', async () => {
  const collector = await started();
  await expect(started({ dataFolder: collector.options.dataFolder })).rejects.toMatchObject({ code: 'FOLDER_IN_USE' });
  expect((await exchange(collector, { url: '/ready' })).statusCode).toBe(200);
});

test('an address that is not of this machine is an error of the configuration', async () => {
  await expect(started({ configuration: collectorConfiguration({ host: '203.0.113.1', port: 0 }) })).rejects.toMatchObject({
    code: 'CONFIGURATION_INVALID',
    message: expect.stringContaining('203.0.113.1'),
  });
});

test('a connection that is left open does not hold the collector back when it ends', async () => {
  const collector = await started();
  const connections = new Agent({ keepAlive: true });
  onTestFinished(() => connections.destroy());
  await exchange(collector, { url: '/health' }, connections);
  const before = performance.now();
  await collector.close();
  expect(performance.now() - before).toBeLessThan(2000);
  await expect(exchange(collector, { url: '/health' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('curl, too, trusts the collector by the file of its authority', async ({ skip }) => {
  const collector = await started();
  const curl = spawn('curl', [
    '--silent',
    '--cacert',
    authorityCertificateFile(collectorFiles(collector.options.dataFolder).tls),
    `https://localhost:${collector.port}/health`,
  ]);
  const outcome = await Promise.race([once(curl, 'error').then(() => 'missing'), curl.stdout.toArray()]);
  if (outcome === 'missing') skip('curl is not installed');
  expect(String(outcome)).toContain('"status":"ok"');
});

test('HSTS is said over TLS, on a page, an answer and a refusal alike', async () => {
  const collector = await started();
  for (const path of ['/health', '/api/v1/session', '/api/v1/nothing']) {
    const answer = request(new URL(path, collector.url), { ca: collector.ca, agent: false }).end();
    const [response] = z.tuple([z.object({ headers: z.record(z.string(), z.unknown()) })]).parse(await once(answer, 'response'));
    expect(response.headers['strict-transport-security']).toBe('max-age=31536000');
    answer.destroy();
  }
});
