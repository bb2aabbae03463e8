import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { keyText, keyToFollow } from '../../../src/agent/identity.ts';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { openCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { agentOn, enrolledStation, identityIn, upload } from '../../support/enrolled-station.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { enrolmentStringOf, pulledFrom, scriptedWorkstation, subjectsOf } from '../../support/scripted-workstation.ts';
import { tempFolder } from '../../support/temp-folder.ts';

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
