import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cvssBaseScore } from '../../../../src/domain/advisories/cvss.ts';
import { corpusFolder } from '../../../support/advisory-documents.ts';

test.for([
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
  ['CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N/E:P', 5.5],
  ['CVSS:3.0/AV:A/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H', 8.3],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 10],
  ['(AV:L/AC:H/Au:N/C:N/I:P/A:N)', 1.2],
  ['CVSS:3.1/AV:N', null],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', null],
  ['', null],
  [`CVSS:3.1/${'AV:N/'.repeat(1000)}`, null],
] as const)('%s is %s', ([vector, score]) => expect(cvssBaseScore(vector)).toBe(score));

const folder = corpusFolder('csaf-cisa');
test.skipIf(folder === null)('every vector that an authority scored comes out as it did there', () => {
  const pattern = /"baseScore": ([\d.]+),\s*"baseSeverity": "[A-Z]+",[^}]*?"vectorString": "(CVSS:3[^"]+)"/g;
  const scored = readdirSync(folder ?? '').flatMap((file) => [...readFileSync(join(folder ?? '', file), 'utf8').matchAll(pattern)]);
  expect(scored.length).toBeGreaterThan(300);
  for (const [, score, vector = ''] of scored) expect(cvssBaseScore(vector), vector).toBe(Number(score));
});
