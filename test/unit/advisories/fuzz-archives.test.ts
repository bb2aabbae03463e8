import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imported } from '../../support/import-documents.ts';
import { assertKeepingSeeds } from '../../support/kept-seeds.ts';
import { osvText } from '../../support/osv-document.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zipArchive } from '../../support/zip-archive.ts';

const numRuns = Number(process.env.FUZZ_RUNS ?? 150);
const lines = ['A-1', 'A-2'].map((id) => `${osvText(id)}\n`).join('');
const bytesOf = {
  zip: zipArchive(['A-1', 'A-2', 'A-3'].map((id) => ({ name: `${id}.json`, content: osvText(id) }))),
  gzip: gzipSync(lines),
  'JSON Lines': Buffer.from(lines),
  'a bomb': zipArchive([{ name: 'bomb.json', content: Buffer.alloc(4_000_000, 0x20) }]),
};
// Small, so that what outgrows them is met within seconds.
const limits = { documentBytes: 100_000, archiveBytes: 1_000_000, archiveRatio: 50, archiveEntries: 10 };

test.for(Object.entries(bytesOf))(
  '%s, with bytes changed, cut off or put in: an answer for each piece, and bounded',
  { timeout: 120_000 },
  async ([name, bytes]) => {
    const folder = tempFolder();
    const path = join(folder, 'input');
    const place = fc.nat({ max: bytes.length - 1 });
    const changed = fc
      .record({
        flips: fc.array(fc.tuple(place, fc.nat({ max: 255 })), { maxLength: 8 }),
        end: place,
        isCut: fc.boolean(),
        twice: fc.boolean(),
      })
      .map(({ flips, end, isCut, twice }) => {
        const copy = Buffer.from(bytes);
        for (const [at, value] of flips) copy[at] = value;
        const cut = isCut ? copy.subarray(0, end) : copy;
        return twice ? Buffer.concat([cut, cut]) : cut;
      });
    await assertKeepingSeeds(
      `archives: ${name}`,
      fc.asyncProperty(changed, async (input) => {
        writeFileSync(path, input);
        const startedMs = performance.now();
        const { ids, quarantined, unreadable, skipped } = await imported([path], { limits });
        expect(ids.length + quarantined.length + unreadable.length + skipped.length).toBeGreaterThanOrEqual(input.length === 0 ? 1 : 0);
        for (const { reason } of [...quarantined, ...unreadable]) expect(reason.length).toBeGreaterThan(5);
        expect(performance.now() - startedMs).toBeLessThan(5000);
      }),
      { numRuns },
    );
  },
);
