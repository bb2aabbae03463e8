import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { corpusFolder, readBytes, readJson } from '../../support/advisory-documents.ts';
import { csafDocument } from '../../support/csaf-document.ts';

// The validator compiles its schema when it is first used, which a busy machine feels.
beforeAll(async () => void (await readJson(csafDocument({}))), 120_000);

const oasis = corpusFolder('csaf-oasis');
const cases = z.array(z.object({ name: z.string(), valid: z.boolean() })).default([]);
const index = z.object({ tests: z.array(z.object({ failures: cases, valid: cases })) });
const official = oasis === null ? [] : officialCases(join(oasis, 'csaf_2.0/test'));

function officialCases(folder: string) {
  const { tests } = index.parse(JSON.parse(readFileSync(join(folder, 'testcases.json'), 'utf8')));
  return tests
    .flatMap(({ failures, valid }) => [...failures, ...valid])
    .map(({ name, valid }) => ({ name, valid, file: join(folder, name) }));
}

describe.skipIf(oasis === null)('the official tests of the mandatory rules decide as their index says', () => {
  test('there are as many as the index of 2024 has', () => expect(official.length).toBe(40));
  test.for(official)('$name: $valid', async ({ file, valid }) => {
    expect('records' in (await readBytes(readFileSync(file)))).toBe(valid);
  });
});

describe.skipIf(oasis === null)('the examples of the standard', () => {
  const folder = join(oasis ?? '', 'csaf_2.0/examples/csaf');
  const files = oasis === null ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  test.for(files)('%s is read', async (file) => {
    const read = await readBytes(readFileSync(join(folder, file)));
    expect(read).toMatchObject({ format: 'csaf', records: expect.arrayContaining([expect.objectContaining({ kind: 'advisory' })]) });
  });
});

const cisa = corpusFolder('csaf-cisa');
describe.skipIf(cisa === null)('advisories about medical devices', () => {
  const files = cisa === null ? [] : readdirSync(cisa);
  test('there are 124', () => expect(files).toHaveLength(124));
  test.for(files)('%s shows vendor, product, versions and remediation', async (file) => {
    const read = await readBytes(readFileSync(join(cisa ?? '', file)));
    if ('refused' in read) throw new Error(read.refused);
    for (const record of read.records) {
      if (record.kind !== 'advisory') throw new Error(`a ${record.kind}`);
      const { id, products, cves } = record.advisory;
      expect(id.toLowerCase()).toContain(file.replace('.json', ''));
      expect(cves.length).toBeGreaterThan(0);
      expect(products.length).toBeGreaterThan(0);
      for (const { keys, label, vendor, remedy, ranges, versions } of products) {
        expect(vendor).toMatch(/\p{L}/u);
        expect(keys.some((key) => key.startsWith('program||'))).toBe(true);
        expect(label).toMatch(/\p{L}/u);
        expect(remedy).toMatch(/\p{L}/u);
        expect([...versions, ...ranges.flatMap(({ introduced, fixed, lastAffected }) => [introduced, fixed, lastAffected])]).not.toContain(
          '',
        );
      }
    }
  });
});
