import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openAgentStore } from '../../src/storage/agent/agent-store.ts';
import { createApiToken, createEnrolmentString } from '../../src/collector/administration.ts';
import { receivedSummary } from '../../src/contracts/http-api.ts';
import { aSummary } from '../fixtures/collector/summaries.ts';
import { enrolled, exchange } from '../fixtures/collector/collector-over-tls.ts';
import { freePort } from '../support/free-port.ts';
import { scannerIds } from '../../src/domain/scanner-ids.ts';
import { systemClock } from '../../src/base/clock.ts';
import { started } from '../fixtures/collector/collector-over-tls.ts';
import { startWardwatch, wardwatch } from '../support/run-wardwatch.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { expectNothingLost, findOne, scanOnce } from './ward.ts';

const password = 'mật-khẩu@proxy';

/** A proxy that lets CONNECT through for one name and password, and counts both outcomes. */
async function aProxy() {
  const counts = { passed: 0, refused: 0 };
  const wanted = `Basic ${Buffer.from(`agent:${password}`).toString('base64')}`;
  const server = createServer().on('connect', (request, near) => {
    near.on('error', () => undefined);
    if (request.headers['proxy-authorization'] !== wanted) {
      counts.refused += 1;
      return void near.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="hospital"\r\n\r\n');
    }
    counts.passed += 1;
    const { hostname, port } = new URL(`tcp://${request.url}`);
    const far = connect(Number(port), hostname, () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.pipe(near);
      near.pipe(far);
    });
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { counts, url: (secret: string) => `http://agent:${encodeURIComponent(secret)}@127.0.0.1:${port}` };
}

test('enrolment and uploads go through a proxy that wants a password; a wrong one is told without it, and nothing is lost', async () => {
  const [proxy, collector, folder] = [await aProxy(), await started(), tempFolder()];
  const { dataFolder, configuration } = collector.options;
  const { enrolmentString } = await createEnrolmentString({ dataFolder, configuration, unitName: 'A', uses: 2, validMs: 60_000 });
  const env = (secret: string) => ({
    WARDWATCH_AGENT_PROXY_URL: proxy.url(secret),
    WARDWATCH_WATCH_LIVE: 'false',
    WARDWATCH_SCAN_SKIP: JSON.stringify(scannerIds),
    WARDWATCH_AGENT_UPLOAD_FIRST_RETRY_SECONDS: '0.05',
    WARDWATCH_LOG_LEVEL: 'trace',
  });
  const refused = await wardwatch(['agent', 'enroll', enrolmentString, '--data-dir', folder], env('another'));
  expect(refused).toMatchObject({ code: 3, err: expect.stringMatching(/the proxy wants another name or password.*COLLECTOR_UNREACHABLE/) });
  expect(refused.err).not.toContain('another@');
  expect((await wardwatch(['agent', 'enroll', enrolmentString, '--data-dir', folder], env(password))).code).toBe(0);
  const passed = proxy.counts.passed;
  expect(passed).toBeGreaterThan(0);

  const store = openAgentStore(join(folder, 'agent'));
  onTestFinished(() => store.close());
  await scanOnce(store, systemClock);
  findOne(store, 'found behind a proxy', systemClock);
  const shut = startWardwatch(['agent', 'run', '--data-dir', folder], env('another'));
  await expect.poll(() => proxy.counts.refused, { timeout: 20_000 }).toBeGreaterThan(2);
  const { err } = await shut.stop('SIGTERM');
  for (const secret of ['another', encodeURIComponent(password), password])
    expect(err.replaceAll('wants another', '')).not.toContain(secret);
  expect(store.outbox.waiting()).toBeGreaterThan(0);

  const agent = startWardwatch(['agent', 'run', '--data-dir', folder], env(password));
  await expect.poll(() => store.outbox.waiting(), { timeout: 20_000 }).toBe(0);
  await agent.stop('SIGTERM');
  expect(proxy.counts.passed).toBeGreaterThan(passed);
  await expectNothingLost(store, dataFolder);
});

test('pull goes through the proxy of the agent, also to look at the authority; a wrong password is told without it', async () => {
  const [proxy, collector, folder] = [await aProxy(), await started(), tempFolder()];
  const { dataFolder, configuration } = collector.options;
  const agent = await enrolled(collector);
  await exchange(collector, agent.summary(aSummary(agent.endpointId, 1)));
  const { token } = await createApiToken({ dataFolder, configuration, validMs: 60_000 });
  const authority = new X509Certificate(collector.ca).fingerprint256.replaceAll(':', '');
  const pull = (secret: string) =>
    wardwatch(['pull', '--url', collector.url, '--authority', authority, '--data-dir', folder], {
      WARDWATCH_AGENT_PROXY_URL: proxy.url(secret),
      WARDWATCH_API_TOKEN: token,
    });
  const refused = await pull('another');
  expect(refused).toMatchObject({ code: 3, out: '', err: expect.stringMatching(/the proxy wants another name or password/) });
  expect(refused.err).not.toContain('another@');
  expect(proxy.counts.passed).toBe(0);
  const { code, out } = await pull(password);
  expect([code, receivedSummary.parse(JSON.parse(out)).summary.endpointId]).toEqual([0, agent.endpointId]);
  expect(proxy.counts.passed).toBe(2);
});

test('start enrols by the way that its agent takes', { timeout: 120_000 }, async () => {
  const [proxy, folder] = [await aProxy(), tempFolder()];
  const { code, err } = await wardwatch(['start', '--once', '--data-dir', folder], {
    WARDWATCH_COLLECTOR_PORT: String(await freePort()),
    WARDWATCH_AGENT_PROXY_URL: proxy.url(password),
    WARDWATCH_SCAN_SKIP: JSON.stringify(scannerIds),
  });
  expect(code, err).toBe(0);
  expect(proxy.counts.refused).toBe(0);
  expect(proxy.counts.passed).toBeGreaterThanOrEqual(3); // the authority, the enrolment, the upload
});
