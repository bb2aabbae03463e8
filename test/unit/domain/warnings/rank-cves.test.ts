import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExposureStatus } from '../../../../src/domain/advisories/exposure.ts';
import { machinesByCve, type StandingMachines, standingsOf } from '../../../../src/domain/warnings/cve-standings.ts';
import type { CveKnowledge } from '../../../../src/domain/warnings/exposures.ts';
import { rankCves } from '../../../../src/domain/warnings/rank-cves.ts';
import { impacts, type WarnedCve } from '../../../../src/domain/warnings/warning.ts';

const [first, second, third] = ['CVE-2025-1111', 'CVE-2025-2222', 'CVE-2025-3333'] as const;
const exposure = (cve: string, status: ExposureStatus) => ({ cve, status, advisories: [], evidence: [] });
const known = (cve: string, over: Partial<CveKnowledge> = {}): [string, CveKnowledge] => [
  cve,
  { cve, isKnownExploited: false, isUsedByRansomware: false, exploitProbability: 0.01, cvss: 5, ...over },
];

test('an inventory stands with each CVE by itself, and what nothing is said of is unknown', () => {
  const said = [exposure(second, 'affected'), exposure(first, 'fixed')];
  expect(standingsOf([third, first, second], said)).toBe('fau');
});

test.for([
  { name: 'affected', group: { standings: 'an', isSilent: false }, first: { missing: 4, unknown: 0 }, second: { missing: 0, unknown: 0 } },
  {
    name: 'no fix to come',
    group: { standings: 'ef', isSilent: false },
    first: { missing: 4, unknown: 0 },
    second: { missing: 0, unknown: 0 },
  },
  { name: 'unknown', group: { standings: 'un', isSilent: false }, first: { missing: 0, unknown: 4 }, second: { missing: 0, unknown: 0 } },
  { name: 'silent', group: { standings: 'ff', isSilent: true }, first: { missing: 0, unknown: 4 }, second: { missing: 0, unknown: 4 } },
  {
    name: 'not judged',
    group: { standings: null, isSilent: false },
    first: { missing: 0, unknown: 4 },
    second: { missing: 0, unknown: 4 },
  },
  {
    name: 'of other CVEs',
    group: { standings: 'fff', isSilent: false },
    first: { missing: 0, unknown: 4 },
    second: { missing: 0, unknown: 4 },
  },
  {
    name: 'judged before CVEs were told apart',
    group: { standings: '', isSilent: false },
    first: { missing: 0, unknown: 4 },
    second: { missing: 0, unknown: 4 },
  },
] as const)('machines whose inventory is $name', ({ group, first: ofFirst, second: ofSecond }) => {
  const machines = machinesByCve([second, first], [{ ...group, machines: 4 }]);
  expect({ first: machines.get(first), second: machines.get(second) }).toEqual({ first: ofFirst, second: ofSecond });
});

test('what machines lack goes before what is grave but concerns none, and each place says why', () => {
  const cves: WarnedCve[] = [
    { cve: first, impact: 'critical' },
    { cve: second, impact: 'high' },
    { cve: third, impact: 'high' },
  ];
  const about = new Map([known(first, { isUsedByRansomware: true, cvss: 10 }), known(second), known(third, { isKnownExploited: true })]);
  const machines = machinesByCve([first, second, third], [{ standings: 'faa', isSilent: false, machines: 9 }]);
  expect(rankCves(cves, about, machines).map(({ place, cve, aheadBy, machines: of }) => [place, cve, aheadBy, of?.missing])).toEqual([
    [1, third, 'exploited', 9],
    [2, second, 'work', 9],
    [3, first, null, 0],
  ]);
  const uncounted = rankCves(cves, about, null);
  expect(uncounted.map(({ cve, machines: of }) => [cve, of])).toEqual([
    [first, null],
    [third, null],
    [second, null],
  ]);
});

const anyCves = fc
  .uniqueArray(fc.integer({ min: 1000, max: 1020 }), { maxLength: 12 })
  .map((numbers) => numbers.map((number) => `CVE-2025-${number}`));
const anyCase = anyCves.chain((cves) =>
  fc.record({
    cves: fc.tuple(...cves.map((cve) => fc.constantFrom(...impacts).map((impact): WarnedCve => ({ cve, impact })))),
    about: fc.tuple(
      ...cves.map((cve) =>
        fc.option(
          fc
            .record({
              isKnownExploited: fc.boolean(),
              isUsedByRansomware: fc.boolean(),
              exploitProbability: fc.option(fc.constantFrom(0, 0.05, 0.1, 0.5, 0.97)),
              cvss: fc.option(fc.constantFrom(3.1, 5, 7.5, 9.8)),
            })
            .map((facts) => ({ cve, ...facts })),
        ),
      ),
    ),
    groups: fc.array(
      fc.record<StandingMachines>({
        standings: fc.option(fc.tuple(...cves.map(() => fc.constantFrom('a', 'e', 'u', 'f', 'n'))).map((letters) => letters.join(''))),
        isSilent: fc.boolean(),
        machines: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 5 },
    ),
  }),
);

test('the order is total: each CVE has one place, whatever the order in which they, their facts and machines arrive', () =>
  fc.assert(
    fc.property(anyCase, ({ cves, about, groups }) => {
      const ids = cves.map(({ cve }) => cve);
      const facts = about.flatMap((one) => one ?? []);
      const rank = (some: readonly WarnedCve[], turned: readonly CveKnowledge[], counted: readonly StandingMachines[]) =>
        rankCves(some, new Map(turned.map((one) => [one.cve, one])), machinesByCve(ids, counted));
      const ranked = rank(cves, facts, groups);
      expect(rank(cves.toReversed(), facts.toReversed(), groups.toReversed())).toEqual(ranked);
      expect(ranked.map(({ place }) => place)).toEqual(cves.map((_, at) => at + 1));
      expect(ranked.map(({ cve }) => cve).toSorted()).toEqual(ids.toSorted());
      expect(ranked.slice(0, -1).every(({ aheadBy }) => aheadBy !== null)).toBe(true);
    }),
  ));

test('two CVEs keep their order whatever others stand beside them', () =>
  fc.assert(
    fc.property(anyCase, ({ cves, about, groups }) => {
      const facts = new Map(about.flatMap((one) => (one ? [[one.cve, one]] : [])));
      const machines = machinesByCve(
        cves.map(({ cve }) => cve),
        groups,
      );
      const all = rankCves(cves, facts, machines).map(({ cve }) => cve);
      const some = cves.filter((_, at) => at % 2 === 0);
      const kept = new Set(some.map(({ cve }) => cve));
      expect(rankCves(some, facts, machines).map(({ cve }) => cve)).toEqual(all.filter((cve) => kept.has(cve)));
    }),
  ));
