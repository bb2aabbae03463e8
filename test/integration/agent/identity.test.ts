import { createPrivateKey } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isKeyChanging, keyText, keyToFollow, publicKeyText, readEnrolment } from '../../../src/agent/identity.ts';
import { connectLocalApi } from '../../../src/agent/local-api/local-client.ts';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { endpoint } from '../../../src/contracts/http-api.ts';
import { uploadNow } from '../../../src/contracts/local-api.ts';
import { openCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { freePort } from '../../support/free-port.ts';
import { type Running, wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { enrolmentStringOf, pulledFrom, quietAgent, scriptedWorkstation, subjectsOf } from '../../support/scripted-workstation.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function upload({ address }: Running): Promise<void> {
  const client = await connectLocalApi({ path: address, signal: new AbortController().signal });
  await client.call(uploadNow, {}).finally(() => client.close());
}

const agentOn = (folder: string): Promise<Running> => wardwatchRunning(['agent', 'run', '--data-dir', folder], quietAgent);

async function enrolledStation(env: Readonly<Record<string, string>> = {}) {
  const [department, station] = [tempFolder(), tempFolder()];
  const port = String(await freePort());
  await wardwatchRunning(['collector', 'run', '--data-dir', department, '--port', port], { ...quietAgent, ...env });
  const enrol = async (folder = station) => wardwatch(['agent', 'enroll', await enrolmentStringOf(department), '--data-dir', folder]);
  expect((await enrol()).code).toBe(0);
  const collector = async (...args: string[]) => wardwatch(['collector', ...args, '--data-dir', department]);
  const endpoints = async () =>
    z.object({ endpoints: z.array(endpoint) }).parse(JSON.parse((await collector('endpoint', 'list', '--json')).out)).endpoints;
  return { department, station, enrol, collector, endpoints };
}

const identityIn = (station: string): string => readEnrolment(join(station, 'agent'))?.endpointId ?? 'none';

test('of two machines with one identity the second makes a key by itself; both are visible, and nothing is lost or counted twice', {
  timeout: 120_000,
}, async () => {
  const { department, station, endpoints, collector } = await enrolledStation();
  const original = scriptedWorkstation(station);
  await original.scan();
  await original.plant('before-the-copy');
  const first = await agentOn(station);
  await upload(first);
  const copy = tempFolder();
  cpSync(join(station, 'agent'), join(copy, 'agent'), { recursive: true });
  const shared = identityIn(station);

  const clone = scriptedWorkstation(copy);
  await clone.plant('at-the-clone');
  await original.plant('at-the-original');
  await upload(first);
  const second = await agentOn(copy);
  await upload(second);
  await clone.plant('at-the-clone-later');
  await original.plant('at-the-original-later');
  await upload(second);
  await upload(first);

  expect(identityIn(station)).toBe(shared);
  expect(identityIn(copy)).not.toBe(shared);
  expect(await endpoints()).toMatchObject([
    { endpointId: shared, forkedAt: expect.any(String) },
    { endpointId: identityIn(copy), clonedFrom: shared },
  ]);
  expect((await collector('endpoint', 'list')).out).toContain(`told apart from ${shared}`);
  const summaries = await pulledFrom(department);
  const store = openCollectorStore(collectorFiles(department).database);
  const foundAt = async (endpointId: string): Promise<string[]> => {
    const { items } = await store.findings.page({ endpointId, limit: 500 });
    return items.map(({ evidence }) => evidence.subject.replace('/etc/cron.d/', '')).toSorted();
  };
  // What both found before the copy is open at both, and each finding stands once.
  expect(await foundAt(shared)).toEqual(['at-the-original', 'at-the-original-later', 'before-the-copy']);
  expect(await foundAt(identityIn(copy))).toEqual(['at-the-clone', 'at-the-clone-later', 'before-the-copy']);
  await store.close();
  expect(summaries.flatMap(({ agentEvents }) => agentEvents).filter(({ code }) => code === 'identity-cloned')).toHaveLength(1);
});

test('an answer that says 401 never makes an agent enrol again: it keeps all and goes on when it is let in', {
  timeout: 90_000,
}, async () => {
  const { department, station, endpoints } = await enrolledStation();
  const machine = scriptedWorkstation(station);
  await machine.scan();
  await machine.plant('one');
  const before = readFileSync(join(station, 'agent', 'enrolment.json'), 'utf8');
  const broken = z.looseObject({ privateKey: z.string() }).parse(JSON.parse(before));
  writeFileSync(join(station, 'agent', 'enrolment.json'), JSON.stringify({ ...broken, privateKey: keyText(keyToFollow(tempFolder())) }));
  const spoilt = readFileSync(join(station, 'agent', 'enrolment.json'), 'utf8');
  const agent = await agentOn(station);
  for (let round = 0; round < 5; round += 1) await expect(upload(agent)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  expect(readFileSync(join(station, 'agent', 'enrolment.json'), 'utf8')).toBe(spoilt);
  expect(await endpoints()).toHaveLength(1);
  await agent.stop('SIGTERM');
  writeFileSync(join(station, 'agent', 'enrolment.json'), before);
  await upload(await agentOn(station));
  expect(subjectsOf(await pulledFrom(department))).toEqual(['/etc/cron.d/one']);
});

test('a second agent on one data folder refuses, and the first goes on', { timeout: 60_000 }, async () => {
  const { station } = await enrolledStation();
  const agent = await agentOn(station);
  await expect(agentOn(station)).rejects.toThrow(/FOLDER_IN_USE/);
  const machine = scriptedWorkstation(station);
  await machine.scan();
  await upload(agent);
});

test('nothing more is taken from a retired endpoint; enrolled again the machine is a new one and tells all that is open', {
  timeout: 90_000,
}, async () => {
  const { department, station, endpoints, collector, enrol } = await enrolledStation();
  const machine = scriptedWorkstation(station);
  await machine.scan();
  const agent = await agentOn(station);
  await upload(agent);
  const first = identityIn(station);
  expect((await collector('endpoint', 'retire', first.slice(0, 13))).code).toBe(0);
  await machine.plant('one');
  await expect(upload(agent)).rejects.toMatchObject({ code: 'ENDPOINT_RETIRED' });
  expect((await collector('endpoint', 'retire', '00000000-none')).err).toContain('ENDPOINT_UNKNOWN');
  expect((await enrol()).code).toBe(0);
  await upload(agent);
  expect(await endpoints()).toMatchObject([{ endpointId: first, retiredAt: expect.any(String) }, { endpointId: identityIn(station) }]);
  expect(subjectsOf(await pulledFrom(department))).toEqual(['/etc/cron.d/one']);
});

test('an enrolment string that was revoked lets nobody in any more, and who is in stays', { timeout: 60_000 }, async () => {
  const { department, station, collector } = await enrolledStation();
  const machine = scriptedWorkstation(station);
  await machine.scan();
  const string = await enrolmentStringOf(department);
  expect((await wardwatch(['agent', 'enroll', string, '--data-dir', tempFolder()])).code).toBe(0);
  const listed = z
    .object({ enrolmentStrings: z.array(z.looseObject({ id: z.string(), usesLeft: z.number() })) })
    .parse(JSON.parse((await collector('enrolment', 'list', '--json')).out)).enrolmentStrings;
  expect(listed.map(({ usesLeft }) => usesLeft)).toEqual([9, 9]);
  for (const { id } of listed) expect((await collector('enrolment', 'revoke', id)).code).toBe(0);
  expect(await wardwatch(['agent', 'enroll', string, '--data-dir', tempFolder()])).toMatchObject({
    code: 3,
    err: expect.stringContaining('revoked'),
  });
  expect((await collector('enrolment', 'revoke', 'abc')).err).toContain('NOT_FOUND');
  await upload(await agentOn(station));
});

test('where a person lets machines in, one that enrols waits with all that it has until it is approved', { timeout: 90_000 }, async () => {
  const { department, station, endpoints, collector } = await enrolledStation({ WARDWATCH_COLLECTOR_APPROVE_ENDPOINTS: 'true' });
  const machine = scriptedWorkstation(station);
  await machine.scan();
  await machine.plant('one');
  const agent = await agentOn(station);
  await expect(upload(agent)).rejects.toMatchObject({ code: 'ENDPOINT_PENDING' });
  expect(await endpoints()).toMatchObject([{ isPending: true, lastSeenAt: null }]);
  expect((await collector('endpoint', 'approve', identityIn(station))).code).toBe(0);
  expect((await collector('endpoint', 'approve', identityIn(station))).code).toBe(1);
  await upload(agent);
  expect(subjectsOf(await pulledFrom(department))).toEqual(['/etc/cron.d/one']);
});

test.for([
  { step: 'before the announcement', prepare: () => undefined },
  {
    step: 'after the collector had it and before the agent had written it down',
    prepare: async (department: string, station: string) => {
      const store = openCollectorStore(collectorFiles(department).database);
      const enrolment = readEnrolment(join(station, 'agent'));
      const announced = {
        endpointId: enrolment?.endpointId ?? '',
        publicKey: publicKeyText(keyToFollow(join(station, 'agent'))),
        announcedBy: publicKeyText(createPrivateKey(enrolment?.privateKey ?? '')),
      };
      expect(await store.endpointLife.changeKey(announced)).toBe('changed');
      await store.close();
    },
  },
  {
    step: 'after all but the last',
    prepare: async (_department: string, station: string) => {
      const next = keyText(keyToFollow(join(station, 'agent')));
      expect((await wardwatch(['agent', 'rotate-key', '--data-dir', station])).code).toBe(0);
      writeFileSync(join(station, 'agent', 'next-key.pem'), next);
    },
  },
])(
  'a change of key that was stopped $step is carried through by the agent, and the former key is of no use',
  { timeout: 90_000 },
  async ({ prepare }) => {
    const { department, station } = await enrolledStation();
    const machine = scriptedWorkstation(station);
    await machine.plant('one');
    const copy = tempFolder();
    cpSync(join(station, 'agent'), join(copy, 'agent'), { recursive: true });
    const former = readEnrolment(join(station, 'agent'))?.privateKey;
    keyToFollow(join(station, 'agent')); // what a change does first
    await prepare(department, station);
    await upload(await agentOn(station));
    expect(isKeyChanging(join(station, 'agent'))).toBe(false);
    expect(readEnrolment(join(station, 'agent'))?.privateKey).not.toBe(former);
    await expect(upload(await agentOn(copy))).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  },
);

test('stopped between the file that names the endpoint and its database, the agent goes on under the new identity with all that waits', {
  timeout: 60_000,
}, async () => {
  const { department, station, enrol } = await enrolledStation();
  const machine = scriptedWorkstation(station);
  await machine.scan();
  await machine.plant('one');
  const other = tempFolder();
  expect((await enrol(other)).code).toBe(0);
  cpSync(join(other, 'agent', 'enrolment.json'), join(station, 'agent', 'enrolment.json'));
  await upload(await agentOn(station));
  expect(subjectsOf(await pulledFrom(department))).toContain('/etc/cron.d/one');
});

test('an agent whose database was lost goes on as a new endpoint instead of failing for ever', { timeout: 60_000 }, async () => {
  const { station, endpoints } = await enrolledStation();
  await scriptedWorkstation(station).scan();
  const agent = await agentOn(station);
  await upload(agent);
  await agent.stop('SIGTERM');
  for (const file of ['agent.db', 'agent.db-wal', 'agent.db-shm']) rmSync(join(station, 'agent', file), { force: true });
  openAgentStore(join(station, 'agent')).close();
  await scriptedWorkstation(station).scan();
  const again = await agentOn(station);
  await scriptedWorkstation(station).scan();
  await upload(again);
  const [was, is] = await endpoints();
  expect(is).toMatchObject({ endpointId: identityIn(station), clonedFrom: was?.endpointId });
});
