import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { walkedAtOnce } from '../../../src/storage/agent/check-finding-log.ts';
import { toldLength } from '../../../src/storage/agent/finding-log-store.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { breakOf, type LogHead, type ToldLog } from '../../../src/domain/log-break.ts';
import { aFinding } from '../../fixtures/collector/summaries.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const step = (at: string) => ({ at, from: 'open', to: 'open', by: null, reason: null }) as const;

function workstation() {
  const folder = join(tempFolder(), 'agent');
  const store = openAgentStore(folder);
  onTestFinished(() => store.close());
  const db = new Database(join(folder, 'agent.db'));
  onTestFinished(() => void db.close());
  const behindTheAgent = (sql: string): void => {
    for (const name of ['finding_step_is_kept', 'finding_step_is_fixed', 'finding_log_is_kept', 'finding_log_is_fixed'])
      db.exec(`DROP TRIGGER IF EXISTS ${name}`);
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
  };
  /** One finding that comes and goes, and so fills the log. */
  const flap = (times: number): void =>
    store.transaction(() => {
      for (let turn = 0; turn < times; turn += 1)
        store.findings.save(aFinding('flaps', { state: turn % 2 === 0 ? 'open' : 'resolved' }), true);
    });
  const findings = (count: number): void =>
    store.transaction(() => {
      for (let number = 0; number < count; number += 1) store.findings.save(aFinding(`finding ${number}`), true);
    });
  const tell = (): ToldLog => {
    const told = store.checkFindingLog();
    const from = store.findingLog.headAt(Number(store.setting(toldLength) ?? 0)) ?? { length: 0, head: 'lost' };
    store.setSetting(toldLength, String(told.length));
    return { ...told, from };
  };
  const rows = (): number => Number(db.prepare('SELECT count(*) FROM finding_log').pluck().get());
  return { store, behindTheAgent, flap, findings, tell, rows };
}

const roomy = 1_000_000_000;

test('however long findings come and go, the log stays about as long as they are many, and goes on from what was told', () => {
  const { store, flap, findings, tell, rows } = workstation();
  findings(300);
  store.findings.addStep(aFinding('finding 7').fingerprint, step('2026-11-20T08:00:00.000Z'));
  let kept: LogHead | null = null;
  for (let day = 0; day < 8; day += 1) {
    flap(3000);
    store.findings.addStep(aFinding('finding 7').fingerprint, step(`2026-11-2${day}T09:00:00.000Z`));
    const told = tell();
    expect(breakOf(kept, told), `day ${day}`).toBeNull();
    kept = told;
    store.trim(roomy);
    expect(rows()).toBeLessThan(10_000);
    expect(store.verifyFindingLog()).toMatchObject({ intact: true, problems: [] });
  }
  expect(store.findingLog.head().length).toBeGreaterThan(24_000);
  expect(store.trim(1).findings, 'the log leaves before any finding has to').toBe(0);
  expect(rows()).toBeLessThan(6000);
  expect(store.verifyFindingLog()).toMatchObject({ intact: true });
});

const finding = aFinding('finding 7').fingerprint;
test.for([
  { name: 'a finding deleted', sql: `DELETE FROM finding WHERE fingerprint = '${finding}'`, what: ['finding-missing'] },
  { name: 'a finding settled', sql: `UPDATE finding SET state = 'expected' WHERE fingerprint = '${finding}'`, what: ['finding-changed'] },
  { name: 'a step rewritten', sql: "UPDATE finding_step SET reason = 'x'", what: ['step-changed'] },
  { name: 'a step taken away', sql: 'DELETE FROM finding_step', what: ['step-missing'] },
  {
    name: 'a cut that the log does not name',
    sql: `UPDATE finding_log_start SET position = position + 10, hash = (SELECT hash FROM finding_log WHERE position = finding_log_start.position + 10);
      DELETE FROM finding_log WHERE position <= (SELECT position FROM finding_log_start)`,
    what: ['entry-missing'],
  },
])('in a log that was cut $name behind the agent shows, and is not cut away', ({ sql, what }) => {
  const { store, behindTheAgent, flap, findings, rows } = workstation();
  findings(20);
  store.findings.addStep(finding, step('2026-11-20T08:00:00.000Z'));
  flap(7000);
  expect(store.trim(roomy).entries).toBeGreaterThan(0);
  behindTheAgent(sql);
  expect(store.verifyFindingLog().problems.map((problem) => problem.what)).toEqual(what);
  expect(store.checkFindingLog()).toMatchObject({ intact: false });
  flap(7000);
  store.trim(roomy);
  expect(store.verifyFindingLog()).toMatchObject({ intact: false });
  expect(rows()).toBeGreaterThan(0);
});

test('what one check misses in a long log the walk finds, says so until it was put right, and then no longer', () => {
  const { store, behindTheAgent, findings } = workstation();
  findings(walkedAtOnce * 3);
  const check = () => store.transaction(() => store.checkFindingLog()).intact;
  const walk = (): boolean[] => Array.from({ length: 4 }, check);
  expect(walk()).toEqual([true, true, true, true]);
  behindTheAgent("UPDATE finding SET severity = 'info' WHERE fingerprint = (SELECT max(fingerprint) FROM finding)");
  expect(walk(), 'within one walk').toContain(false);
  expect(walk(), 'and from then on').toEqual([false, false, false, false]);
  behindTheAgent("UPDATE finding SET severity = 'high' WHERE fingerprint = (SELECT max(fingerprint) FROM finding)");
  for (let walks = 0; walks < 2; walks += 1) walk();
  expect(walk()).toEqual([true, true, true, true]);
});

test.for([
  { name: 'an old entry', sql: "UPDATE finding_log SET digest = 'x' WHERE position = 3" },
  { name: 'the newest entry', sql: "UPDATE finding_log SET hash = 'x' WHERE position = (SELECT max(position) FROM finding_log)" },
  { name: 'the end cut off', sql: 'DELETE FROM finding_log WHERE position > 1400' },
])('$name behind what was verified already shows within one walk', ({ sql }) => {
  const { store, behindTheAgent, findings } = workstation();
  findings(walkedAtOnce * 3);
  const check = () => store.transaction(() => store.checkFindingLog()).intact;
  expect(check()).toBe(true);
  behindTheAgent(sql);
  expect(Array.from({ length: 7 }, check)).toContain(false);
});

test('what a summary costs does not grow with the log', () => {
  const { store, flap, findings } = workstation();
  findings(walkedAtOnce * 8);
  const usual = (): number => {
    const times = Array.from({ length: 15 }, () => {
      const began = performance.now();
      store.transaction(() => store.checkFindingLog());
      return performance.now() - began;
    });
    return times.toSorted((a, b) => a - b)[7] ?? 0;
  };
  store.checkFindingLog();
  const short = usual();
  flap(40_000);
  store.checkFindingLog(); // what is new is read once
  const long = usual();
  console.info(`finding log: ${short.toFixed(1)} ms for each summary at 4,000 entries, ${long.toFixed(1)} ms at 44,000`);
  expect(long).toBeLessThan(short * 5);
});
