import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentOrigin } from '../../src/domain/advisories/advisory.ts';
import { type AdvisoryStore, createAdvisoryStore } from '../../src/storage/advisories/advisory-store.ts';
import { advisoryMigrations } from '../../src/storage/advisories/migrations.ts';
import { openSqlite } from '../../src/storage/open-sqlite.ts';

/** A real store in a folder of its own, gone with the block. */
export function advisoryStore(): AdvisoryStore & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'wardwatch-test-'));
  const store = createAdvisoryStore(openSqlite(join(folder, 'advisories.db'), advisoryMigrations));
  return {
    ...store,
    [Symbol.dispose]() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of a document whose content is told apart by `content`. */
export const origin = (source: string, content = source): DocumentOrigin => ({
  source,
  format: 'osv',
  digest: createHash('sha256').update(content).digest('hex'),
  readAt: '2026-11-24T00:00:00.000Z',
});
