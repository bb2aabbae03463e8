import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Advisory, AffectedProduct } from '../../../../src/domain/advisories/advisory.ts';
import { judgeAdvisory } from '../../../../src/domain/advisories/judge-advisory.ts';
import { versionSchemes } from '../../../../src/domain/versions/version-scheme.ts';
import { advisory, candidate, debian12, product, range, target, windows10 } from '../../../support/advisories.ts';
import { advisoryStore, origin } from '../../../support/advisory-store.ts';

const anyVersion = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '1.0',
    '1.0~rc1',
    '1:0.9',
    '2.0-1',
    '2.0-1+b1',
    '10',
    '19045.1000',
    '10.0.19045.2000',
    '1.0^git1',
    'no version',
    '',
  ),
  fc.stringMatching(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}([-~+^][a-z0-9]{1,3})?$/),
);
const maybe = fc.option(anyVersion, { nil: null });
const anyKey = fc.constantFrom(
  'debian|12|openssl',
  'debian|13|openssl',
  'debian|12|nginx',
  'program||openssl',
  'program||google chrome',
  'windows|10-22h2|windows',
  'windows|11-23h2|windows',
  'microsoft|2016|office',
);
const anyProduct: fc.Arbitrary<AffectedProduct> = fc.record({
  keys: fc.uniqueArray(anyKey, { minLength: 1, maxLength: 2 }),
  label: fc.constant('a product'),
  vendor: fc.constantFrom(null, 'Google', 'Acme'),
  scheme: fc.constantFrom(...versionSchemes),
  status: fc.constantFrom('affected', 'affected', 'affected', 'not-affected', 'under-investigation'),
  ranges: fc.array(fc.record({ introduced: maybe, fixed: maybe, lastAffected: maybe }), { maxLength: 3 }),
  versions: fc.array(anyVersion, { maxLength: 2 }),
  updates: fc.subarray(['KB5000001', 'KB5000002']),
  architectures: fc.subarray(['x64', 'arm64'] as const),
  remedy: fc.constant(null),
  isFixPlanned: fc.boolean(),
});
const anyAdvisory = fc.record({
  products: fc.array(anyProduct, { maxLength: 3 }),
  withdrawnAt: fc.constantFrom(null, null, null, '2026-01-01T00:00:00Z'),
  cves: fc.subarray(['CVE-2026-0001', 'CVE-2026-0002']),
});
const anyCandidate = fc
  .record({
    keys: fc.uniqueArray(anyKey, { minLength: 1, maxLength: 2 }),
    installed: maybe,
    vendor: fc.constantFrom(null, 'Google LLC', 'Acme'),
    isDistributed: fc.boolean(),
    endedOn: fc.constantFrom(null, null, '2020-01-01'),
  })
  .map(({ keys: [key = '', ...others], ...rest }) => candidate(key, rest.installed, { ...rest, keys: [key, ...others] }));
const anyTarget = fc
  .record({
    system: fc.constantFrom(debian12, windows10(1500), windows10(null), { ...debian12, product: 'Own Linux' }),
    candidates: fc.array(anyCandidate, { maxLength: 5 }),
    hasSoftware: fc.boolean(),
    installed: fc.constantFrom(null, [], ['KB5000001'], ['KB5999999']),
  })
  .map(({ system, candidates, ...more }) => target(system, candidates, more));

test('the index finds what the pure rule finds, on every machine', () => {
  fc.assert(
    fc.property(fc.array(anyAdvisory, { maxLength: 6 }), fc.array(anyTarget, { minLength: 1, maxLength: 3 }), (drafts, targets) => {
      using store = advisoryStore();
      const advisories = drafts.map(({ products, ...more }, at): Advisory => advisory(`A-${at}`, products, more));
      store.documents.put(
        origin('all'),
        advisories.map((one) => ({ kind: 'advisory', advisory: one })),
      );
      const standing = advisories.filter(({ withdrawnAt }) => withdrawnAt === null);
      for (const machine of targets) {
        const pure = standing.map((one) => judgeAdvisory(one, machine));
        const [all, open] = [store.matcher.verdicts(machine), store.matcher.exposuresOf(machine)].map((found) =>
          Array.from(found, ({ document: _document, ...exposure }) => exposure),
        );
        expect(all).toStrictEqual(pure);
        // An index over products cannot come by an advisory that names none, nor by a system that it could not tell.
        const isOpen = pure.filter(
          ({ status, reason }) => ['affected', 'end-of-life', 'unknown'].includes(status) && reason !== 'no-advisory',
        );
        expect(open?.filter(({ reason }) => reason !== 'no-advisory')).toStrictEqual(isOpen);
      }
    }),
    { numRuns: 150 },
  );
});

test('a vulnerability is judged over all advisories that name it, withdrawn ones left out', () => {
  using store = advisoryStore();
  const fixed = product('debian|12|openssl', { ranges: [range(null, '3')] });
  const still = product('debian|12|nginx', { ranges: [range(null, null)] });
  const named = { cves: ['CVE-2026-0001'] };
  store.documents.put(origin('all'), [
    { kind: 'advisory', advisory: advisory('A', [fixed], named) },
    { kind: 'advisory', advisory: advisory('B', [still], { ...named, withdrawnAt: '2026-01-01T00:00:00Z' }) },
  ]);
  const machine = target(debian12, [candidate('debian|12|openssl', '4'), candidate('debian|12|nginx', '1')]);
  expect(store.matcher.exposuresToCves(machine, ['CVE-2026-0001', 'CVE-2026-9999'])).toMatchObject([
    { cve: 'CVE-2026-0001', status: 'fixed', advisories: ['A'] },
    { cve: 'CVE-2026-9999', status: 'unknown', reason: 'no-advisory' },
  ]);
});

test('a statement of what is not affected that cannot be read is found and unknown', () => {
  using store = advisoryStore();
  const unread = product('debian|12|openssl', { status: 'not-affected', ranges: [range('', null)] });
  const read = product('debian|12|openssl', { status: 'not-affected', ranges: [range('1', null)] });
  store.documents.put(
    origin('all'),
    [unread, read].map((one, at) => ({ kind: 'advisory', advisory: advisory(`A-${at}`, [one]) })),
  );
  expect(store.matcher.exposuresOf(target(debian12, [candidate('debian|12|openssl', '3')]))).toMatchObject([
    { advisory: 'A-0', status: 'unknown', reason: 'version-unreadable' },
  ]);
});
