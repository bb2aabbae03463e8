import { createPrivateKey } from 'node:crypto';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isKeyChanging, keyText, keyToFollow, publicKeyText, readEnrolment } from '../../../src/agent/identity.ts';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { openCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { agentOn, enrolledStation, identityIn, upload } from '../../support/enrolled-station.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { pulledFrom, scriptedWorkstation, subjectsOf } from '../../support/scripted-workstation.ts';
import { tempFolder } from '../../support/temp-folder.ts';

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
  'a change of key that was stopped $step is carried through by the agent, which is no clone; a copy with the former key is told apart',
  { timeout: 90_000 },
  async ({ prepare }) => {
    const { department, station, endpoints } = await enrolledStation();
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
    const shared = identityIn(station);
    const [alone, ...others] = await endpoints();
    expect([alone?.endpointId, alone?.forkedAt, others]).toEqual([shared, undefined, []]);
    await upload(await agentOn(copy));
    expect(identityIn(station)).toBe(shared);
    expect(await endpoints()).toMatchObject([
      { endpointId: shared, forkedAt: expect.any(String) },
      { endpointId: identityIn(copy), clonedFrom: shared },
    ]);
  },
);

/** Two machines with one identity, and all that the first had at the time of the copy. */
async function twoWithOneIdentity() {
  const ward = await enrolledStation();
  const original = scriptedWorkstation(ward.station);
  await original.scan();
  await original.plant('before-the-copy');
  const first = await agentOn(ward.station);
  await upload(first);
  const copy = tempFolder();
  cpSync(join(ward.station, 'agent'), join(copy, 'agent'), { recursive: true });
  const rotate = async (folder: string) => (await wardwatch(['agent', 'rotate-key', '--data-dir', folder])).code;
  return { ...ward, original, first, copy, clone: scriptedWorkstation(copy), shared: identityIn(ward.station), rotate };
}

test('whichever of two machines with one identity changes its key first, the other gets an identity of its own and loses nothing', {
  timeout: 120_000,
}, async () => {
  const { department, station, copy, original, clone, first, shared, rotate, endpoints } = await twoWithOneIdentity();
  await clone.plant('at-the-clone');
  expect(await rotate(copy)).toBe(0);
  const second = await agentOn(copy);
  await upload(second);
  await original.plant('at-the-original');
  await upload(first);
  await clone.plant('at-the-clone-later');
  await upload(second);

  expect(identityIn(copy)).toBe(shared);
  expect(await endpoints()).toMatchObject([
    { endpointId: shared, forkedAt: expect.any(String) },
    { endpointId: identityIn(station), clonedFrom: shared },
  ]);
  const found = (endpointId: string, summaries: Awaited<ReturnType<typeof pulledFrom>>) =>
    new Set(subjectsOf(summaries.filter((one) => one.endpointId === endpointId)).map((subject) => subject.replace('/etc/cron.d/', '')));
  const summaries = await pulledFrom(department);
  expect(found(identityIn(station), summaries)).toEqual(new Set(['at-the-original', 'before-the-copy']));
  expect(found(shared, summaries)).toEqual(new Set(['at-the-clone', 'at-the-clone-later', 'before-the-copy']));
});

test('where both of two machines with one identity change the key, the one that came second is told apart instead of failing for ever', {
  timeout: 120_000,
}, async () => {
  const { station, copy, original, first, shared, rotate, endpoints } = await twoWithOneIdentity();
  keyToFollow(join(copy, 'agent')); // its change was begun before that of the other
  expect(await rotate(station)).toBe(0);
  await original.plant('at-the-original');
  await upload(first);
  await scriptedWorkstation(copy).plant('at-the-clone');
  await upload(await agentOn(copy));
  expect(isKeyChanging(join(copy, 'agent'))).toBe(false);
  expect(await endpoints()).toMatchObject([
    { endpointId: shared, forkedAt: expect.any(String) },
    { endpointId: identityIn(copy), clonedFrom: shared },
  ]);
});

test('an agent whose key was changed beside it goes on with the new one, and is no clone', { timeout: 90_000 }, async () => {
  const { station, original, first, shared, rotate, endpoints } = await twoWithOneIdentity();
  for (const name of ['one', 'two', 'three']) {
    await original.plant(name);
    const changed = rotate(station);
    await upload(first);
    expect(await changed).toBe(0);
    await upload(first);
  }
  expect(identityIn(station)).toBe(shared);
  const all = await endpoints();
  expect(all).toHaveLength(1);
  expect(all[0]?.forkedAt).toBeUndefined();
});
