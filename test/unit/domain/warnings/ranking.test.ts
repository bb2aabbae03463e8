import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankByUrgency, type RankedThing } from '../../../../src/domain/warnings/ranking.ts';

const thing = (id: string, over: Partial<RankedThing> = {}): RankedThing => ({
  id,
  isUsedByRansomware: false,
  isExploited: false,
  exploitProbability: 0.01,
  cvss: 5,
  machinesMissing: 10,
  machinesUnknown: 0,
  ...over,
});

test.for([
  {
    name: 'ransomware goes before mere exploitation',
    first: { isExploited: true, isUsedByRansomware: true },
    second: { isExploited: true, cvss: 10, machinesMissing: 999 },
    aheadBy: 'ransomware',
  },
  { name: 'exploited before likely', first: { isExploited: true }, second: { exploitProbability: 0.97, cvss: 10 }, aheadBy: 'exploited' },
  { name: 'likely before grave', first: { exploitProbability: 0.6 }, second: { cvss: 9.8 }, aheadBy: 'exploit-likely' },
  {
    name: 'no EPSS before a low one, and said so',
    first: { exploitProbability: null },
    second: { exploitProbability: 0.04, cvss: 9.8 },
    aheadBy: 'exploit-unknown',
  },
  { name: 'no CVSS before a low one, and said so', first: { cvss: null }, second: {}, aheadBy: 'severity-unknown' },
  { name: 'grave before many', first: { cvss: 9.8 }, second: { machinesMissing: 500 }, aheadBy: 'severity' },
  { name: 'many before few of one kind', first: { machinesMissing: 41 }, second: { exploitProbability: 0.05 }, aheadBy: 'machines' },
  { name: 'the likelier of as many', first: { exploitProbability: 0.05 }, second: {}, aheadBy: 'exploit-probability' },
  { name: 'missing before doubtful', first: {}, second: { isExploited: true, machinesMissing: 0, machinesUnknown: 50 }, aheadBy: 'work' },
  {
    name: 'doubtful before nothing to do',
    first: { machinesMissing: 0, machinesUnknown: 1 },
    second: { isUsedByRansomware: true, machinesMissing: 0 },
    aheadBy: 'work',
  },
  { name: 'an unknown score is no reason for calm', first: { exploitProbability: null }, second: {}, aheadBy: 'exploit-unknown' },
])('$name', ({ first, second, aheadBy }) => {
  const ranked = rankByUrgency([thing('b', second), thing('a', first)]);
  expect(ranked.map((one) => [one.place, one.thing.id, one.aheadBy])).toEqual([
    [1, 'a', aheadBy],
    [2, 'b', null],
  ]);
});

test('the order does not depend on the order of arrival, and every place but the last has its reason', () => {
  const any = fc.record({
    isUsedByRansomware: fc.boolean(),
    isExploited: fc.boolean(),
    exploitProbability: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    cvss: fc.option(fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10)),
    machinesMissing: fc.nat(3),
    machinesUnknown: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (facts) => {
      const things = facts.map((one, at) => ({ ...one, id: `CVE-2025-${1000 + at}` }));
      const ranked = rankByUrgency(things);
      expect(rankByUrgency(things.toReversed())).toEqual(ranked);
      expect(ranked.map(({ place }) => place)).toEqual(things.map((_, at) => at + 1));
      expect(ranked.filter(({ aheadBy }) => aheadBy === null)).toHaveLength(Math.min(1, things.length));
    }),
  );
});
