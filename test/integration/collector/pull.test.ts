import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/base/clock.ts';
import { createApiToken } from '../../../src/collector/administration.ts';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { startCollector } from '../../../src/collector/start-collector.ts';
import { authorityCertificateFile, openAuthority, openServerTls } from '../../../src/collector/tls/collector-tls.ts';
import { receivedSummary } from '../../../src/contracts/http-api.ts';
import { openStore } from '../../fixtures/collector/open-store.ts';
import { collectorConfiguration, temporaryFolder } from '../../fixtures/collector/collector-under-test.ts';
import { commandLine } from '../../fixtures/collector/command-line.ts';
import { aSummary } from '../../fixtures/collector/summaries.ts';

const anyToken = 'A'.repeat(43);

async function collectorWith(summaries: number) {
  const dataFolder = temporaryFolder();
  const configuration = collectorConfiguration({ port: 0 });
  const running = await startCollector({
    dataFolder,
    configuration,
    consoleFolder: null,
    clock: systemClock,
    log: pino({ enabled: false }),
  });
  onTestFinished(() => running.close());
  const { store, endpoint } = openStore(collectorFiles(dataFolder).database);
  const endpointId = await endpoint();
  const add = async (sequence: number) => {
    const summary = aSummary(endpointId, sequence);
    await store.ingest({ summary, text: JSON.stringify(summary), receivedAt: 0 });
  };
  for (let sequence = 1; sequence <= summaries; sequence += 1) await add(sequence);
  const { token } = await createApiToken({ dataFolder, configuration, validMs: 60_000 });
  const tls = collectorFiles(dataFolder).tls;
  return { url: running.url, dataFolder, token, add, tls, authorityFile: authorityCertificateFile(tls) };
}

const sequencesOf = (lines: readonly string[]): number[] => lines.map((line) => receivedSummary.parse(JSON.parse(line)).summary.sequence);

test('summaries come one a line in order, and the next pull goes on where this one ended', async () => {
  const { dataFolder, token, add } = await collectorWith(1203);
  const { run, out, err } = commandLine(dataFolder, {}, { WARDWATCH_API_TOKEN: token });
  await run('pull');
  expect(sequencesOf(out)).toEqual(Array.from({ length: 1203 }, (_, index) => index + 1));
  const cursor = /^next cursor: (\S+)$/.exec(err.at(-1) ?? '')?.[1] ?? '';

  await run('pull', '--since', cursor);
  expect([out.length, err.at(-1)], 'nothing new').toEqual([1203, `next cursor: ${cursor}`]);
  await add(1204);
  await run('pull', '--since', cursor);
  expect(sequencesOf(out.slice(1203))).toEqual([1204]);
});

test('a collector that has nothing yet gives nothing', async () => {
  const { dataFolder, token } = await collectorWith(0);
  const { run, out, err } = commandLine(dataFolder);
  await run('pull', '--token', token);
  expect([out, err]).toEqual([[], ['no summaries yet']]);
});

test('a collector elsewhere is trusted by the file of its authority or by its SHA-256', async () => {
  const { url, token, authorityFile, tls } = await collectorWith(2);
  const { fingerprint } = await openAuthority(tls);
  for (const authority of [authorityFile, fingerprint, fingerprint.toUpperCase()]) {
    const { run, out } = commandLine(temporaryFolder());
    await run('pull', '--url', url, '--token', token, '--authority', authority);
    expect(sequencesOf(out), authority).toEqual([1, 2]);
  }
});

test('nothing is said to a collector that is not the one named', async () => {
  const { url, token } = await collectorWith(1);
  const { run, out } = commandLine(temporaryFolder());
  const otherTls = join(temporaryFolder(), 'tls');
  const other = await openAuthority(otherTls);
  for (const authority of [[], ['--authority', other.fingerprint], ['--authority', authorityCertificateFile(otherTls)]])
    await expect(run('pull', '--url', url, '--token', token, ...authority), authority.join(' ')).rejects.toMatchObject({
      code: 'COLLECTOR_NOT_TRUSTED',
      exitCode: 3,
    });
  expect(out).toEqual([]);
});

test('a wrong token is refused with what to do', async () => {
  const { dataFolder } = await collectorWith(1);
  const { run } = commandLine(dataFolder);
  await expect(run('pull', '--token', anyToken)).rejects.toMatchObject({
    code: 'COLLECTOR_REFUSED',
    message: expect.stringContaining('token create --for api'),
  });
});

test('a cursor of another collector, or of before a backup was put back, is refused and not answered with silence', async () => {
  const [here, other] = [await collectorWith(3), await collectorWith(5)];
  const cursorsOf = async ({ dataFolder, token }: typeof here): Promise<string[]> => {
    const { run, out } = commandLine(dataFolder);
    await run('pull', '--token', token);
    return out.map((line) => receivedSummary.parse(JSON.parse(line)).cursor);
  };
  const own = await cursorsOf(here);
  const theirs = await cursorsOf(other);
  const { run, out } = commandLine(here.dataFolder);
  for (const cursor of [theirs[4], theirs[1]])
    await expect(run('pull', '--token', here.token, '--since', cursor ?? '')).rejects.toMatchObject({
      code: 'COLLECTOR_REFUSED',
      exitCode: 3,
      message: expect.stringMatching(/CURSOR_UNKNOWN.*backup.*without a cursor/),
    });
  expect(out).toEqual([]);
  await run('pull', '--token', here.token, '--since', own[1] ?? '');
  expect(sequencesOf(out)).toEqual([3]);
});

test('a wrong cursor is told before a missing token, and before anything is read or sent', async () => {
  const { run } = commandLine('/nowhere');
  for (const since of ['', 'nonsense', 'finding-1', 'summary-1', 'summary-1-0f3a9b2', 'summary--1-0f3a9b2e', `summary-${'1'.repeat(300)}`])
    await expect(run('pull', '--since', since), since).rejects.toMatchObject({
      code: 'USAGE',
      exitCode: 2,
      message: expect.stringContaining('--since'),
    });
  await expect(run('pull', '--since', 'summary-1-0f3a9b2e')).rejects.toMatchObject({ message: expect.stringContaining('API token') });
});

test('a collector that is not there is COLLECTOR_UNREACHABLE', async () => {
  const { url, authorityFile, token } = await collectorWith(0);
  const free = createPlainServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = z.object({ port: z.number() }).parse(free.address());
  await new Promise((resolve) => free.close(resolve));
  const { run } = commandLine(temporaryFolder());
  await expect(
    run('pull', '--url', url.replace(/\d+$/, String(port)), '--token', token, '--authority', authorityFile),
  ).rejects.toMatchObject({ code: 'COLLECTOR_UNREACHABLE', retryable: true });
});

async function impostor(answer: RequestListener) {
  const tls = join(temporaryFolder(), 'tls');
  const server = createServer(await openServerTls(tls, ['127.0.0.1'], Date.now()), answer).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return ['--url', `https://127.0.0.1:${port}`, '--authority', authorityCertificateFile(tls), '--token', anyToken];
}

test.for<{ name: string; answer: RequestListener; code: string }>([
  { name: 'a web page', answer: (_, response) => void response.end('<html>'), code: 'COLLECTOR_ANSWER_INVALID' },
  { name: 'other JSON', answer: (_, response) => void response.end('{"items":[{}],"nextCursor":null}'), code: 'COLLECTOR_ANSWER_INVALID' },
  {
    name: 'a promise of more, without end',
    answer: (_, response) => void response.end('{"items":[],"nextCursor":"summary-1-0f3a9b2e"}'),
    code: 'COLLECTOR_ANSWER_INVALID',
  },
  {
    name: 'a redirect',
    answer: (_, response) => void response.writeHead(302, { location: 'https://else.example' }).end(),
    code: 'COLLECTOR_ANSWER_INVALID',
  },
  {
    name: 'the error page of a proxy',
    answer: (_, response) => void response.writeHead(502).end('Bad Gateway'),
    code: 'COLLECTOR_ANSWER_INVALID',
  },
  {
    name: 'an error of a collector',
    answer: (_, response) => void response.writeHead(507).end('{"code":"STORE_FULL","message":"full"}'),
    code: 'COLLECTOR_REFUSED',
  },
  {
    name: 'half an answer',
    answer: (_, response) => void response.writeHead(200, { 'content-length': 100 }).write('{"items":', () => response.destroy()),
    code: 'COLLECTOR_UNREACHABLE',
  },
  { name: '65 MB', answer: (_, response) => void response.end(Buffer.alloc(65 * 1024 * 1024)), code: 'COLLECTOR_ANSWER_INVALID' },
])('$name for an answer is $code', async ({ answer, code }) => {
  const { run, out } = commandLine(temporaryFolder());
  await expect(run('pull', ...(await impostor(answer)))).rejects.toMatchObject({ code, exitCode: 3 });
  expect(out).toEqual([]);
});

test('a server without TLS is COLLECTOR_ANSWER_INVALID', async () => {
  const server = createPlainServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await expect(commandLine(temporaryFolder()).run('pull', '--url', `https://127.0.0.1:${port}`, '--token', anyToken)).rejects.toMatchObject(
    { code: 'COLLECTOR_ANSWER_INVALID' },
  );
});

test('Ctrl-C ends a pull that waits', async () => {
  const { run, stop } = commandLine(temporaryFolder());
  const args = await impostor(() => stop());
  await expect(run('pull', ...args)).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('wrong usage is told before anything is sent', async () => {
  const noCertificate = join(temporaryFolder(), 'no-certificate.pem');
  writeFileSync(noCertificate, 'hello');
  const { run } = commandLine(temporaryFolder());
  const cases = [
    ['pull'],
    ['pull', '--token', 'with space'],
    ['pull', '--token', anyToken],
    ['pull', '--token', anyToken, '--url', 'http://127.0.0.1'],
    ['pull', '--token', anyToken, '--url', 'nowhere'],
    ['pull', '--token', anyToken, '--url', 'https://127.0.0.1:1', '--authority', '/nowhere.pem'],
    ['pull', '--token', anyToken, '--url', 'https://127.0.0.1:1', '--authority', noCertificate],
  ];
  for (const args of cases) await expect(run(...args), args.join(' ')).rejects.toMatchObject({ code: 'USAGE', exitCode: 2 });
});
