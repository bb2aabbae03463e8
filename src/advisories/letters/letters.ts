import type { Advisory, AffectedProduct } from '../../domain/advisories/advisory.ts';
import { sortedCves } from '../../domain/advisories/cve-id.ts';
import { longestVersion } from '../../domain/versions/version-scheme.ts';
import { readCsv } from '../csv-table.ts';
import { type DocumentReader, type ReadOutcome, refused } from '../document-reader.ts';
import { letterColumns } from './letter-columns.ts';
import { letterProducts } from './letter-product.ts';
import { type LetterRow, readLetterRows } from './letter-rows.ts';

/** A list of warning letters of an authority, as a CSV that a person wrote. */
export const lettersReader: DocumentReader = {
  format: 'letters',
  recognises: (content) => {
    if (content.kind !== 'text') return false;
    const head = readCsv(content.text.slice(0, 5_000).split(/\r?\n/, 1)[0] ?? '');
    return head.status === 'read' && letterColumns(head.header) !== null;
  },
  read: (content) => (content.kind === 'text' ? readLetters(content.text) : refused('It is not CSV.')),
};

function readLetters(text: string): ReadOutcome {
  const read = readLetterRows(text);
  if (read.status === 'refused') return read;
  const long = read.rows.find(({ fixedVersion }) => (fixedVersion ?? '').length > longestVersion);
  if (long) return refused(`A fixed version in the letter ${long.number} has more than ${longestVersion} characters.`);
  const letters = Map.groupBy(read.rows, ({ number }) => number);
  return {
    status: 'read',
    lowerCaseCves: read.lowerCaseCves,
    records: [...letters.values()].flatMap((rows) => advisoriesOf(rows).map((advisory) => ({ kind: 'advisory' as const, advisory }))),
  };
}

/** One advisory for a letter; where its CVEs are about different products, one for each such group, named by its first CVE after `#`. */
function advisoriesOf(rows: readonly LetterRow[]): Advisory[] {
  const productsOf = new Map<string, AffectedProduct[]>();
  for (const row of rows) {
    const products = letterProducts(row);
    for (const cve of row.cves) productsOf.set(cve, [...(productsOf.get(cve) ?? []), ...products]);
  }
  const groups = [...Map.groupBy(productsOf, ([, products]) => JSON.stringify(products)).values()];
  const { number = '', date } = rows[0] ?? {};
  const title = rows.find((row) => row.title !== null)?.title ?? number;
  return groups.map((group) => {
    const cves = sortedCves(group.map(([cve]) => cve));
    return {
      id: groups.length === 1 ? number : `${number}#${cves[0]}`,
      format: 'letters',
      cves,
      title,
      cvss: null,
      publishedAt: date ? `${date}T00:00:00.000Z` : null,
      modifiedAt: null,
      withdrawnAt: null,
      references: [],
      products: group[0]?.[1] ?? [],
    };
  });
}
