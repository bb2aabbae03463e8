import { cvssBaseScore } from '../cvss.ts';
import { countLowerCase, cveIdsIn, sortedCves } from '../../domain/advisories/cve-id.ts';
import type { Advisory } from '../../domain/advisories/advisory.ts';
import { momentOf } from '../calendar-date.ts';
import { type DocumentReader, type ReadOutcome, refused } from '../document-reader.ts';
import { isObject } from '../json-object.ts';
import { problemInWords, quoted } from '../problem-in-words.ts';
import { type OsvDocument, osvDocument } from './osv-document.ts';
import { osvProducts } from './osv-products.ts';
import { plainWords } from '../plain-words.ts';

const mostReferences = 50;

/** The format of osv.dev, by its schema 1.x: one vulnerability a document. */
export const osvReader: DocumentReader = {
  format: 'osv',
  recognises: (content) =>
    content.kind === 'json' &&
    isObject(content.json) &&
    'id' in content.json &&
    'modified' in content.json &&
    ('affected' in content.json || 'schema_version' in content.json || 'withdrawn' in content.json),
  read: (content) => (content.kind === 'json' ? readOsv(content.json) : refused('It is not JSON.')),
};

function readOsv(json: unknown): ReadOutcome {
  const parsed = osvDocument.safeParse(json);
  if (!parsed.success) return refused(problemInWords(parsed.error));
  const document = parsed.data;
  const moments = {
    modified: momentOf(document.modified),
    published: momentOf(document.published ?? ''),
    withdrawn: momentOf(document.withdrawn ?? ''),
  };
  for (const key of ['modified', 'published', 'withdrawn'] as const) {
    const text = document[key];
    if (typeof text === 'string' && moments[key] === null) return refused(`${key}: ${quoted(text)} is no moment in RFC 3339.`);
  }
  const products = osvProducts(document);
  if (products.status === 'refused') return products;
  const scores = [document, ...(document.affected ?? [])]
    .flatMap(({ severity }) => severity ?? [])
    .flatMap(({ type, score }) => (type.startsWith('CVSS_') ? (cvssBaseScore(score) ?? []) : []));
  const advisory: Advisory = {
    id: plainWords(document.id),
    format: 'osv',
    cves: cvesOf(document),
    title: plainWords(document.summary ?? '') || plainWords(document.id),
    cvss: scores.length === 0 ? null : Math.max(...scores),
    publishedAt: moments.published,
    modifiedAt: moments.modified,
    withdrawnAt: moments.withdrawn,
    references: (document.references ?? [])
      .map(({ url }) => url)
      .filter((url) => /^https?:\/\//i.test(url))
      .slice(0, mostReferences),
    products: products.products,
  };
  return { status: 'read', lowerCaseCves: lowerCaseIn(document), records: [{ kind: 'advisory', advisory }] };
}

/** `related` may be about something near it: it counts where nothing else names a CVE, as in older advisories of distributions. */
function cvesOf({ id, aliases, upstream, related }: OsvDocument): string[] {
  const own = [id, ...(aliases ?? []), ...(upstream ?? [])].flatMap(cveIdsOfId);
  return sortedCves(own.length > 0 ? own : (related ?? []).flatMap(cveIdsOfId));
}

/** Of those that begin so; ids of others keep their case. */
const lowerCaseIn = ({ id, aliases, upstream }: OsvDocument): number =>
  countLowerCase([id, ...(aliases ?? []), ...(upstream ?? [])].filter((one) => /^cve-/i.test(one)));

/** `UBUNTU-CVE-2024-1` and `DEBIAN-CVE-2024-1` are about the CVE that they name. */
const cveIdsOfId = (id: string): string[] => cveIdsIn(id);
