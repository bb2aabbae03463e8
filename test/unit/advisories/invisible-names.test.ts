import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { plainWords } from '../../../src/advisories/plain-words.ts';
import { readJson, readText } from '../../support/advisory-documents.ts';
import { csafDocument, product } from '../../support/csaf-document.ts';

/** Characters without ink, of each kind that Unicode has: controls, blanks, format characters, joiners, fillers, selectors, tags. */
const blanks = Array.from(
  '\u0000\u0007\u001B\u007F\u0085\u00A0\u00AD\u034F\u061C\u115F\u1160\u1680\u17B4\u180B\u180E\u2000\u200A\u200B\u200C\u200D\u200E\u200F' +
    '\u2028\u2029\u202A\u202E\u202F\u205F\u2060\u2064\u2066\u2069\u2800\u3000\u3164\uFE00\uFE0F\uFEFF\uFFA0\uFFF9\u{1D173}\u{E0001}' +
    '\u{E0020}\u{E007F}\u{E0100}',
);
const invisible = fc.string({ unit: fc.constantFrom(...blanks), maxLength: 30 });

beforeAll(async () => void (await readJson(csafDocument({}))), 120_000);

const csafOf = (id: string, name = 'IntelliVue'): object => {
  const branches = [product('Philips', name, 'product_version', '1', 'P1')];
  return JSON.parse(JSON.stringify(csafDocument({ branches })).replace('"A-1"', () => JSON.stringify(id)));
};

const osvOf = (id: string, name = 'openssl'): object => ({
  id,
  modified: '2024-05-01T00:00:00Z',
  affected: [{ package: { ecosystem: 'Debian:12', name }, versions: ['1'] }],
});
const letterOf = (number: string): string => `Số;CVE;Sản phẩm;Phiên bản vá\n"${number}";CVE-2025-53770;7-Zip;24.09\n`;
const buildsOf = (os: string): object => [{ cve: 'CVE-2025-10001', patches: [{ os, kb: 'KB5062554', fixedBuild: '19045.6093' }] }];
const tableOf = (name: string): string => `CVE,BulletinKB,AffectedProduct,Supersedes\nCVE-2025-10001,5017305,"${name}",5016622\n`;
const releasesOf = (name: string): object => ({ releases: { 12: { name, eol: '2026-06-10' } }, versions: {} });
const endsOf = (label: string, space = 'debian', source = 'pages'): object => ({
  format: 'wardwatch-support-ends',
  version: 1,
  source,
  readOn: '2026-01-01',
  supportEnds: [{ product: { space, release: '12', name: '' }, label, endsOn: '2026-06-10' }],
});

const documents: Readonly<Record<string, (name: string) => object | string>> = {
  'the id of CSAF': csafOf,
  'a product of CSAF': (name) => csafOf('A-1', name),
  'the id of OSV': osvOf,
  'a package of OSV': (name) => osvOf('GHSA-1', name),
  'the number of a letter': letterOf,
  'a product of builds': buildsOf,
  'a product of updates': tableOf,
  'a release of endoflife.date': releasesOf,
  'the label of an end of support': endsOf,
  'the space of an end of support': (name) => endsOf('Debian 12', name),
  'the source of an end of support': (name) => endsOf('Debian 12', 'debian', name),
};

test.for(Object.entries(documents))('%s is refused where nothing of it can be seen', { timeout: 60_000 }, async ([, documentOf]) => {
  const read = (name: string) => {
    const document = documentOf(name);
    return typeof document === 'string' ? readText(document, '/in/debian.json') : readJson(document, '/in/debian.json');
  };
  // What is refused is the name, not the document around it.
  expect(await read('12')).toHaveProperty('records');
  await fc.assert(
    fc.asyncProperty(invisible, async (name) => {
      const outcome = await read(name);
      expect('refused' in outcome && outcome.refused.length > 10).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('one visible character is a name, whatever hides around it', () =>
  fc.assert(
    fc.property(invisible, fc.constantFrom('a', '7', 'ế', '中', '-', '©'), invisible, (before, seen, after) => {
      expect(plainWords(`${before}${seen}${after}`)).toContain(seen);
      expect(plainWords(`${before}${after}`)).toBe('');
    }),
  ));
