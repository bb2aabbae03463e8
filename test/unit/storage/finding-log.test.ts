import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { emptyLog, logEntryKinds, nextHead } from '../../../src/domain/finding-log.ts';
import { breakOf, type LogHead } from '../../../src/domain/log-break.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { agentMigrations } from '../../../src/storage/agent/migrations.ts';
import { openSqlite } from '../../../src/storage/open-sqlite.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aFinding } from '../../fixtures/collector/summaries.ts';

const step = { at: '2026-11-20T08:00:00.000Z', from: 'open', to: 'acknowledged', by: 'Lê Thị An', reason: 'phiếu 12' } as const;

/** Three findings, one with a history, as the agent leaves them. */
function workstation() {
  const dataFolder = tempFolder();
  const folder = join(dataFolder, 'agent');
  const store = openAgentStore(folder);
  for (const key of ['a', 'b', 'c']) store.findings.save(aFinding(key), true);
  store.findings.addStep(aFinding('a').fingerprint, step);
  /** Somebody with the rights of an administrator, and the sqlite3 API. */
  const behindTheAgent = (sql: string): void => {
    const db = new Database(join(folder, 'agent.db'));
    for (const name of ['finding_step_is_kept', 'finding_step_is_fixed', 'finding_log_is_kept', 'finding_log_is_fixed'])
      db.exec(`DROP TRIGGER ${name}`);
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
  };
  onTestFinished(() => store.close());
  return { dataFolder, store, behindTheAgent };
}

test('what the agent does itself leaves an intact log', () => {
  const { store } = workstation();
  store.findings.save({ ...aFinding('b'), lastSeenAt: '2026-11-21T08:00:00.000Z' }, false);
  expect(store.verifyFindingLog(), 'seen again is no entry').toMatchObject({ intact: true, problems: [], length: 5 });
  store.findings.save({ ...aFinding('b'), state: 'resolved' }, true);
  store.findings.takeNews(10);
  expect(store.verifyFindingLog()).toMatchObject({ intact: true, length: 6 });
});

const b = aFinding('b').fingerprint;
test.for([
  { name: 'a finding deleted', sql: `DELETE FROM finding WHERE fingerprint = '${b}'`, what: ['finding-missing'] },
  { name: 'a finding settled', sql: `UPDATE finding SET state = 'expected' WHERE fingerprint = '${b}'`, what: ['finding-changed'] },
  { name: 'a finding made less grave', sql: `UPDATE finding SET severity = 'info' WHERE fingerprint = '${b}'`, what: ['finding-changed'] },
  {
    name: 'evidence changed',
    sql: `UPDATE finding SET evidence = '{"subject":"x"}' WHERE fingerprint = '${b}'`,
    what: ['finding-changed'],
  },
  { name: 'a reason rewritten', sql: `UPDATE finding_step SET reason = 'x'`, what: ['step-changed'] },
  { name: 'a decision taken away', sql: 'DELETE FROM finding_step', what: ['step-missing'] },
  {
    name: 'a decision put in',
    sql: `INSERT INTO finding_step SELECT 9, '${b}', at, from_state, to_state, by, reason FROM finding_step`,
    what: ['step-unlogged'],
  },
  {
    name: 'a finding deleted with its entry',
    sql: `DELETE FROM finding WHERE fingerprint = '${b}'; DELETE FROM finding_log WHERE position = 2`,
    what: ['entry-missing'],
  },
  { name: 'an entry rewritten', sql: `UPDATE finding_log SET digest = '' WHERE position = 3`, what: ['entry-changed', 'finding-changed'] },
])('$name behind the agent shows', async ({ sql, what }) => {
  const { dataFolder, store, behindTheAgent } = workstation();
  behindTheAgent(sql);
  expect(store.verifyFindingLog()).toMatchObject({ intact: false });
  expect(store.verifyFindingLog().problems.map((problem) => problem.what)).toEqual(what);
  const shown = await wardwatch(['findings', 'verify', '--json', '--data-dir', dataFolder]);
  expect(shown.code).toBe(1);
  expect(JSON.parse(shown.out)).toMatchObject({ intact: false, problems: what.map((one) => ({ what: one })) });
});

test('an intact log is told with its head, in words and as JSON', async () => {
  const { dataFolder, store } = workstation();
  const { head } = store.findingLog.head();
  expect(await wardwatch(['findings', 'verify', '--data-dir', dataFolder])).toMatchObject({
    code: 0,
    out: `Intact: 5 entries, the last one ${head}.\n`,
  });
  const { out } = await wardwatch(['findings', 'verify', '--json', '--data-dir', dataFolder]);
  expect(JSON.parse(out)).toEqual({ length: 5, head, intact: true, problems: [] });
});

test('findings from before there was a log enter it when the database is opened', () => {
  const folder = tempFolder();
  const before = agentMigrations.findIndex(({ name }) => name === '0006-finding-log');
  const old = openSqlite(join(folder, 'agent.db'), agentMigrations.slice(0, before));
  old.exec(`INSERT INTO finding VALUES ('${b}', 's', 'cron-job.added', 'high', NULL, '{"subject":"x"}', 'open', 't', 't', NULL, NULL, 1, 0);
    INSERT INTO finding_step VALUES (1, '${b}', 't', 'open', 'acknowledged', 'An', 'x')`);
  old.close();
  const store = openAgentStore(folder);
  expect(store.verifyFindingLog()).toMatchObject({ intact: true, length: 2 });
  store.close();
});

const anyEntry = fc.record({ kind: fc.constantFrom(...logEntryKinds), fingerprint: fc.string(), digest: fc.string() });
const headsOf = (entries: readonly Parameters<typeof nextHead>[1][]): LogHead[] => {
  const heads: LogHead[] = [emptyLog];
  for (const entry of entries) heads.push(nextHead(heads.at(-1) ?? emptyLog, entry));
  return heads;
};

test('a log that goes on is no break; one rewritten anywhere before the kept head, or shorter, always is', () =>
  fc.assert(
    fc.property(
      fc.array(anyEntry, { minLength: 1, maxLength: 12 }),
      fc.array(anyEntry, { maxLength: 6 }),
      fc.nat(),
      (before, after, at) => {
        const kept = headsOf(before).at(-1) ?? emptyLog;
        const whole = headsOf([...before, ...after]);
        const tell = (heads: LogHead[]) => ({ ...(heads.at(-1) ?? emptyLog), from: heads[kept.length] ?? emptyLog, intact: true });
        expect(breakOf(kept, tell(whole))).toBeNull();
        expect(breakOf(null, tell(whole))).toBeNull();
        expect(breakOf(kept, tell(headsOf(before.slice(1))))).toBe('went-back');
        const changed = before.map((entry, index) => (index === at % before.length ? { ...entry, digest: `${entry.digest}!` } : entry));
        expect(breakOf(kept, tell(headsOf([...changed, ...after])))).toBe('forked');
        expect(breakOf(kept, { ...tell(whole), intact: false })).toBe('altered');
      },
    ),
  ));
