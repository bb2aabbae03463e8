import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DocumentFormat, NamedRelease } from '../../../../src/domain/advisories/advisory.ts';
import { gapsOf, systemReleaseOf } from '../../../../src/domain/advisories/coverage.ts';
import { judgeAdvisory } from '../../../../src/domain/advisories/judge-advisory.ts';
import { advisory, candidate, debian12, product, range, target, windows10 } from '../../../support/advisories.ts';

const named = (format: DocumentFormat, release: string): NamedRelease => ({ format, release });

test.for([
  { name: 'nothing is named', of: [], gaps: [] },
  { name: 'the release itself', of: [named('osv', 'debian|13|')], gaps: [] },
  { name: 'other releases alone', of: [named('osv', 'debian|12|'), named('osv', 'debian|11|')], gaps: ['osv'] },
  { name: 'other systems alone', of: [named('osv', 'ubuntu|24.04|'), named('msrc-kb', 'windows|10-22h2|')], gaps: [] },
  { name: 'one source covers it, another does not', of: [named('osv', 'debian|13|'), named('csaf', 'debian|12|')], gaps: ['csaf'] },
  { name: 'a letter, which is no whole', of: [named('letters', 'debian|12|')], gaps: [] },
])('$name -> gaps $gaps', ({ of, gaps }) => expect([...gapsOf('debian|13|', of)]).toStrictEqual(gaps));

test.for([
  { key: 'debian|12|openssl', release: 'debian|12|' },
  { key: 'windows|11-24h2|windows', release: 'windows|11-24h2|' },
  { key: 'rpm/redhat|9|openssl', release: 'rpm/redhat|9|' },
  { key: 'debian||openssl', release: null },
  { key: 'program||openssl', release: null },
  { key: 'microsoft|2016|office', release: null },
])('$key is of the release $release', ({ key, release }) => expect(systemReleaseOf(key)).toBe(release));

test('what one document more names closes gaps of its format and opens none', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ format: fc.constantFrom('osv', 'csaf'), release: fc.constantFrom('debian|11|', 'debian|12|', 'ubuntu|24.04|') }),
      ),
      fc.constantFrom<DocumentFormat>('osv', 'csaf'),
      (some, format) => {
        const after = gapsOf('debian|13|', [...some, named(format, 'debian|13|')]);
        expect(after).toStrictEqual(new Set([...gapsOf('debian|13|', some)].filter((one) => one !== format)));
      },
    ),
  ));

const windows11 = { ...windows10(1000), product: 'Windows 11', version: '24H2', build: 26100 };
const ofWindows10 = advisory(
  'CVE-2026-1',
  [product('windows|10-22h2|windows', { scheme: 'windows', ranges: [range(null, '19045.2000')] })],
  {
    format: 'msrc-builds',
  },
);

test('a Windows that the source never names is unknown, not unaffected, by each of its advisories', () => {
  expect(judgeAdvisory(ofWindows10, target(windows11, [], { gaps: ['msrc-builds'] }))).toMatchObject({
    status: 'unknown',
    reason: 'release-not-covered',
    evidence: [{ item: 'Windows 11', installed: '26100.1000', product: 'Windows 11', fixed: null, updates: [] }],
  });
  expect(judgeAdvisory(ofWindows10, target(windows11, [], { gaps: ['msrc-kb'] })).status).toBe('not-affected');
});

const opensslIn12 = advisory('DSA-1', [product('debian|12|openssl', { ranges: [range(null, '3')] })]);
const debian13 = { ...debian12, version: '13' };

test.for([
  { name: 'a package that is installed', has: ['debian|13|openssl'], hasSoftware: true, status: 'unknown', reason: 'release-not-covered' },
  { name: 'a package that is not installed in any release', has: ['debian|13|nginx'], hasSoftware: true, status: 'not-affected' },
  { name: 'a list that could not be read', has: [], hasSoftware: false, status: 'unknown', reason: 'inventory-missing' },
])('of a Debian that the source never names, $name -> $status', ({ has, hasSoftware, status, reason }) => {
  const machine = target(
    debian13,
    has.map((key) => candidate(key, '1', { isDistributed: true })),
    { gaps: ['osv'], hasSoftware },
  );
  expect(judgeAdvisory(opensslIn12, machine)).toMatchObject({ status, ...(reason && { reason }) });
});

test('a program that has its fix does not speak for a system that the source never names', () => {
  const both = {
    ...ofWindows10,
    products: [...ofWindows10.products, product('microsoft|2016|office', { scheme: 'windows', ranges: [range(null, '16.0.2')] })],
  };
  const machine = target(windows11, [candidate('microsoft|2016|office', '16.0.3')], { gaps: ['msrc-builds'] });
  expect(judgeAdvisory(both, machine)).toMatchObject({ status: 'unknown', reason: 'release-not-covered' });
});

test('its vendor left out an old Windows while it still fixed it, but the source never names it: unknown', () => {
  const windows7 = { ...windows10(null), product: 'Windows 7', version: 'SP1', build: 7601 };
  const machine = target(windows7, [], { gaps: ['msrc-builds'], installed: [], endedOn: '2023-01-10' });
  expect(judgeAdvisory({ ...ofWindows10, publishedAt: '2021-05-01' }, machine)).toMatchObject({
    status: 'unknown',
    reason: 'release-not-covered',
  });
  expect(judgeAdvisory({ ...ofWindows10, publishedAt: '2024-05-01' }, machine).status).toBe('end-of-life');
});
