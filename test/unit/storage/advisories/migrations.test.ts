import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAdvisoryStore } from '../../../../src/storage/advisories/advisory-store.ts';
import { advisoryMigrations } from '../../../../src/storage/advisories/migrations.ts';
import { openSqlite } from '../../../../src/storage/open-sqlite.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('a store of before knows which releases its advisories name', () => {
  const file = join(tempFolder(), 'advisories.db');
  const old = openSqlite(file, advisoryMigrations.slice(0, 1));
  old.exec(`
    INSERT INTO document (number, source, format, digest, read_at) VALUES (1, 'a.json', 'osv', 'd', '2026-10-01T00:00:00.000Z');
    INSERT INTO advisory (number, document, format, id, part, is_withdrawn, body)
      VALUES (1, 1, 'osv', 'A', '', 0, '{}'), (2, 1, 'osv', 'B', '', 0, '{}'), (3, 1, 'msrc-kb', 'C', '', 0, '{}');
    INSERT INTO product (number, key, scheme, family) VALUES
      (1, 'debian|12|openssl', 'dpkg', 'debian||openssl'), (2, 'rpm/redhat|9|openssl', 'rpm', 'rpm/redhat||openssl'),
      (3, 'windows|10-22h2|windows', 'windows', 'windows||windows'), (4, 'debian||openssl', 'dpkg', 'debian||openssl'),
      (5, 'program||openssl', 'generic', 'program||openssl'), (6, 'debian|13|nothing-left', 'dpkg', 'debian||nothing-left');
    INSERT INTO affected_range (product, high, low, advisory)
      VALUES (1, x'02', x'', 1), (1, x'02', x'', 2), (2, x'02', x'', 1), (3, x'02', x'', 3), (4, x'02', x'', 1), (5, x'02', x'', 1);
  `);
  old.close();
  const db = openSqlite(file, advisoryMigrations);
  expect(db.prepare('SELECT release, format, advisories FROM named_release ORDER BY release').all()).toStrictEqual([
    { release: 'debian|12|', format: 'osv', advisories: 2 },
    { release: 'rpm/redhat|9|', format: 'osv', advisories: 1 },
    { release: 'windows|10-22h2|', format: 'msrc-kb', advisories: 1 },
  ]);
  const store = createAdvisoryStore(db);
  expect(store.documents.readings()).toStrictEqual([{ format: 'osv', readAt: '2026-10-01T00:00:00.000Z' }]);
  store.close();
});
