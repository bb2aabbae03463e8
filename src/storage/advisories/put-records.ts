import { shortAdvisory } from '../../contracts/advisory.ts';
import type { Advisory, AdvisoryRecord } from '../../domain/advisories/advisory.ts';
import { familyOf } from '../../domain/advisories/product-key.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { createNamedReleases } from './named-releases.ts';
import { spansOf } from './range-keys.ts';

export interface RecordWriter {
  put(document: number, source: string, record: AdvisoryRecord): void;
  /** Everything that the document gave before. */
  clear(document: number): void;
  /** After a rollback: what was remembered of rows may be gone. */
  forget(): void;
}

/** Formats that spread what they say of one id over several documents: each part stands beside the others. */
const isSpread = ({ format }: Advisory): boolean => format === 'msrc-builds' || format === 'msrc-kb' || format === 'letters';

export function createRecordWriter(db: Sqlite): RecordWriter {
  const known = db.prepare<[string, string, string], { number: number; modified_at: string | null; document: number }>(
    'SELECT number, modified_at, document FROM advisory WHERE format = ? AND id = ? AND part = ?',
  );
  const addAdvisory = db.prepare(
    'INSERT INTO advisory (document, format, id, part, modified_at, is_withdrawn, body) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (format, id, part) DO NOTHING',
  );
  const addCve = db.prepare('INSERT OR IGNORE INTO advisory_cve (cve, advisory) VALUES (?, ?)');
  const findProduct = db.prepare<[string, string], { number: number }>('SELECT number FROM product WHERE key = ? AND scheme = ?');
  const addProduct = db.prepare('INSERT INTO product (key, scheme, family) VALUES (?, ?, ?)');
  const addRange = db.prepare('INSERT OR IGNORE INTO affected_range (product, high, low, advisory) VALUES (?, ?, ?, ?)');
  const addExploited = db.prepare('INSERT OR REPLACE INTO exploited (cve, document, body) VALUES (?, ?, ?)');
  const addScore = db.prepare('INSERT OR REPLACE INTO score (cve, document, probability, percentile, scored_on) VALUES (?, ?, ?, ?, ?)');
  const addUpdate = db.prepare('INSERT OR REPLACE INTO windows_update (kb, product, build, document) VALUES (?, ?, ?, ?)');
  const addSuperseded = db.prepare('INSERT OR IGNORE INTO supersedes (kb, superseded, document) VALUES (?, ?, ?)');
  const addSupportEnd = db.prepare('INSERT OR REPLACE INTO support_end (product, document, body) VALUES (?, ?, ?)');
  const addTold = db.prepare('INSERT OR IGNORE INTO told_release (release, format, document) VALUES (?, ?, ?)');
  const addReading = db.prepare('INSERT OR REPLACE INTO told_reading (format, document, read_at) VALUES (?, ?, ?)');
  const releases = createNamedReleases(db);
  const dropParts = ['affected_range', 'advisory_cve'].map((table) => db.prepare(`DELETE FROM ${table} WHERE advisory = ?`));
  const dropAdvisory = db.prepare('DELETE FROM advisory WHERE number = ?');
  const numbersOf = db.prepare<[number], { number: number }>('SELECT number FROM advisory WHERE document = ?');
  const dropRest = ['exploited', 'score', 'windows_update', 'supersedes', 'support_end', 'told_release', 'told_reading'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE document = ?`),
  );
  const productNumbers = new Map<string, number>();

  const drop = (number: number): void => {
    releases.remove(number);
    for (const statement of dropParts) statement.run(number);
    dropAdvisory.run(number);
  };

  const productNumber = (key: string, scheme: string): number => {
    const name = `${scheme} ${key}`;
    const kept = productNumbers.get(name);
    if (kept !== undefined) return kept;
    const number = findProduct.get(key, scheme)?.number ?? Number(addProduct.run(key, scheme, familyOf(key)).lastInsertRowid);
    if (productNumbers.size > mostRemembered) productNumbers.clear();
    productNumbers.set(name, number);
    return number;
  };

  const putAdvisory = (document: number, source: string, advisory: Advisory): void => {
    const part = isSpread(advisory) ? source : '';
    const isWithdrawn = advisory.withdrawnAt === null ? 0 : 1;
    const { format, id, modifiedAt } = advisory;
    const body = shortAdvisory(advisory);
    const insert = () => addAdvisory.run(document, format, id, part, modifiedAt, isWithdrawn, body);
    let added = insert();
    if (added.changes === 0) {
      const before = known.get(format, id, part);
      // Two sources carry the same advisory: the newer text counts.
      if (before && before.document !== document && (before.modified_at ?? '') > (modifiedAt ?? '')) return;
      if (before) drop(before.number);
      added = insert();
    }
    const number = Number(added.lastInsertRowid);
    for (const cve of advisory.cves) addCve.run(cve, number);
    if (isWithdrawn === 1) return;
    releases.add(advisory);
    for (const product of advisory.products) {
      const spans = spansOf(product);
      for (const key of product.keys) {
        const of = productNumber(key, product.scheme);
        for (const { low, high } of spans) addRange.run(of, high, low, number);
      }
    }
  };

  return {
    put(document, source, record) {
      if (record.kind === 'advisory') return putAdvisory(document, source, record.advisory);
      if (record.kind === 'exploited') return void addExploited.run(record.exploited.cve, document, JSON.stringify(record.exploited));
      if (record.kind === 'support-end')
        return void addSupportEnd.run(record.supportEnd.product, document, JSON.stringify(record.supportEnd));
      if (record.kind === 'score') {
        const { cve, probability, percentile, scoredOn } = record.score;
        return void addScore.run(cve, document, probability, percentile, scoredOn);
      }
      if (record.kind === 'release') return void addTold.run(record.release.release, record.release.format, document);
      if (record.kind === 'reading') return void addReading.run(record.reading.format, document, record.reading.readAt);
      const { kb, product, build, supersedes } = record.update;
      addUpdate.run(kb, product, build, document);
      for (const superseded of supersedes) addSuperseded.run(kb, superseded, document);
    },
    clear(document) {
      for (const { number } of numbersOf.all(document)) drop(number);
      for (const statement of dropRest) statement.run(document);
    },
    forget: () => productNumbers.clear(),
  };
}

const mostRemembered = 50_000;
