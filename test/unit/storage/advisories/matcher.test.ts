import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Advisory } from '../../../../src/domain/advisories/advisory.ts';
import { judgeAdvisory } from '../../../../src/domain/advisories/judge-advisory.ts';
import { advisory, candidate, debian12, product, range, target, windows10 } from '../../../support/advisories.ts';
import { anyAdvisoryDraft, anyProductKey, maybeVersion } from '../../../support/any-advisory.ts';
import { advisoryStore, origin } from '../../../support/advisory-store.ts';

const anyCandidate = fc
  .record({
    keys: fc.uniqueArray(anyProductKey, { minLength: 1, maxLength: 2 }),
    installed: maybeVersion,
    vendor: fc.constantFrom(null, 'Google LLC', 'Acme'),
    isDistributed: fc.boolean(),
    endedOn: fc.constantFrom(null, null, '2020-01-01'),
    isLowerBound: fc.boolean(),
  })
  .map(({ keys: [key = '', ...others], isLowerBound, ...rest }) =>
    candidate(key, rest.installed, { ...rest, keys: [key, ...others], ...(isLowerBound && { isLowerBound }) }),
  );
const anyTarget = fc
  .record({
    system: fc.constantFrom(debian12, windows10(1500), windows10(null), { ...debian12, product: 'Own Linux' }),
    candidates: fc.array(anyCandidate, { maxLength: 5 }),
    hasSoftware: fc.boolean(),
    installed: fc.constantFrom(null, [], ['KB5000001'], ['KB5999999']),
    areUpdatesPartial: fc.boolean(),
    gaps: fc.subarray(['osv', 'msrc-kb'] as const),
  })
  .map(({ system, candidates, ...more }) => target(system, candidates, more));

test('the index finds what the pure rule finds, on every machine', () => {
  using store = advisoryStore();
  let documents = 0;
  fc.assert(
    fc.property(fc.array(anyAdvisoryDraft, { maxLength: 6 }), fc.array(anyTarget, { minLength: 1, maxLength: 3 }), (drafts, targets) => {
      documents += 1;
      const advisories = drafts.map(({ products, ...more }, at): Advisory => advisory(`A-${at}`, products, more));
      store.documents.put(
        origin('all', `${documents}`),
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
    { numRuns: 300 },
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

test('a statement of what is not affected says nothing against a version, readable or not', () => {
  using store = advisoryStore();
  const unread = product('debian|12|openssl', { status: 'not-affected', ranges: [range('', null)] });
  store.documents.put(origin('all'), [{ kind: 'advisory', advisory: advisory('A', [unread]) }]);
  const machine = target(debian12, [candidate('debian|12|openssl', '3')]);
  expect(store.matcher.exposuresOf(machine)).toStrictEqual([]);
  expect([...store.matcher.verdicts(machine)]).toMatchObject([{ advisory: 'A', status: 'not-affected' }]);
});

test('the releases that documents name are counted as documents come, change and go', () => {
  using store = advisoryStore();
  const named = new Map<string, readonly Advisory[]>();
  fc.assert(
    fc.property(fc.constantFrom('a', 'b', 'c'), fc.array(anyAdvisoryDraft, { maxLength: 3 }), fc.nat(), (source, drafts, content) => {
      const advisories = drafts.map(({ products, ...more }, at): Advisory => advisory(`${source}-${at}`, products, more));
      named.set(source, advisories);
      store.documents.put(
        origin(source, JSON.stringify([content, drafts])),
        advisories.map((one) => ({ kind: 'advisory', advisory: one })),
      );
      const standing = [...named.values()].flat().filter(({ withdrawnAt }) => withdrawnAt === null);
      const pairs = standing.flatMap(({ format, products }) =>
        products.flatMap(({ keys }) =>
          keys.flatMap((key) => (key.startsWith('debian|') ? [`${format} ${key.split('|', 2).join('|')}|`] : [])),
        ),
      );
      const told = store.facts.releasesOf('debian').map(({ format, release }) => `${format} ${release}`);
      expect(told.toSorted()).toStrictEqual([...new Set(pairs)].toSorted());
    }),
  );
});
