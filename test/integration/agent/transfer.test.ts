import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectLocalApi } from '../../../src/agent/local-api/local-client.ts';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { uploadNow } from '../../../src/contracts/local-api.ts';
import { openCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { freePort } from '../../support/free-port.ts';
import { type Running, wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { enrolmentStringOf, pulledFrom, quietAgent, scriptedWorkstation, subjectsOf } from '../../support/scripted-workstation.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const importedFile = z.looseObject({
  unusable: z.object({ code: z.string() }).optional(),
  refused: z.array(z.looseObject({ code: z.string() })).optional(),
  duplicate: z.number().optional(),
});
const saidJson = z.looseObject({
  files: z.array(importedFile).default([]),
  waitingUploads: z.number().optional(),
  summaries: z.number().optional(),
});

async function hospital() {
  const [department, station] = [tempFolder(), tempFolder()];
  const port = String(await freePort());
  const startCollector = () => wardwatchRunning(['collector', 'run', '--data-dir', department, '--port', port], quietAgent);
  const collector = await startCollector();
  const string = await enrolmentStringOf(department);
  expect((await wardwatch(['agent', 'enroll', string, '--data-dir', station])).code).toBe(0);
  const machine = scriptedWorkstation(station);
  await machine.scan();
  const stick = join(tempFolder(), 'kham-01.outbox');
  const json = async (...args: string[]) => {
    const { code, out, err } = await wardwatch([...args, '--json']);
    return { code, err, said: saidJson.parse(out === '' ? {} : JSON.parse(out)) };
  };
  return {
    department,
    station,
    machine,
    collector,
    startCollector,
    stick,
    exported: (file = stick) => json('outbox', 'export', file, '--data-dir', station),
    imported: (...files: string[]) => json('collector', 'import', ...files, '--data-dir', department),
    acknowledged: (file = `${stick}.acknowledged`, folder = station) => json('outbox', 'acknowledge', file, '--data-dir', folder),
    status: async () => (await json('status', '--data-dir', station)).said,
  };
}

async function upload({ address }: Running): Promise<void> {
  const client = await connectLocalApi({ path: address, signal: new AbortController().signal });
  await client.call(uploadNow, {}).finally(() => client.close());
}

test('what a machine without a network found reaches the collector on a stick, once, and the outbox is empty when the answer is back', {
  timeout: 90_000,
}, async () => {
  const { department, station, machine, stick, collector, startCollector, exported, imported, acknowledged, status } = await hospital();
  await machine.plant('one');
  await collector.stop('SIGTERM'); // both stopped: no agent has run at all
  expect(await exported()).toMatchObject({ code: 0, said: { file: stick, summaries: 2, left: 0 } });
  expect((await status()).waitingUploads).toBe(2);
  expect(await imported(stick)).toMatchObject({ code: 0, said: { files: [{ new: 2, duplicate: 0, refused: [] }] } });

  await startCollector(); // and both running
  const agent = await wardwatchRunning(['agent', 'run', '--data-dir', station], quietAgent);
  await machine.plant('two');
  const second = `${stick}-2`;
  const written = await exported(second);
  await upload(agent); // the network is back before the stick arrives
  const again = await imported(second, stick);
  expect(again.said.files).toMatchObject([
    { new: 0, refused: [] },
    { new: 0, duplicate: 2, refused: [] },
  ]);
  expect(again.said.files[0]?.duplicate).toBe(written.said.summaries);
  expect(await acknowledged()).toMatchObject({ code: 0, said: { acknowledged: 0, alreadyDone: 2, waiting: 0 } });
  expect(subjectsOf(await pulledFrom(department))).toEqual(['/etc/cron.d/one', '/etc/cron.d/two']);
});

test('an acknowledgement empties the outbox of what it names and nothing else, and the network goes on after it', {
  timeout: 90_000,
}, async () => {
  const { department, station, machine, exported, imported, acknowledged, stick, status } = await hospital();
  await machine.plant('one');
  await exported();
  await machine.plant('two');
  expect((await imported(stick)).code).toBe(0);
  expect(await acknowledged()).toMatchObject({ said: { acknowledged: 2, waiting: 1 } });
  expect(await acknowledged()).toMatchObject({ said: { acknowledged: 0, alreadyDone: 2, waiting: 1 } });
  await upload(await wardwatchRunning(['agent', 'run', '--data-dir', station], quietAgent));
  expect((await status()).waitingUploads).toBe(0);
  expect(subjectsOf(await pulledFrom(department))).toEqual(['/etc/cron.d/one', '/etc/cron.d/two']);
  expect((await exported()).said).toMatchObject({ file: null, summaries: 0 });
});

test('files that were changed, cut off or made by somebody else are refused with the reason, and what is sound in them is taken', {
  timeout: 90_000,
}, async () => {
  const { department, station, machine, exported, imported, acknowledged, stick, status } = await hospital();
  await machine.plant('one');
  await exported();
  const [magic, first = '', second = ''] = readFileSync(stick, 'utf8').split('\n');
  const file = (name: string, text: string): string => {
    writeFileSync(`${stick}-${name}`, text);
    return `${stick}-${name}`;
  };
  const flipped = second.replace(/"body":"(.{40})./, '"body":"$1!').replace('!', second.includes('"body":"H') ? 'A' : 'B');
  const bad = [
    file('empty', ''),
    file('picture', '\u0089PNG'),
    file('changed', `${magic}\n${flipped}\n`),
    file('no-request', `${magic}\n{"method":"DELETE"}\n`),
    file('elsewhere', `${magic}\n${second.replace('agent/summaries', 'enrol')}\n`),
    file('bomb', `${magic}\n${'['.repeat(100_000)}\n`),
    file('cut', `${magic}\n${first}\n${second.slice(0, 100)}`),
  ];
  const answer = await imported(...bad, '/nowhere/at-all');
  expect(answer.code).toBe(1);
  expect(answer.said.files.map((one) => one.unusable?.code ?? one.refused?.[0]?.code)).toEqual([
    'TRANSFER_INVALID',
    'TRANSFER_INVALID',
    'SIGNATURE_INVALID',
    'REQUEST_INVALID',
    'REQUEST_INVALID',
    'REQUEST_INVALID',
    'REQUEST_INVALID',
    'FILE_UNREADABLE',
  ]);
  expect(answer.said.files[6]).toMatchObject({ new: 1, refused: [{ line: 3 }], summaryIds: [expect.any(String)] });
  expect(subjectsOf(await pulledFrom(department))).toEqual([]);

  await imported(stick);
  const good = readFileSync(`${stick}.acknowledged`, 'utf8');
  const stranger = await hospital();
  await stranger.exported();
  await stranger.imported(stranger.stick);
  for (const [why, text] of Object.entries({
    'does not begin': 'hello',
    'is cut off': good.slice(0, -20).replace(/\n[^\n]*$/, ''),
    'signature does not fit': good.replace(/"previousSequence":\d+/, '"previousSequence":77'),
    'not signed by the collector': readFileSync(`${stranger.stick}.acknowledged`, 'utf8'),
  }))
    expect(await acknowledged(file('ack', text))).toMatchObject({ code: 3, err: expect.stringContaining(why) });
  expect((await status()).waitingUploads).toBe(2);
  expect(await acknowledged(`${stick}.acknowledged`, station)).toMatchObject({ code: 0, said: { waiting: 0 } });
});

test('the audit log says which files were taken in, and which were no such files', { timeout: 60_000 }, async () => {
  const { department, machine, stick, exported, imported } = await hospital();
  await machine.plant('one');
  await exported();
  const other = `${stick}-other`;
  writeFileSync(other, 'a letter');
  expect(await imported(stick, other, stick)).toMatchObject({ code: 1 });
  const store = openCollectorStore(collectorFiles(department).database);
  const { items } = await store.access.audit.page({ limit: 3 });
  await store.close();
  const said = items.map(({ who, action, target, outcome }) => [who, action, target?.replace(/[0-9a-f-]{36}/, 'ID'), outcome].join(' | '));
  expect(said.toReversed()).toEqual([
    '(command line) | outbox.import | kham-01.outbox: ID, 2 new, 0 known, 0 refused | done',
    '(command line) | outbox.import | kham-01.outbox-other: TRANSFER_INVALID | failed',
    '(command line) | outbox.import | kham-01.outbox: ID, 0 new, 2 known, 0 refused | done',
  ]);
});
