import type { AffectedProduct, VersionRange } from '../../domain/advisories/advisory.ts';
import type { CsafProductStatus, CsafVulnerability } from './csaf-document.ts';
import type { NamedProduct } from './csaf-products.ts';
import { noAdvice, type RemedyOf } from './remedies.ts';

interface Statement {
  readonly id: string;
  readonly named: NamedProduct;
}

/** What one vulnerability says of the products of its document, in the order of the document. */
export function statementsOf(
  { product_status: status = {} }: CsafVulnerability,
  namedOf: (id: string) => NamedProduct | null,
  remedyOf: RemedyOf,
): AffectedProduct[] {
  const listed = (key: keyof CsafProductStatus): Statement[] =>
    (status[key] ?? []).flatMap((id) => {
      const named = namedOf(id);
      return named ? [{ id, named }] : [];
    });
  const fixed = [...listed('fixed'), ...listed('first_fixed')];
  const known = listed('known_affected');
  const first = listed('first_affected');
  const last = listed('last_affected');
  const affected = new Set([...known, ...first, ...last].map(nameOf));
  const fixedByName = Map.groupBy(fixed, nameOf);
  const lastByName = Map.groupBy(last, nameOf);
  const firstNames = new Set(first.map(nameOf));
  const whole = new Set<string>();
  const affectedOf = ({ id, named }: Statement, ranges: readonly VersionRange[], versions: readonly string[]): AffectedProduct => ({
    ...named.base,
    status: 'affected',
    ranges,
    versions,
    updates: [],
    ...remedyOf(id),
  });
  return [
    ...known.flatMap((statement) => {
      const { ranges, versions } = statement.named.stated;
      if (ranges.length > 0 || versions.length > 0) return [affectedOf(statement, ranges, versions)];
      // All versions: one statement of a name says it, up to the fixed version where one is named.
      const name = nameOf(statement);
      if (whole.has(name)) return [];
      whole.add(name);
      return [affectedOf(statement, rangesBefore(fixedByName.get(name) ?? []), [])];
    }),
    ...first.map((statement) => affectedOf(statement, rangesFrom(statement, lastByName.get(nameOf(statement)) ?? []), [])),
    ...last
      .filter((statement) => !firstNames.has(nameOf(statement)))
      .map((statement) =>
        affectedOf(
          statement,
          boundsOf(statement).map((lastAffected) => ({ introduced: null, fixed: null, lastAffected })),
          [],
        ),
      ),
    ...fixed.map((statement) =>
      // Where the document names fixed versions alone, all before them are affected.
      affected.has(nameOf(statement)) ? otherwise(statement, 'not-affected') : affectedOf(statement, rangesBefore([statement]), []),
    ),
    ...listed('known_not_affected').map((statement) => otherwise(statement, 'not-affected')),
    ...listed('under_investigation').map((statement) => otherwise(statement, 'under-investigation')),
  ];
}

const otherwise = ({ named }: Statement, status: 'not-affected' | 'under-investigation'): AffectedProduct => ({
  ...named.base,
  status,
  ranges: named.stated.ranges,
  versions: named.stated.versions,
  updates: [],
  ...noAdvice,
});

/** Products that differ only in version are one product. */
const nameOf = ({ named }: Statement): string => [named.base.vendor, ...named.base.keys, ...named.base.architectures].join('\n');

/** The versions that a statement names, exact ones and bounds. */
const boundsOf = ({ named }: Statement): string[] => [
  ...named.stated.versions,
  ...named.stated.ranges.flatMap(({ introduced, fixed, lastAffected }) => introduced ?? fixed ?? lastAffected ?? []),
];

const rangesBefore = (fixed: readonly Statement[]): VersionRange[] =>
  fixed.flatMap(boundsOf).map((version) => ({ introduced: null, fixed: version, lastAffected: null }));

function rangesFrom(statement: Statement, last: readonly Statement[]): VersionRange[] {
  const ends = last.flatMap(boundsOf);
  return boundsOf(statement).map((introduced, index) => ({ introduced, fixed: null, lastAffected: ends[index] ?? null }));
}
