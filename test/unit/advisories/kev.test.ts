import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { corpusFolder, readBytes, readJson, recordsOf } from '../../support/advisory-documents.ts';

const entry = {
  cveID: 'cve-2024-1086',
  vendorProject: 'Linux',
  product: 'Kernel',
  vulnerabilityName: 'Use after free',
  dateAdded: '2024-05-30',
  dueDate: '2024-06-20',
  requiredAction: 'Apply updates.',
  knownRansomwareCampaignUse: 'Known',
};
const catalogue = (...vulnerabilities: readonly object[]) => ({
  catalogVersion: '2024.05.30',
  count: vulnerabilities.length,
  vulnerabilities,
});

test('an entry becomes what is known of its exploitation', async () => {
  expect(await recordsOf(catalogue(entry))).toEqual([
    {
      kind: 'exploited',
      exploited: {
        cve: 'CVE-2024-1086',
        vendor: 'Linux',
        product: 'Kernel',
        title: 'Use after free',
        addedOn: '2024-05-30',
        dueOn: '2024-06-20',
        isUsedByRansomware: true,
        requiredAction: 'Apply updates.',
      },
    },
  ]);
});

test.for([
  {
    name: 'a list that is shorter than it says',
    document: { ...catalogue(entry), count: 2 },
    reason: /says that it has 2 entries and has 1/,
  },
  { name: 'an entry twice', document: catalogue(entry, { ...entry, cveID: 'CVE-2024-1086' }), reason: /CVE-2024-1086 twice/ },
  { name: 'a day that is none', document: catalogue({ ...entry, dateAdded: '2024-02-30' }), reason: /vulnerabilities\[0\]\.dateAdded/ },
  { name: 'an id that is none', document: catalogue({ ...entry, cveID: 'CVE-24-1' }), reason: /vulnerabilities\[0\]\.cveID: is no CVE id/ },
  { name: 'no entries at all', document: { catalogVersion: '1', count: 0, vulnerabilities: 'none' }, reason: /vulnerabilities/ },
])('$name is refused with the reason', async ({ document, reason }) => {
  expect(await readJson(document)).toEqual({ format: 'kev', refused: expect.stringMatching(reason) });
});

const folder = corpusFolder('kev');
test.skipIf(folder === null)('the whole catalogue is read in less than a second', async () => {
  const file = readdirSync(folder ?? '').find((name) => name.startsWith('known_exploited_vulnerabilities.2'));
  const bytes = readFileSync(join(folder ?? '', file ?? ''));
  const start = performance.now();
  const read = await readBytes(bytes);
  expect(performance.now() - start).toBeLessThan(1000);
  expect('records' in read && read.records).toHaveLength(1404);
});
