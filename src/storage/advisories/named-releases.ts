import { z } from 'zod';
import { type Advisory, documentFormats, type NamedRelease } from '../../domain/advisories/advisory.ts';
import { systemReleaseOf } from '../../domain/advisories/coverage.ts';
import type { Sqlite } from '../open-sqlite.ts';

/** Counts, for each release of a system and each format, the standing advisories that name it. */
export interface NamedReleases {
  add(advisory: Advisory): void;
  /** To be called while the advisory's ranges are still there. */
  remove(number: number): void;
}

export function createNamedReleases(db: Sqlite): NamedReleases {
  const more = db.prepare(
    `INSERT INTO named_release (release, format, advisories) VALUES (?, ?, 1)
     ON CONFLICT (release, format) DO UPDATE SET advisories = advisories + 1`,
  );
  const less = db.prepare('UPDATE named_release SET advisories = advisories - 1 WHERE release = ? AND format = ?');
  const formatOf = db.prepare<[number], string>('SELECT format FROM advisory WHERE number = ?').pluck();
  const keysOf = db
    .prepare<[number], string>('SELECT DISTINCT key FROM affected_range JOIN product ON product.number = product WHERE advisory = ?')
    .pluck();
  return {
    add({ format, products }) {
      for (const release of releasesOf(products.flatMap(({ keys }) => keys))) more.run(release, format);
    },
    remove(number) {
      const format = formatOf.get(number);
      for (const release of releasesOf(keysOf.all(number))) less.run(release, format);
    },
  };
}

const releasesOf = (keys: readonly string[]): Set<string> => new Set(keys.flatMap((key) => systemReleaseOf(key) ?? []));

/** As they are stored, and as a feed told them. */
export const everyNamedRelease = `
  SELECT release, format FROM named_release WHERE advisories > 0 UNION SELECT release, format FROM told_release`;

const rows = z.array(z.object({ release: z.string(), format: z.enum(documentFormats) }));

/** Releases of a system, `debian`, that documents name. */
export function createReleaseReader(db: Sqlite): (space: string) => readonly NamedRelease[] {
  const ofSpace = db.prepare(`SELECT release, format FROM (${everyNamedRelease}) WHERE release >= ? AND release < ?`);
  // `}` is the next character after the bar: nothing else begins so.
  return (space) => rows.parse(ofSpace.all(`${space}|`, `${space}}`));
}

export function createNamedReleaseList(db: Sqlite): () => readonly NamedRelease[] {
  const all = db.prepare(`SELECT release, format FROM (${everyNamedRelease}) ORDER BY release, format`);
  return () => rows.parse(all.all());
}
