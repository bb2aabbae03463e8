import { createHash } from 'node:crypto';
import type { Advisory, AffectedProduct, VersionRange } from '../../domain/advisories/advisory.ts';
import { cveIdOf, sortedCves } from '../../domain/advisories/cve-id.ts';
import { longestVersion } from '../../domain/versions/version-scheme.ts';
import { momentOf } from '../calendar-date.ts';
import { type DocumentReader, type ReadOutcome, refused } from '../document-reader.ts';
import { isObject } from '../json-object.ts';
import { problemInWords, quoted } from '../problem-in-words.ts';
import { type CsafDocument, type CsafVulnerability, csafDocument } from './csaf-document.ts';
import { type NamedProduct, namedProduct } from './csaf-products.ts';
import { statementsOf } from './csaf-statements.ts';
import { readProductTree } from './product-tree.ts';
import { remediesOf } from './remedies.ts';
import { againstCsaf } from './validate-csaf.ts';
import { plainWords } from '../plain-words.ts';

const mostReferences = 50;

/** Common Security Advisory Framework 2.0 (OASIS): vendors' and authorities' advisories and VEX documents. */
export const csafReader: DocumentReader = {
  format: 'csaf',
  recognises: ({ kind, ...content }) =>
    kind === 'json' &&
    'json' in content &&
    isObject(content.json) &&
    isObject(content.json.document) &&
    'csaf_version' in content.json.document,
  read: (content) => (content.kind === 'json' ? readCsaf(content.json) : refused('It is not JSON.')),
};

async function readCsaf(written: unknown): Promise<ReadOutcome> {
  const { json, lowerCaseCves } = withUpperCaseCves(written);
  const against = await againstCsaf(json);
  if (against !== null) return refused(against);
  const parsed = csafDocument.safeParse(json);
  if (!parsed.success) return refused(problemInWords(parsed.error));
  const { product_tree, vulnerabilities = [] } = parsed.data;
  const tree = readProductTree(product_tree);
  if (tree.status === 'refused') return tree;
  const named = new Map<string, NamedProduct>();
  const namedOf = (id: string): NamedProduct | null => {
    const product = tree.products.get(id);
    const known = named.get(id) ?? (product ? namedProduct(product) : null);
    if (known) named.set(id, known);
    return known;
  };
  const groups = new Map<string, { readonly vulnerabilities: CsafVulnerability[]; readonly products: readonly AffectedProduct[] }>();
  for (const vulnerability of vulnerabilities) {
    const remedyOf = remediesOf(vulnerability.remediations ?? [], tree.groups);
    if (!remedyOf) return refused('Its remediations name products millions of times; no honest document does.');
    const products = statementsOf(vulnerability, namedOf, remedyOf);
    const tooLong = products.flatMap(versionsOf).find((version) => version.length > longestVersion);
    if (tooLong !== undefined)
      return refused(`The version ${quoted(tooLong)} has ${tooLong.length} characters; more than ${longestVersion} are not read.`);
    const saying = createHash('sha256').update(JSON.stringify(products)).digest('hex');
    const group = groups.get(saying);
    if (group) group.vulnerabilities.push(vulnerability);
    else groups.set(saying, { vulnerabilities: [vulnerability], products });
  }
  const statements = groups.size === 0 ? [{ vulnerabilities: [], products: [] }] : [...groups.values()];
  return {
    status: 'read',
    lowerCaseCves,
    records: advisoriesOf(parsed.data, statements).map((advisory) => ({ kind: 'advisory', advisory })),
  };
}

/** The schema wants upper case, and a document is not turned away for that alone. Whatever is no CVE id stays as it is, for the schema. */
function withUpperCaseCves(json: unknown): { readonly json: unknown; readonly lowerCaseCves: number } {
  if (!isObject(json) || !Array.isArray(json.vulnerabilities)) return { json, lowerCaseCves: 0 };
  let lowerCaseCves = 0;
  const vulnerabilities = json.vulnerabilities.map((one: unknown) => {
    if (!isObject(one) || typeof one.cve !== 'string') return one;
    const cve = one.cve.toUpperCase();
    if (cve === one.cve || cveIdOf(cve) !== cve) return one;
    lowerCaseCves += 1;
    return { ...one, cve };
  });
  return lowerCaseCves === 0 ? { json, lowerCaseCves } : { json: { ...json, vulnerabilities }, lowerCaseCves };
}

interface Group {
  readonly vulnerabilities: readonly CsafVulnerability[];
  readonly products: readonly AffectedProduct[];
}

/** One advisory; or, where vulnerabilities are about different products, one for each such group, named by its first CVE after `#`. */
function advisoriesOf({ document }: CsafDocument, groups: readonly Group[]): Advisory[] {
  const { id, initial_release_date, current_release_date } = document.tracking;
  return groups.map(({ vulnerabilities, products }, index) => {
    const cves = sortedCves(vulnerabilities.flatMap(({ cve }) => cve ?? []));
    const scores = vulnerabilities
      .flatMap(({ scores: given }) => given ?? [])
      .flatMap(({ cvss_v4, cvss_v3, cvss_v2 }) => (cvss_v4 ?? cvss_v3 ?? cvss_v2)?.baseScore ?? []);
    return {
      id: `${plainWords(id)}${groups.length === 1 ? '' : `#${cves[0] ?? index + 1}`}`,
      format: 'csaf',
      cves,
      title: plainWords(document.title) || plainWords(id),
      cvss: scores.length === 0 ? null : scores.reduce((a, b) => Math.max(a, b)),
      publishedAt: momentOf(initial_release_date),
      modifiedAt: momentOf(current_release_date),
      withdrawnAt: null,
      references: (document.references ?? [])
        .map(({ url }) => url)
        .filter((url) => /^https?:\/\//i.test(url))
        .slice(0, mostReferences),
      products,
    };
  });
}

const versionsOf = ({ versions, ranges }: AffectedProduct): string[] => [...versions, ...ranges.flatMap(boundsOf)];
const boundsOf = ({ introduced, fixed, lastAffected }: VersionRange): string[] =>
  [introduced, fixed, lastAffected].filter((version) => version !== null);
