import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cvssBaseScore } from '../../../src/advisories/cvss.ts';
import { corpusFolder } from '../../support/advisory-documents.ts';

test.for([
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
  ['CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N/E:P', 5.5],
  ['CVSS:3.0/AV:A/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H', 8.3],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 10],
  ['(AV:L/AC:H/Au:N/C:N/I:P/A:N)', 1.2],
  ['CVSS:3.1/AV:N', null],
  ['CVSS:3.1/AV:N/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', null],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:HL', null],
  ['CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', null],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N', null],
  // Safety is a value of the environment's metric MSI alone.
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:S/SA:N', null],
  ['CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
  ['', null],
  [`CVSS:3.1/${'AV:N/'.repeat(1000)}`, null],
] as const)('%s is %s', ([vector, score]) => expect(cvssBaseScore(vector)).toBe(score));

// Base scores of the vectors in FIRST's "CVSS v4.0 Examples".
test.for([
  ['AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.3],
  ['AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.7],
  ['AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U', 7.7],
  ['AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N', 8.3],
  ['AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N/CR:H/IR:L/AR:L/MAV:N/MAC:H/MVC:H/MVI:L/MVA:L', 8.3],
  ['AV:L/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N', 4.6],
  ['AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N', 5.1],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N', 6.9],
  ['AV:L/AC:L/AT:N/PR:H/UI:N/VC:N/VI:N/VA:N/SC:H/SI:N/SA:N', 5.9],
  ['AV:L/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 9.4],
  ['AV:P/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:H/SA:N/S:P/V:D', 8.3],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N/E:A', 8.7],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:A', 10],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:A', 9.3],
  ['AV:A/AC:L/AT:N/PR:N/UI:N/VC:N/VI:L/VA:N/SC:H/SI:N/SA:H', 6.4],
  ['AV:L/AC:L/AT:N/PR:H/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/R:I', 9.3],
  ['AV:L/AC:L/AT:P/PR:H/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/R:I', 8.7],
  ['AV:P/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 8.6],
  ['AV:N/AC:L/AT:N/PR:L/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N', 7.1],
  ['AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N', 8.2],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:L', 8.7],
  ['AV:N/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.7],
  ['AV:L/AC:L/AT:N/PR:H/UI:N/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N', 8.3],
  ['AV:L/AC:L/AT:N/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 8.5],
  ['AV:P/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 5.4],
  ['AV:N/AC:L/AT:N/PR:L/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/S:P/AU:Y/V:C/RE:L', 9.4],
  ['AV:A/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N/S:P', 8.6],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N', 0],
] as const)('CVSS:4.0/%s is %s', ([vector, score]) => expect(cvssBaseScore(`CVSS:4.0/${vector}`)).toBe(score));

const ofEach = (values: Readonly<Record<string, string>>): fc.Arbitrary<string> =>
  fc
    .tuple(...Object.entries(values).map(([name, letters]) => fc.constantFrom(...letters.split('')).map((value) => `${name}:${value}`)))
    .map((all) => all.join('/'));

test('every whole vector of version 4 has a score, and one whose impact grows never scores less', () =>
  fc.assert(
    fc.property(
      ofEach({ AV: 'NALP', AC: 'LH', AT: 'NP', PR: 'NLH', UI: 'NPA' }),
      ofEach({ VI: 'NLH', VA: 'NLH', SC: 'NLH', SI: 'NLH', SA: 'NLH' }),
      (way, rest) => {
        const [none, low, high] = ['N', 'L', 'H'].map((impact) => cvssBaseScore(`CVSS:4.0/${way}/VC:${impact}/${rest}`) ?? Number.NaN);
        expect(none).toBeGreaterThanOrEqual(0);
        expect(low).toBeGreaterThanOrEqual(none ?? Number.NaN);
        expect(high).toBeGreaterThanOrEqual(low ?? Number.NaN);
        expect(high).toBeLessThanOrEqual(10);
      },
    ),
    { numRuns: 500 },
  ));

test('any text is answered', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'CVSS:4.03/AVNLH()'.split('')) })), (text) => {
      expect(cvssBaseScore(text) ?? 0).toBeGreaterThanOrEqual(0);
    }),
  ));

const folder = corpusFolder('csaf-cisa');
test.skipIf(folder === null)('every vector that an authority scored comes out as it did there', () => {
  const pattern = /"baseScore": ([\d.]+),\s*"baseSeverity": "[A-Z]+",[^}]*?"vectorString": "(CVSS:3[^"]+)"/g;
  const scored = readdirSync(folder ?? '').flatMap((file) => [...readFileSync(join(folder ?? '', file), 'utf8').matchAll(pattern)]);
  expect(scored.length).toBeGreaterThan(300);
  for (const [, score, vector = ''] of scored) expect(cvssBaseScore(vector), vector).toBe(Number(score));
});
