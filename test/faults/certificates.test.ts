import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { Agent, createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createCollectorClient } from '../../src/agent/upload/collector-client.ts';
import { collectorFiles } from '../../src/collector/collector-address.ts';
import { openAuthority } from '../../src/collector/tls/collector-tls.ts';
import { issueAuthority, issueDataCertificate, issueServerCertificate, type Validity } from '../../src/collector/tls/issue-certificate.ts';
import type { PemBundle } from '../../src/collector/tls/pem-bundle.ts';
import { createApiToken } from '../../src/collector/administration.ts';
import { enrolled, exchange, started } from '../fixtures/collector/collector-over-tls.ts';
import { agentServerName } from '../../src/contracts/enrolment.ts';
import { clockAt, collectorConfiguration, temporaryFolder } from '../fixtures/collector/collector-under-test.ts';
import { aSummary } from '../fixtures/collector/summaries.ts';
import { wardwatch } from '../support/run-wardwatch.ts';
import { aWard, expectNothingLost, findOne, morning } from './ward.ts';

const dayMs = 86_400_000;
const lastYear = { notBefore: new Date('2024-01-01T00:00:00Z'), notAfter: new Date('2025-01-01T00:00:00Z') };
const farAway = { notBefore: new Date('2080-01-01T00:00:00Z'), notAfter: new Date('2081-01-01T00:00:00Z') };
const valid = { notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 90 * dayMs) };

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => (server.closeAllConnections(), void server.close()));
  return z.object({ port: z.number() }).parse(server.address()).port;
}

test.for([
  { name: 'ended by the clock of this machine', validity: lastYear },
  { name: 'is not valid yet by the clock of this machine', validity: farAway },
])('a certificate under the pinned authority that $name keeps no workstation from being heard', async ({ validity }) => {
  const clock = clockAt(morning);
  const { line, store, uploader, collector } = await aWard({ timeoutMs: 5000 });
  const { bundle } = await openAuthority(collectorFiles(collector.options.dataFolder).tls);
  const { certificatePem, keyPem } = await issueServerCertificate(bundle, ['localhost'], validity);
  let asked = 0;
  const server = createServer({ key: keyPem, cert: certificatePem + bundle.certificatePem }, (_, response) => {
    asked += 1;
    response.writeHead(503).end('{"code":"INTERNAL","message":"later"}');
  });
  line.set({ kind: 'refused' });
  line.set({ kind: 'none' });
  line.leadTo(await listening(server));
  findOne(store, 'found while the clock was wrong', clock);
  await expect(uploader.flush(AbortSignal.timeout(10_000))).rejects.toMatchObject({ message: expect.stringContaining('later') });
  expect(asked).toBe(1);
  line.set({ kind: 'refused' });
  line.set({ kind: 'none' });
  line.leadTo(collector.port);
  await expect
    .poll(() =>
      uploader.flush(AbortSignal.timeout(10_000)).then(
        () => store.outbox.waiting(),
        () => 1,
      ),
    )
    .toBe(0);
  await expectNothingLost(store, collector.options.dataFolder);
});

test('dates count neither on a kept connection nor on one that resumes a session', async () => {
  const authority = await issueAuthority();
  const ended = await issueServerCertificate(authority, ['127.0.0.1'], lastYear);
  const resumed: boolean[] = [];
  const own = createServer({ key: ended.keyPem, cert: ended.certificatePem }, (request, response) => {
    if (request.url === '/last') response.setHeader('connection', 'close');
    response.end('{}');
  }).on('secureConnection', (socket) => void resumed.push(socket.isSessionReused()));
  const client = createCollectorClient({ url: `https://127.0.0.1:${await listening(own)}`, authority: authority.certificatePem });
  onTestFinished(() => client.close());
  for (const path of ['/first', '/last', '/first', '/first', '/last', '/first'])
    await client.send({ method: 'POST', path, body: '{}', signal: AbortSignal.timeout(10_000) }, z.unknown());
  expect(resumed).toEqual([false, true, true]);
});

const server = (authority: PemBundle, names: readonly string[], validity: Validity) => issueServerCertificate(authority, names, validity);
test.for<{ name: string; show: (pinned: PemBundle, other: PemBundle) => Promise<PemBundle> }>([
  { name: 'of another authority', show: (_, other) => server(other, ['127.0.0.1'], valid) },
  { name: 'of another authority, that ended', show: (_, other) => server(other, ['127.0.0.1'], lastYear) },
  { name: 'for another name', show: (pinned) => server(pinned, ['else.example.vn'], valid) },
  { name: 'for another name, that ended', show: (pinned) => server(pinned, ['else.example.vn'], lastYear) },
  { name: 'that is to sign data, not to serve', show: (pinned) => issueDataCertificate(pinned) },
  { name: 'of an authority that calls itself as ours does', show: async (pinned) => pinnedName(pinned) },
])('to a server with a certificate $name not a byte of a request is sent', async ({ show }) => {
  const [pinned, other] = [await issueAuthority(), await issueAuthority()];
  const shown = await show(pinned, other);
  let heard = 0;
  const impostor = createServer({ key: shown.keyPem, cert: shown.certificatePem }).on('secureConnection', (socket) =>
    socket.on('data', (bytes: Buffer) => void (heard += bytes.length)),
  );
  const port = await listening(impostor);
  const client = createCollectorClient({ url: `https://127.0.0.1:${port}`, authority: pinned.certificatePem, timeoutMs: 5000 });
  onTestFinished(() => client.close());
  const call = { method: 'POST', path: '/x', body: '{}', signal: AbortSignal.timeout(10_000) } as const;
  for (let attempt = 0; attempt < 3; attempt += 1)
    await expect(client.send(call, z.unknown())).rejects.toMatchObject({ code: 'COLLECTOR_NOT_TRUSTED' });
  expect(heard).toBe(0);
});

/** Under a key of the impostor's, with the issuer that a machine has pinned written on it. */
async function pinnedName(pinned: PemBundle): Promise<PemBundle> {
  const { keyPem } = await issueAuthority();
  return issueServerCertificate({ certificatePem: pinned.certificatePem, keyPem }, ['127.0.0.1'], lastYear);
}

async function shownAt(port: number, ca: string): Promise<X509Certificate | undefined> {
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const certificate = socket.getPeerX509Certificate();
  socket.destroy();
  return certificate;
}

test('the certificate is renewed while the collector runs; connections that are open go on, and new ones see the new one', async () => {
  const clock = clockAt(new Date(Date.now() - 61 * dayMs).toISOString());
  const collector = await started({ clock, certificateCheckMs: 20 });
  const agent = await enrolled(collector);
  const kept = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => kept.destroy());
  expect((await exchange(collector, agent.summary(aSummary(agent.endpointId, 1)), kept)).statusCode).toBe(202);
  const connections = (): unknown[] => [kept.freeSockets, kept.sockets].flatMap((pool) => Object.values(pool).flat());
  const [connection] = connections();
  const before = await shownAt(collector.port, collector.ca);
  clock.advance(61 * dayMs);
  await expect.poll(async () => (await shownAt(collector.port, collector.ca))?.serialNumber).not.toBe(before?.serialNumber);
  const after = await shownAt(collector.port, collector.ca);
  expect((after?.validToDate.getTime() ?? 0) - (before?.validToDate.getTime() ?? 0)).toBe(61 * dayMs);
  expect((await exchange(collector, agent.summary(aSummary(agent.endpointId, 2)), kept)).statusCode).toBe(202);
  expect(connection).toBeDefined();
  expect(connections()[0] === connection).toBe(true);
  expect((await exchange(collector, agent.summary(aSummary(agent.endpointId, 3)))).statusCode).toBe(202);
});

/** A collector with a certificate that the hospital's own authority issued. */
async function withCertificateOfTheHospital(validity: Validity) {
  const folder = temporaryFolder();
  const authority = await issueAuthority('Benh vien A');
  const files = { tls_certificate_file: join(folder, 'certificate.pem'), tls_key_file: join(folder, 'key.pem') };
  const put = ({ certificatePem, keyPem }: PemBundle): void => {
    for (const [file, text] of [
      [files.tls_certificate_file, certificatePem],
      [files.tls_key_file, keyPem],
    ] as const) {
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    }
  };
  put(await issueServerCertificate(authority, ['localhost', '127.0.0.1'], validity));
  const logged: string[] = [];
  const collector = await started({
    configuration: collectorConfiguration({ port: 0, ...files }),
    certificateCheckMs: 20,
    log: pino({}, { write: (text: string) => void logged.push(text) }),
  });
  const shown = () => shownAt(collector.port, authority.certificatePem);
  const asAgents = new Agent({ ca: collector.ca, servername: agentServerName, checkServerIdentity: () => undefined });
  const agent = await enrolled(collector, asAgents);
  const upload = async (sequence: number) =>
    (await exchange(collector, agent.summary(aSummary(agent.endpointId, sequence)), asAgents)).statusCode;
  return { collector, authority, put, logged, shown, agent, upload };
}

test('a certificate of the hospital serves browsers and programs; agents keep to the authority that they pinned', async () => {
  const { collector, authority, put, shown, logged, agent, upload } = await withCertificateOfTheHospital(valid);
  expect(await upload(1)).toBe(202);
  const first = await shown();
  expect(first?.checkIssued(new X509Certificate(authority.certificatePem))).toBe(true);

  const { dataFolder, configuration } = collector.options;
  const { token } = await createApiToken({ dataFolder, configuration, validMs: 60_000 });
  const authorityFile = join(temporaryFolder(), 'hospital.pem');
  writeFileSync(authorityFile, authority.certificatePem);
  const byAuthority = (named: string) =>
    wardwatch(['pull', '--url', collector.url, '--token', token, '--authority', named, '--data-dir', dataFolder]);
  for (const named of [authorityFile, new X509Certificate(collector.ca).fingerprint256.replaceAll(':', '')])
    expect(await byAuthority(named), named).toMatchObject({ code: 0, out: expect.stringContaining(agent.endpointId) });

  put(await issueServerCertificate(authority, ['localhost', '127.0.0.1'], valid));
  await expect.poll(async () => (await shown())?.serialNumber).not.toBe(first?.serialNumber);
  expect(logged.join('')).toContain('the certificate of the server was renewed');
});

test("the end of the hospital's certificate is told before it comes, and when it has come agents go on", async () => {
  const soon = { notBefore: lastYear.notBefore, notAfter: new Date(Date.now() + 20 * dayMs) };
  const { authority, put, logged, upload } = await withCertificateOfTheHospital(soon);
  expect(logged.filter((line) => line.includes('ends soon'))).toHaveLength(1);
  put(await issueServerCertificate(authority, ['localhost'], lastYear));
  await expect.poll(() => logged.join('')).toContain('was renewed');
  expect(await upload(1)).toBe(202);
});

test('a replacement that cannot be used is told once, and the certificate before it stays', async () => {
  const { put, logged, shown } = await withCertificateOfTheHospital(valid);
  const before = await shown();
  const [one, other] = [await issueAuthority(), await issueAuthority()];
  put({ certificatePem: one.certificatePem, keyPem: other.keyPem });
  await expect.poll(() => logged.join('')).toContain('is not the key of the first certificate');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(logged.filter((line) => line.includes('stays as it is'))).toHaveLength(1);
  expect((await shown())?.serialNumber).toBe(before?.serialNumber);
});

const [hospital, another] = [await issueAuthority(), await issueAuthority()];
test.for([
  { name: 'one file without the other', certificate: hospital.certificatePem, key: null, says: /tls_key_file is not/ },
  { name: 'a certificate that is none', certificate: 'hello', key: hospital.keyPem, says: /holds no certificate in PEM/ },
  { name: 'a key that is none', certificate: hospital.certificatePem, key: 'hello', says: /holds no private key in PEM/ },
  {
    name: 'the key of another',
    certificate: hospital.certificatePem,
    key: another.keyPem,
    says: /is not the key of the first certificate/,
  },
  { name: 'a file of 2 MB', certificate: 'a'.repeat(2_000_000), key: hospital.keyPem, says: /larger than 1 MB/ },
])('$name for a certificate is an error of the configuration that names the file', async ({ certificate, key, says }) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'c.pem'), certificate);
  if (key !== null) writeFileSync(join(folder, 'k.pem'), key);
  const files = { tls_certificate_file: join(folder, 'c.pem'), ...(key === null ? {} : { tls_key_file: join(folder, 'k.pem') }) };
  await expect(started({ configuration: collectorConfiguration({ port: 0, ...files }) })).rejects.toMatchObject({
    code: 'CONFIGURATION_INVALID',
    message: expect.stringMatching(says),
  });
});
