import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { groupCommit } from '../../../../src/storage/collector/group-commit.ts';
import { kyselyOnSqlite } from '../../../../src/storage/collector/kysely-on-sqlite.ts';
import { openSqlite } from '../../../../src/storage/open-sqlite.ts';
import { temporaryFolder } from '../../../fixtures/collector/collector-under-test.ts';

interface Schema {
  word: { text: string };
}

function wordStore() {
  const sqlite = openSqlite(join(temporaryFolder(), 'words.db'), [
    { name: '0001', sql: 'CREATE TABLE word (text TEXT NOT NULL UNIQUE) STRICT' },
  ]);
  const db = kyselyOnSqlite<Schema>(sqlite);
  onTestFinished(() => db.destroy());
  const add = groupCommit(db, async (transaction, text: string) => {
    await transaction.insertInto('word').values({ text }).execute();
    if (text === 'bad') throw new Error('bad word');
    return text.toUpperCase();
  });
  const words = (): unknown[] => sqlite.prepare('SELECT text FROM word ORDER BY rowid').pluck().all();
  return { add, words };
}

test('each gets its own answer, and all are stored in the order of arrival', async () => {
  const { add, words } = wordStore();
  const texts = Array.from({ length: 200 }, (_, index) => `word ${index}`);
  expect(await Promise.all(texts.map(add))).toEqual(texts.map((text) => text.toUpperCase()));
  expect(words()).toEqual(texts);
});

test('one that fails takes nobody with it, and leaves nothing behind', async () => {
  const { add, words } = wordStore();
  const outcomes = await Promise.allSettled(['a', 'b', 'bad', 'b', 'c'].map(add));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(words()).toEqual(['a', 'b', 'c']);
  expect(await add('d'), 'it goes on').toBe('D');
});
