import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imported } from '../../support/import-documents.ts';
import { osvText } from '../../support/osv-document.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';
import { zipArchive } from '../../support/zip-archive.ts';

const lines = ['A-1', 'A-2', 'A-3'].map((id) => osvText(id)).join('\n');
const numRuns = Number(process.env.FUZZ_RUNS ?? 200);

test.for([
  { name: 'zip', bytes: zipArchive(['A-1', 'A-2', 'A-3'].map((id) => ({ name: `${id}.json`, content: osvText(id) }))) },
  { name: 'gzip', bytes: gzipSync(lines) },
  { name: 'JSON Lines', bytes: Buffer.from(lines) },
])('a damaged $name has an answer for every document', { timeout: 120_000 }, async ({ bytes }) => {
  const file = join(tempFolder(), 'file');
  const place = fc.nat({ max: bytes.length - 1 });
  const damage = fc.record({ flips: fc.array(fc.tuple(place, fc.nat({ max: 255 })), { maxLength: 4 }), end: fc.option(place) });
  await fc.assert(
    fc.asyncProperty(damage, async ({ flips, end }) => {
      const damaged = Buffer.from(bytes);
      for (const [at, value] of flips) damaged[at] = value;
      writeFileSync(file, end === null ? damaged : damaged.subarray(0, end));
      const { imported: taken, quarantined, unreadable } = await imported([file]);
      expect(unreadable).toEqual([]);
      expect(taken + quarantined.length).toBeGreaterThan(0);
    }),
    { numRuns },
  );
});

test('a reason never steers a terminal', async () => {
  const folder = tempFolder();
  layOut(folder, { 'a.json': osvText('A-1').replace('2024-05-01T00:00:00Z', '\\u001b[31mred') });
  const [refusal] = (await imported([folder])).quarantined;
  expect(refusal?.reason).toMatch(/modified: " ?\[31mred"/);
});
