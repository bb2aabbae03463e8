import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { agentMigrations } from '../../../src/storage/agent/migrations.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { openSqlite } from '../../../src/storage/open-sqlite.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const finding = (fingerprint: string, severity: Finding['severity'] = 'high'): Finding => ({
  scannerId: 'cron-jobs',
  rule: 'cron-job.added',
  fingerprint: fingerprint.repeat(32),
  severity,
  technique: 'T1053.003',
  state: 'open',
  firstSeenAt: 't',
  lastSeenAt: 't',
  evidence: { subject: 'tệp' },
});
function open() {
  const folder = tempFolder();
  const store = openAgentStore(folder);
  onTestFinished(() => store.close());
  return { folder, store };
}

test('findings are listed by severity and survive reopening', () => {
  const { folder, store } = open();
  store.findings.save(finding('a', 'low'), true);
  store.findings.save(finding('b', 'critical'), true);
  const again = openAgentStore(folder);
  expect(again.findings.list().map(({ severity }) => severity)).toEqual(['critical', 'low']);
  expect(again.findings.list({ state: 'resolved' })).toEqual([]);
  again.close();
});

test('news is carried once, and again after news or to a new collector', () => {
  const { store } = open();
  store.findings.save(finding('a'), true);
  expect(store.findings.takeNews(10)).toHaveLength(1);
  store.findings.save(finding('a'), false);
  expect(store.findings.takeNews(10)).toEqual([]);
  store.findings.save({ ...finding('a'), state: 'resolved' }, true);
  expect(store.findings.takeNews(10)).toMatchObject([{ state: 'resolved' }]);
  store.findings.save(finding('b'), true);
  store.findings.takeNews(10);
  store.findings.reportAllAgain();
  expect(store.findings.takeNews(10).map(({ fingerprint }) => fingerprint[0])).toEqual(['b']);
});

test('a transaction that fails leaves nothing, and gives back its sequence number or skips it, but never repeats one', () => {
  const { store } = open();
  const add = (id: string) => store.outbox.add(id, 't', (sequence) => String(sequence));
  expect(store.transaction(() => add('a'))).toBe(1);
  expect(() =>
    store.transaction(() => {
      add('b');
      throw new Error('power');
    }),
  ).toThrow('power');
  const second = store.transaction(() => add('c'));
  expect(second).toBeGreaterThan(1);
  store.outbox.acknowledge(1, 't');
  store.outbox.acknowledge(second, 't');
  store.outbox.forgetAll();
  expect(store.transaction(() => add('d'))).toBeGreaterThan(second);
});

test('a full disk is told as such and half of nothing is written', () => {
  const { folder, store } = open();
  const db = new Database(join(folder, 'agent.db'));
  onTestFinished(() => void db.close());
  const pages = Number(db.pragma('page_count', { simple: true }));
  db.close();
  const tight = openSqlite(join(folder, 'agent.db'), agentMigrations);
  tight.pragma(`max_page_count = ${pages}`);
  const fill = () => tight.transaction(() => tight.prepare('INSERT INTO setting VALUES (?, ?)').run('x', 'x'.repeat(1e6)))();
  expect(fill).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  tight.close();
  expect(store.setting('x')).toBeNull();
});

test('the lists that every status needs are read by index', () => {
  const { folder } = open();
  const db = new Database(join(folder, 'agent.db'));
  const plan = (sql: string): string => JSON.stringify(db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
  expect(plan('SELECT * FROM finding WHERE scanner_id = 1')).toContain('finding_by_scanner');
  expect(plan('SELECT * FROM finding WHERE revision > reported ORDER BY fingerprint LIMIT 5')).toContain('finding_unreported');
  expect(plan('SELECT sequence FROM outbox WHERE sent_at IS NULL ORDER BY sequence LIMIT 1')).toContain('outbox_waiting');
  db.close();
});

test('a database in memory leaves no file behind', () => {
  const db = openSqlite(':memory:', agentMigrations);
  expect(db.pragma('user_version', { simple: true })).toBe(agentMigrations.length);
  db.close();
  expect(existsSync(':memory:')).toBe(false);
});
