import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { type CollectorClient, createCollectorClient } from '../../src/agent/upload/collector-client.ts';
import { collectorFiles } from '../../src/collector/collector-address.ts';
import { authorityCertificateFile, openAuthority } from '../../src/collector/tls/collector-tls.ts';
import { receipt } from '../../src/contracts/summary.ts';
import { openCollectorStore } from '../../src/storage/collector/collector-store.ts';
import { agentDouble, type Keys, newKeys } from '../fixtures/collector/agent-double.ts';
import { aFinding, aSummary } from '../fixtures/collector/summaries.ts';
import { freePort } from '../support/free-port.ts';
import { builtEntry, wardwatchRunning } from '../support/run-wardwatch.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { atCollector } from './ward.ts';

const isLong = process.env.FAULT_ROUNDS !== undefined;
const signal = AbortSignal.timeout(600_000);

interface Workstation {
  readonly endpointId: string;
  readonly keys: Keys;
}

/** A collector's folder with workstations that enrolled long ago. */
async function province(count: number): Promise<{ readonly folder: string; readonly workstations: readonly Workstation[] }> {
  const folder = tempFolder();
  await openAuthority(collectorFiles(folder).tls);
  const store = openCollectorStore(collectorFiles(folder).database);
  const { unitId } = await store.units.ensure('Bệnh viện', 0);
  await store.enrolments.addToken({ tokenHash: 'made', unitId, uses: count, now: 0, expiresAt: 1 });
  const workstations: Workstation[] = [];
  for (let number = 0; number < count; number += 1) {
    const keys = newKeys();
    const agent = { publicKey: keys.publicKey, hostname: `kham-${number}`, os: 'linux', agentVersion: '0.1.0' } as const;
    const enrolment = await store.enrolments.enrol({ tokenHash: 'made', now: 0, ...agent });
    if (enrolment.outcome === 'enrolled') workstations.push({ endpointId: enrolment.endpointId, keys });
  }
  await store.close();
  return { folder, workstations };
}

function clientOf(folder: string, url: string): CollectorClient {
  const client = createCollectorClient({ url, authority: readFileSync(authorityCertificateFile(collectorFiles(folder).tls), 'utf8') });
  onTestFinished(() => client.close());
  return client;
}

async function send(client: CollectorClient, { endpointId, keys }: Workstation, sequence: number): Promise<string> {
  const body = JSON.stringify(aSummary(endpointId, sequence, { findings: [aFinding(`${endpointId} ${sequence}`)] }));
  const call = { method: 'POST', path: '/api/v1/agent/summaries', body, signal, signedBy: { endpointId, key: keys.privateKey } } as const;
  return (await client.send(call, receipt)).stored;
}

const fleetSize = isLong ? 2000 : 300;

test(`${fleetSize} agents that come back at the same moment all succeed at their first try, none lost and none doubled`, {
  timeout: 600_000,
}, async () => {
  const { folder, workstations } = await province(fleetSize);
  const url = `https://127.0.0.1:${await freePort()}`;
  const fleet = workstations.map((workstation) => ({ workstation, client: clientOf(folder, url) }));
  const before = await Promise.allSettled(fleet.slice(0, 20).map(({ client, workstation }) => send(client, workstation, 1)));
  expect(before.every(({ status }) => status === 'rejected')).toBe(true); // the outage
  await wardwatchRunning(['collector', 'run', '--data-dir', folder, '--port', new URL(url).port], { WARDWATCH_LOG_LEVEL: 'silent' });
  const started = performance.now();
  const outcomes = await Promise.allSettled(
    fleet.map(async ({ client, workstation }) => [await send(client, workstation, 1), await send(client, workstation, 2)]),
  );
  const failed = outcomes.filter(({ status }) => status === 'rejected');
  console.info(
    `faults: ${fleetSize} agents at once, ${failed.length} failed, ${Math.round(performance.now() - started)} ms for ${2 * fleetSize} summaries`,
  );
  expect(failed.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : ''))).toEqual([]);
  const { summaries, findings } = await atCollector(folder);
  expect(new Set(summaries.map(({ summary }) => `${summary.endpointId} ${summary.sequence}`)).size).toBe(2 * fleetSize);
  expect(summaries).toHaveLength(2 * fleetSize);
  expect(findings).toHaveLength(2 * fleetSize);
});

const crowd = isLong ? 10_000 : 2000;
const mostMegabytes = 200;

/** Idle, slow and hostile connections from as many addresses of loopback as named. */
async function hostileCrowd(port: number, addresses: number): Promise<void> {
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  const comeIn = (number: number): void => {
    const isTls = number % 20 === 0; // a handshake costs us as much as it costs the collector
    const place = { port, host: '127.0.0.1', localAddress: `127.0.9.${1 + (number % addresses)}` };
    const socket = isTls ? connectTls({ socket: connect(place), rejectUnauthorized: false }) : connect(place);
    sockets[number] = socket;
    socket.on('error', () => undefined);
    if (isTls)
      socket.write(number % 40 === 0 ? 'POST /api/v1/agent/summaries HTTP/1.1\r\nhost: a\r\n' : `GET / HTTP/1.1\r\nx: ${'y'.repeat(8000)}`);
    else if (number % 2 === 0) socket.write(Buffer.from([0x16, 3, 1, 2, 0])); // the beginning of a handshake that never goes on
  };
  for (let number = 0; number < crowd; number += 1) {
    comeIn(number);
    if (number % 200 === 199) await wait(20);
  }
  const loris = setInterval(() => {
    for (const socket of sockets.filter(({ writable }) => writable).slice(0, 50)) socket.write('a');
  }, 200);
  onTestFinished(() => clearInterval(loris));
}

test.for([
  { name: 'from 200 addresses', addresses: 200, slowestMs: 20_000 },
  { name: 'from one address, that of a workstation behind the same NAT', addresses: 1, slowestMs: 20_000, isBehindIt: true },
])(
  `${crowd} idle, slow and hostile connections $name, and signed bombs, keep no honest workstation from being heard`,
  { timeout: 600_000 },
  async ({ name, addresses, slowestMs, isBehindIt = false }) => {
    const { folder, workstations } = await province(6);
    const [takenOver, ...honest] = workstations;
    const collector = await wardwatchRunning(
      ['collector', 'run', '--data-dir', folder, '--port', '0'],
      { WARDWATCH_LOG_LEVEL: 'silent' },
      builtEntry,
    );
    const port = Number(new URL(collector.address).port);
    const memory = watchMemory(collector.pid);
    await hostileCrowd(port, addresses);
    const latencies: number[] = [];
    for (const workstation of honest) {
      const client = isBehindIt ? await clientFrom(folder, port, '127.0.9.1') : clientOf(folder, collector.address);
      for (let sequence = 1; sequence <= 10; sequence += 1) {
        const before = performance.now();
        expect(await send(client, workstation, sequence)).toBe('new');
        latencies.push(performance.now() - before);
        for (const [encoding, bomb] of Object.entries(bombs)) {
          throwAt(port, encoding, bomb);
          if (takenOver) throwAt(port, encoding, bomb, takenOver);
        }
      }
    }
    const slowest = Math.max(...latencies);
    const megabytes = memory.most();
    console.info(
      `faults: ${crowd} connections ${name}, slowest honest summary ${Math.round(slowest)} ms, collector at most ${Math.round(megabytes)} MB`,
    );
    expect(slowest).toBeLessThan(slowestMs);
    expect(megabytes).toBeLessThan(mostMegabytes);
    expect((await atCollector(folder)).summaries).toHaveLength(10 * honest.length);
  },
);

/** The most that a process has had in memory since, as the system counts it. */
function watchMemory(pid: number): { readonly most: () => number } {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return { most: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024 };
}

/** An agent at another address of loopback. */
async function clientFrom(folder: string, port: number, localAddress: string): Promise<CollectorClient> {
  const relay = createServer((near) => {
    const far = connect({ port, host: '127.0.0.1', localAddress });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    near.pipe(far).pipe(near);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  onTestFinished(() => void relay.close());
  return clientOf(folder, `https://127.0.0.1:${z.object({ port: z.number() }).parse(relay.address()).port}`);
}

const bombs = { gzip: gzipSync(Buffer.alloc(30 * 1024 * 1024)), zstd: zstdCompressSync(Buffer.alloc(30 * 1024 * 1024)) };

/** Unsigned, as anybody on the network can: refused before it is unpacked. Signed, by an endpoint that somebody took over: unpacked as far as allowed. */
function throwAt(port: number, encoding: string, body: Buffer, signer?: Workstation): void {
  const socket = connectTls({ socket: connect({ port, host: '127.0.0.1', localAddress: '127.0.8.1' }), rejectUnauthorized: false });
  socket.on('error', () => undefined);
  const path = '/api/v1/agent/summaries';
  const headers = {
    host: 'a',
    'content-type': 'application/json',
    'content-encoding': encoding,
    'content-length': `${body.length}`,
    ...(signer && agentDouble(signer.endpointId, signer.keys).signedBytes('POST', path, body)),
  };
  const lines = Object.entries(headers).map(([header, value]) => `${header}: ${value}`);
  socket.end(Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`), body]));
}
