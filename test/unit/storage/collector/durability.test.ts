import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCollectorStore } from '../../../../src/storage/collector/collector-store.ts';
import { collectorMigrations } from '../../../../src/storage/collector/migrations.ts';
import { openSqlite } from '../../../../src/storage/open-sqlite.ts';
import { storeError } from '../../../../src/storage/store-error.ts';
import { temporaryFolder } from '../../../fixtures/collector/collector-under-test.ts';
import { openStore } from '../../../fixtures/collector/open-store.ts';
import { aFinding, aSummary } from '../../../fixtures/collector/summaries.ts';

test('what was acknowledged is read by another connection at once', async () => {
  const file = join(temporaryFolder(), 'collector.db');
  const { store, endpoint, sqlite } = openStore(file);
  const summary = aSummary(await endpoint(), 1);
  await store.ingest({ summary, text: JSON.stringify(summary), receivedAt: 0 });
  expect(sqlite.pragma('synchronous', { simple: true }), 'FULL: a commit is on disk').toBe(2);
  const beside = openCollectorStore(file);
  expect((await beside.summaries.page({ limit: 10 })).items.map((item) => item.summary)).toEqual([summary]);
  await beside.close();
});

test('on a full disk a summary is refused as a whole, and taken once there is space', async () => {
  const { store, endpoint, sqlite } = openStore();
  const endpointId = await endpoint();
  const findings = Array.from({ length: 3000 }, (_, index) => aFinding(`/etc/cron.d/${index}`));
  const summary = aSummary(endpointId, 1, { findings });
  const arrived = { summary, text: JSON.stringify(summary), receivedAt: 0 };
  const pages = Number(sqlite.pragma('page_count', { simple: true }));
  sqlite.pragma(`max_page_count = ${pages + 100}`);
  const thrown: unknown = await store.ingest(arrived).catch((error: unknown) => error);
  expect(storeError(thrown, 'collector.db')).toMatchObject({ code: 'STORE_FULL', httpStatus: 507 });
  expect((await store.findings.page({ limit: 10 })).items).toEqual([]);
  expect((await store.summaries.page({ limit: 10 })).items).toEqual([]);

  sqlite.pragma('max_page_count = 1000000');
  expect(await store.ingest(arrived)).toMatchObject({ stored: 'new' });
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('a database of a newer version is refused and left as it was', () => {
  const file = join(temporaryFolder(), 'collector.db');
  const newer = openSqlite(file, [...collectorMigrations, { name: '9999-of-the-future', sql: 'CREATE TABLE future (x)' }]);
  newer.close();
  const before = readFileSync(file);
  expect(() => openCollectorStore(file)).toThrow(expect.objectContaining({ code: 'STORE_NEWER' }));
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('no token is stored as it is handed out', async () => {
  const { store, sqlite } = openStore();
  await store.access.apiTokens.add({ tokenHash: 'hash-of-api', name: 'a', scopes: ['metrics'], unitId: null, now: 0, expiresAt: 10 });
  const tables: unknown[] = sqlite
    .prepare("SELECT name FROM pragma_table_list WHERE name LIKE '%token%' OR name = 'session'")
    .pluck()
    .all();
  expect(tables.map(String).toSorted()).toEqual(['api_token', 'enrolment_token', 'session', 'sign_in_token']);
  for (const table of tables)
    expect(
      sqlite
        .prepare(`SELECT name FROM pragma_table_info('${String(table)}')`)
        .pluck()
        .all(),
      String(table),
    ).not.toContain('token');
});
