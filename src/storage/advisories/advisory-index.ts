import type { DocumentOrigin } from '../../domain/advisories/advisory.ts';
import type { Candidate, MatchTarget } from '../../domain/advisories/match-target.ts';
import type { VersionScheme } from '../../domain/versions/version-scheme.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { placeKey } from './range-keys.ts';

/** The JSON text of an advisory, and the document that it came in. */
export interface AdvisoryRow extends DocumentOrigin {
  readonly body: string;
}

/** Ways to advisories that were not withdrawn. */
export interface AdvisoryIndex {
  /** Those that may be about something installed, and do not certainly name other versions; in the order of import. */
  around(target: MatchTarget): Iterable<AdvisoryRow>;
  all(): Iterable<AdvisoryRow>;
  naming(cve: string): readonly AdvisoryRow[];
}

interface ProductRow {
  readonly key: string;
  readonly number: number;
  readonly scheme: VersionScheme;
}

const row =
  'SELECT body, source, document.format AS format, digest, read_at AS readAt FROM advisory JOIN document ON document.number = document';

export function createAdvisoryIndex(db: Sqlite): AdvisoryIndex {
  // Few statements over many rows: what is between two statements costs more than a row.
  db.exec('CREATE TEMP TABLE place (product INTEGER NOT NULL, key BLOB)');
  const named = db.prepare<[string], ProductRow>(
    'SELECT product.key, number, scheme FROM json_each(?) AS wanted CROSS JOIN product WHERE product.key = wanted.value',
  );
  const ofFamilies = db
    .prepare<[string], number>('SELECT DISTINCT number FROM json_each(?) AS wanted CROSS JOIN product WHERE family = wanted.value')
    .pluck();
  const addPlace = db.prepare('INSERT INTO place (product, key) VALUES (?, ?)');
  const atPlaces = db.prepare<[], AdvisoryRow>(
    `${row} WHERE is_withdrawn = 0 AND advisory.number IN (
      SELECT advisory FROM place CROSS JOIN affected_range USING (product) WHERE high > key AND low <= key
      UNION SELECT advisory FROM place CROSS JOIN affected_range USING (product) WHERE key IS NULL
    ) ORDER BY advisory.number`,
  );
  const every = db.prepare<[], AdvisoryRow>(`${row} WHERE is_withdrawn = 0 ORDER BY advisory.number`);
  const byCve = db.prepare<[string], AdvisoryRow>(
    `${row} WHERE advisory.number IN (SELECT advisory FROM advisory_cve WHERE cve = ?) AND is_withdrawn = 0 ORDER BY advisory.number`,
  );

  /** The products of the candidates, each with where its version stands; where that is not certain, everything that is said of it. */
  const layOut = db.transaction(({ byKey, endedByFamily, uncoveredByFamily }: MatchTarget): void => {
    db.exec('DELETE FROM place');
    for (const { key, number, scheme } of named.all(inOrder(byKey))) {
      const places = (byKey.get(key) ?? []).map(({ installed, isLowerBound }: Candidate) =>
        installed === null || isLowerBound ? null : placeKey(scheme, installed),
      );
      for (const place of places.includes(null) ? [null] : places) addPlace.run(number, place);
    }
    const families = new Map([...endedByFamily, ...uncoveredByFamily]);
    if (families.size === 0) return;
    for (const number of ofFamilies.all(inOrder(families))) addPlace.run(number, null);
  });

  return {
    around(target) {
      layOut(target);
      return atPlaces.all();
    },
    all: () => every.iterate(),
    naming: (cve) => byCve.all(cve),
  };
}

/** Names as JSON, in the order of the index: so each of its pages is read once. */
const inOrder = (named: ReadonlyMap<string, unknown>): string => JSON.stringify([...named.keys()].toSorted());
