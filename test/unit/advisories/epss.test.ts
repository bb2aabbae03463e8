import { expect, test } from 'vitest';
import { readText, recordsOf } from '../../support/advisory-documents.ts';

const head = '#model_version:v2025.03.14,score_date:2025-08-25T00:00:00+0000\ncve,epss,percentile\n';

test('each row is a score of the day that the comment line names', async () => {
  expect(await recordsOf(`${head}CVE-1999-0001,0.01297,0.78635\r\nCVE-2024-1086,1,1e-05\n`)).toEqual([
    { kind: 'score', score: { cve: 'CVE-1999-0001', probability: 0.01297, percentile: 0.78635, scoredOn: '2025-08-25' } },
    { kind: 'score', score: { cve: 'CVE-2024-1086', probability: 1, percentile: 0.00001, scoredOn: '2025-08-25' } },
  ]);
});

test.for([
  { name: 'no day', text: 'cve,epss,percentile\nCVE-1999-0001,0.1,0.1\n', reason: /score_date/ },
  { name: 'a day that is none', text: head.replace('08-25', '13-25'), reason: /score_date/ },
  { name: 'another head', text: head.replace('percentile', 'rank'), reason: /second line/ },
  { name: 'no scores', text: head, reason: /no scores/ },
  { name: 'a probability above one', text: `${head}CVE-1999-0001,1.1,0.1\n`, reason: /Line 3 is not/ },
  { name: 'a row cut off', text: `${head}CVE-1999-0001,0.1,0.1\nCVE-1999-00`, reason: /Line 4 is not/ },
  {
    name: 'a CVE twice',
    text: `${head}CVE-1999-0001,0.1,0.1\nCVE-1999-0001,0.2,0.1\n`,
    reason: /Line 4 names "CVE-1999-0001" a second time/,
  },
])('$name is refused with the reason', async ({ text, reason }) => {
  expect(await readText(text)).toEqual({ format: 'epss', refused: expect.stringMatching(reason) });
});

test('300,000 scores are read in less than five seconds', async () => {
  const rows = Array.from({ length: 300_000 }, (_, at) => `CVE-2024-${at + 1000},0.00042,0.12345\n`).join('');
  const start = performance.now();
  expect(await recordsOf(head + rows)).toHaveLength(300_000);
  expect(performance.now() - start).toBeLessThan(5000);
});
