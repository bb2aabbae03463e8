import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LedgerFile } from '../../../src/domain/file-ledger.ts';
import { packFiles, unpackFiles } from '../../../src/domain/packed-files.ts';
import { createFileLedger } from '../../../src/storage/agent/file-ledger-store.ts';
import { agentMigrations } from '../../../src/storage/agent/migrations.ts';
import { openSqlite } from '../../../src/storage/open-sqlite.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const file = (name: string, over: Partial<LedgerFile> = {}): LedgerFile => ({
  name,
  type: 'file',
  size: 2 ** 40,
  mtimeMs: 1763991234567.8911,
  ctimeMs: 1763991234568,
  inode: 9_007_199_254_740_991,
  mode: 0o4755,
  uid: 0,
  gid: 65_534,
  linkTarget: null,
  digest: 'ab'.repeat(32),
  ...over,
});

test('a baseline of one row for each file is taken over as it was', () => {
  const path = join(tempFolder(), 'agent.db');
  const before = openSqlite(path, agentMigrations.slice(0, 4));
  before.prepare("INSERT INTO baseline VALUES ('file-integrity', 'now')").run();
  before.prepare("INSERT INTO ledger_folder VALUES (7, '/usr/bin', 'outline', 5), (8, '/usr/empty', 'other', 6)").run();
  const files = [file('Hồ "sơ"\n'), file('link', { type: 'link', linkTarget: 'đích', digest: null }), file('z', { size: 0 })];
  const put = before.prepare('INSERT INTO ledger_file VALUES (7, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const { name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest } of files.toReversed())
    put.run(name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest);
  before.close();
  const db = openSqlite(path, agentMigrations);
  const ledger = createFileLedger(db);
  expect(ledger.isMade()).toBe(true);
  expect(unpackFiles(ledger.filesOf('/usr/bin'))).toEqual(files);
  expect(ledger.folder('/usr/bin')).toEqual({ path: '/usr/bin', outline: 'outline', hashedAtMs: 5 });
  expect(unpackFiles(ledger.filesOf('/usr/empty'))).toEqual([]);
  db.close();
});

test('a folder keeps its files where only what is known of it is put, and takes them along when it goes', () => {
  const db = openSqlite(':memory:', agentMigrations);
  const ledger = createFileLedger(db);
  ledger.putFolder({ path: '/a', outline: 'one', hashedAtMs: 1 }, packFiles([file('x')]));
  ledger.putFolder({ path: '/a', outline: 'two', hashedAtMs: 2 });
  expect([...ledger.folders()]).toEqual([{ path: '/a', outline: 'two', hashedAtMs: 2 }]);
  expect(unpackFiles(ledger.filesOf('/a'))).toEqual([file('x')]);
  ledger.dropFolder('/a');
  expect(db.prepare('SELECT count(*) FROM ledger_files').pluck().get()).toBe(0);
});

test('what is stored together is stored whole or not at all, and later commits reach the disk as before', () => {
  const db = openSqlite(join(tempFolder(), 'agent.db'), agentMigrations);
  const ledger = createFileLedger(db);
  const fail = (): void => {
    ledger.putFolder({ path: '/a', outline: '', hashedAtMs: 1 }, packFiles([file('x')]));
    throw new Error('power');
  };
  expect(() => ledger.together(fail)).toThrow('power');
  expect(ledger.folder('/a')).toBeNull();
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  db.close();
});

test('files of a folder are found by its path without a look at others', () => {
  const db = openSqlite(':memory:', agentMigrations);
  const plan = JSON.stringify(
    db.prepare("EXPLAIN QUERY PLAN SELECT files FROM ledger_files WHERE folder = (SELECT id FROM ledger_folder WHERE path = '/a')").all(),
  );
  expect(plan).not.toContain('SCAN');
});
