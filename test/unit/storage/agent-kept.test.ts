import { mkdirSync, rmdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { keepStore } from '../../../src/agent/keep-store.ts';
import { agentBackupMadeAt, backUpAgent, refuseLostDatabase } from '../../../src/storage/agent/agent-backup.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { aFinding } from '../../fixtures/collector/summaries.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const day = (number: number): string => new Date(Date.parse('2026-01-01T00:00:00Z') + number * 86_400_000).toISOString();

test('a database over its bound lets the oldest resolved findings go, never open or unsent ones, and its log stays intact', () => {
  const store = openAgentStore(join(tempFolder(), 'agent'));
  onTestFinished(() => store.close());
  const padding = 'x'.repeat(2000);
  const put = (key: string, number: number, state: 'open' | 'resolved') =>
    store.findings.save(aFinding(key, { state, lastSeenAt: day(number), evidence: { subject: key, after: { padding } } }), true);
  store.transaction(() => {
    for (let number = 0; number < 1500; number += 1) put(`resolved ${number}`, number, 'resolved');
    for (let number = 0; number < 50; number += 1) put(`open ${number}`, number, 'open');
  });
  store.findings.addStep(aFinding('resolved 0').fingerprint, { at: day(0), from: 'open', to: 'resolved', by: null, reason: null });
  while (store.findings.takeNews(1000).length > 0);
  store.transaction(() => {
    for (let number = 0; number < 50; number += 1) put(`unsent ${number}`, number, 'resolved');
  });

  const maxBytes = 2_000_000;
  const trimmed = store.trim(maxBytes);
  expect(trimmed.bytes).toBeLessThanOrEqual(maxBytes);
  expect(trimmed.findings).toBeGreaterThan(500);
  const left = new Set(store.findings.list().map(({ evidence }) => evidence.subject));
  const leftResolved = [...Array(1500).keys()].filter((number) => left.has(`resolved ${number}`));
  expect(leftResolved, 'the oldest left, the newest stayed').toEqual([...Array(1500).keys()].slice(trimmed.findings));
  expect([...left].filter((subject) => subject.startsWith('open'))).toHaveLength(50);
  expect(store.findings.takeNews(1000)).toHaveLength(50);
  expect(store.verifyFindingLog()).toMatchObject({ intact: true });
  expect(store.trim(maxBytes)).toMatchObject({ findings: 0, changes: 0 });
  expect(store.trim(1).bytes, 'what is needed stays, whatever the bound').toBeGreaterThan(100_000);
  expect(store.findings.list({ state: 'open' })).toHaveLength(50);
});

test('a finding that left and comes back is a finding like any other', () => {
  const store = openAgentStore(join(tempFolder(), 'agent'));
  onTestFinished(() => store.close());
  store.findings.save(aFinding('a', { state: 'resolved' }), true);
  store.findings.takeNews(10);
  expect(store.trim(1)).toMatchObject({ findings: 1 });
  store.findings.save(aFinding('a'), true);
  expect(store.verifyFindingLog()).toMatchObject({ intact: true, length: 3 });
  expect(store.findings.takeNews(10)).toMatchObject([{ state: 'open' }]);
});

test.for([
  { name: 'gone', harm: (file: string) => rmSync(file) },
  { name: 'empty', harm: (file: string) => truncateSync(file, 0) },
  { name: 'cut off', harm: (file: string) => truncateSync(file, 5000) },
  { name: 'something else', harm: (file: string) => writeFileSync(file, 'x'.repeat(10_000)) },
])('an agent whose database is $name does not begin anew, and offers the last good copy', async ({ harm }) => {
  const dataFolder = tempFolder();
  const folder = join(dataFolder, 'agent');
  const store = openAgentStore(folder);
  store.findings.save(aFinding('a'), true);
  backUpAgent(folder);
  store.close();
  refuseLostDatabase(folder);
  for (const part of ['agent.db-wal', 'agent.db-shm']) rmSync(join(folder, part), { force: true });
  harm(join(folder, 'agent.db'));
  const run = await wardwatch(['agent', 'run', '--data-dir', dataFolder], { WARDWATCH_LOG_LEVEL: 'silent' });
  expect(run).toMatchObject({ code: 3, err: expect.stringMatching(/Nothing was changed.*wardwatch agent restore.*STORE_UNUSABLE/s) });
  expect(await wardwatch(['agent', 'restore', '--data-dir', dataFolder])).toMatchObject({ code: 0 });
  refuseLostDatabase(folder);
  const restored = openAgentStore(folder);
  expect(restored.findings.list()).toHaveLength(1);
  expect(restored.verifyFindingLog()).toMatchObject({ intact: true });
  restored.close();
});

test('a copy that is damaged is not offered', async () => {
  const dataFolder = tempFolder();
  const folder = join(dataFolder, 'agent');
  openAgentStore(folder).close();
  backUpAgent(folder);
  writeFileSync(join(folder, 'backup', 'agent.db'), 'x'.repeat(9000));
  rmSync(join(folder, 'agent.db'));
  expect(agentBackupMadeAt(folder)).toBeNull();
  expect(() => refuseLostDatabase(folder)).toThrow(/cannot be read either/);
  expect(await wardwatch(['agent', 'restore', '--data-dir', dataFolder])).toMatchObject({
    code: 3,
    err: expect.stringContaining('BACKUP_INVALID'),
  });
});

test('with each heartbeat the database is trimmed, its copy renewed once a day, and a copy that fails ends nothing', () => {
  const agentFolder = join(tempFolder(), 'agent');
  const store = openAgentStore(agentFolder);
  onTestFinished(() => store.close());
  let now = Date.now();
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const beat = (maxBytes = 10_000_000) => keepStore({ store, agentFolder, maxBytes, clock: { now: () => now }, log });
  store.findings.save(aFinding('a', { state: 'resolved' }), true);
  store.findings.takeNews(10);
  beat();
  const first = agentBackupMadeAt(agentFolder);
  expect(first).not.toBeNull();
  const kept = join(agentFolder, 'backup', 'agent.db');
  utimesSync(kept, 1_000_000, 1_000_000);
  now = 1_000_000_000 + 23 * 3_600_000;
  beat(1);
  expect(store.findings.list()).toEqual([]);
  expect(agentBackupMadeAt(agentFolder), 'not yet a day old').toBe(1_000_000_000);
  now += 3_600_000;
  rmSync(`${kept}.partial`, { force: true });
  mkdirSync(`${kept}.partial`);
  beat();
  expect(lines.join('')).toMatch(/"level":40/);
  rmdirSync(`${kept}.partial`);
  beat();
  expect(agentBackupMadeAt(agentFolder)).toBeGreaterThan(1_000_000_000);
});
