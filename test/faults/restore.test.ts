import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { collectorFiles } from '../../src/collector/collector-address.ts';
import { backUpAgent } from '../../src/storage/agent/agent-backup.ts';
import { openAgentStore } from '../../src/storage/agent/agent-store.ts';
import { openCollectorStore } from '../../src/storage/collector/collector-store.ts';
import { aFinding } from '../fixtures/collector/summaries.ts';
import { wardwatch } from '../support/run-wardwatch.ts';
import { tempFolder } from '../support/temp-folder.ts';

const script = new URL('restore-and-die.ts', import.meta.url).pathname;
const restoreAndDie = (what: string, dataFolder: string, from: string, steps: number): string | null =>
  spawnSync(process.execPath, [script, what, dataFolder, from, String(steps)], { timeout: 30_000 }).signal;

const listed = z.object({ enrolmentStrings: z.array(z.looseObject({ unitName: z.string() })) });

test('a collector whose restore was killed at any step has all of the old data or all of the backup at its next start', {
  timeout: 120_000,
}, async () => {
  const [old, backup] = [tempFolder(), join(tempFolder(), 'backup')];
  const unitOf = async (name: string, home: string) =>
    expect((await wardwatch(['collector', 'token', 'create', '--unit', name, '--data-dir', home])).code).toBe(0);
  writeFileSync(join(old, 'wardwatch.toml'), '[collector]\nport = 1\n');
  await unitOf('kept', old);
  expect((await wardwatch(['collector', 'backup', backup, '--data-dir', old])).code).toBe(0);
  writeFileSync(join(old, 'wardwatch.toml'), '[collector]\nport = 2\n');
  await unitOf('newer', old);

  const outcomes: string[] = [];
  for (let steps = 0, killed: string | null = 'SIGKILL'; killed === 'SIGKILL'; steps += 1) {
    const home = tempFolder();
    cpSync(old, home, { recursive: true });
    killed = restoreAndDie('collector', home, backup, steps);
    const next = await wardwatch(['collector', 'enrolment', 'list', '--json', '--data-dir', home]);
    expect(next, `after ${steps} steps`).toMatchObject({ code: 0 });
    const units = listed.parse(JSON.parse(next.out)).enrolmentStrings.map(({ unitName }) => unitName);
    const port = readFileSync(join(home, 'wardwatch.toml'), 'utf8').at(-2);
    outcomes.push(`${units.toSorted().join(' and ')}, port ${port}`);
    const aside = readdirSync(home).filter((name) => name.endsWith('.before'));
    expect(aside, 'what was there stays').toEqual(units.length === 1 ? ['collector.before', 'wardwatch.toml.before'] : []);
    expect(existsSync(join(home, '.restoring'))).toBe(false);
  }
  expect(outcomes.length, 'files copied, decided, two places put aside and moved in').toBeGreaterThan(8);
  const decided = outcomes.indexOf('kept, port 1');
  expect(decided).toBeGreaterThan(2);
  expect(outcomes).toEqual(outcomes.map((_, index) => (index < decided ? 'kept and newer, port 2' : 'kept, port 1')));
});

test('a restore says in the audit log that it happened, before the data is in its place', async () => {
  const [home, backup] = [tempFolder(), join(tempFolder(), 'backup')];
  const data = ['--data-dir', home];
  await wardwatch(['collector', 'token', 'create', '--unit', 'A', ...data]);
  expect((await wardwatch(['collector', 'backup', backup, ...data])).code).toBe(0);
  expect((await wardwatch(['collector', 'backup', backup, ...data])).code).toBe(3);
  const entries = async () => {
    const store = openCollectorStore(collectorFiles(home).database);
    const { items } = await store.access.audit.page({ limit: 10 });
    await store.close();
    return items.map(({ who, action, target, outcome }) => [who, action, target, outcome].join(' '));
  };
  const made = '(command line) backup.create';
  expect(await entries()).toMatchObject([`${made} ${backup} failed`, `${made} ${backup} done`, expect.any(String)]);
  expect((await wardwatch(['collector', 'restore', backup, '--replace', ...data])).code).toBe(0);
  expect(await entries()).toMatchObject([`(command line) backup.restore ${backup} done`, expect.any(String)]);
  expect((await wardwatch(['audit', 'verify', ...data])).code).toBe(0);
});

test('an agent whose restore was killed at any step goes on with its database or its copy, or refuses and says what to do', {
  timeout: 120_000,
}, async () => {
  const outcomes: string[] = [];
  for (let steps = 0, killed: string | null = 'SIGKILL'; killed === 'SIGKILL'; steps += 1) {
    const home = tempFolder();
    const folder = join(home, 'agent');
    const store = openAgentStore(folder);
    store.findings.save(aFinding('a'), true);
    backUpAgent(folder);
    store.findings.save(aFinding('b'), true);
    cpSync(folder, join(home, 'live'), { recursive: true }); // with its log of writes, as a power cut leaves it
    store.close();
    cpSync(join(home, 'live'), folder, { recursive: true });
    killed = restoreAndDie('agent', folder, '', steps);
    const run = await wardwatch(['findings', '--json', '--data-dir', home]);
    if (run.code !== 0) {
      expect(run.err).toMatch(/is gone.*wardwatch agent restore/s);
      expect((await wardwatch(['agent', 'restore', '--data-dir', home])).code).toBe(0);
    }
    const after = openAgentStore(folder);
    outcomes.push(`${run.code === 0 ? 'goes on' : 'refuses'}, then ${after.findings.list().length}`);
    after.close();
  }
  const whole = outcomes.indexOf('refuses, then 1');
  expect(whole).toBeGreaterThan(0);
  expect(outcomes.slice(0, whole)).toEqual(outcomes.slice(0, whole).map(() => 'goes on, then 2'));
  expect(new Set(outcomes.slice(whole))).toEqual(new Set(['refuses, then 1', 'goes on, then 1']));
  expect(outcomes.at(-1)).toBe('goes on, then 1');
});
