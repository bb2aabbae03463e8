import { expect, test } from 'vitest';
import { readDocument } from '../../../src/advisories/read-document.ts';
import { csafDocument, product } from '../../support/csaf-document.ts';

const csaf = (cve: string): object =>
  csafDocument({
    branches: [product('A', 'B', 'product_version', '1', 'P1')],
    vulnerabilities: [
      {
        cve,
        product_status: { known_affected: ['P1'] },
        remediations: [{ category: 'vendor_fix', details: 'Update.', product_ids: ['P1'] }],
      },
    ],
  });
const kev = (cveID: string): object => ({
  catalogVersion: '1',
  count: 1,
  vulnerabilities: [
    {
      cveID,
      vendorProject: 'A',
      product: 'B',
      vulnerabilityName: 'C',
      dateAdded: '2024-05-30',
      dueDate: '2024-06-20',
      requiredAction: 'D',
    },
  ],
});
const osv = (alias: string): object => ({ id: 'GHSA-aaaa', modified: '2024-05-01T00:00:00Z', aliases: [alias], affected: [] });
const builds = (cve: string): object => [{ cve, patches: [{ os: 'Windows 10', kb: 'KB5062554', fixedBuild: '19045.1', severity: '7.8' }] }];
const epss = (cve: string): string => `#model_version:v1,score_date:2025-08-25T00:00:00+0000\ncve,epss,percentile\n${cve},0.1,0.2\n`;
const kb = (cve: string): string => `CVE,BulletinKB,AffectedProduct,Supersedes\n${cve},5017305,Windows Server 2019,\n`;
const letters = (cve: string): string => `Số,CVE\n1/A,${cve}\n`;

const read = async (document: string | object) => {
  const bytes = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  const outcome = await readDocument(bytes, { source: '/in/document', readOn: '2026-01-01' });
  if (outcome.status === 'refused') throw new Error(outcome.reason);
  return { records: [...outcome.records], lowerCaseCves: outcome.lowerCaseCves ?? 0 };
};

test.for(Object.entries({ csaf, kev, osv, builds, epss, kb, letters }))(
  '%s: an id in lower case is read as in upper case, and that is counted',
  { timeout: 60_000 },
  async ([, made]) => {
    const upper = await read(made('CVE-2024-10001'));
    const lower = await read(made('cve-2024-10001'));
    expect([upper.lowerCaseCves, lower.lowerCaseCves]).toEqual([0, 1]);
    expect(lower.records).toEqual(upper.records);
    expect(JSON.stringify(lower.records)).toContain('CVE-2024-10001');
  },
);

test('of one vulnerability under two spellings, the second is refused as before', async () => {
  await expect(read(`${epss('CVE-2024-10001')}cve-2024-10001,0.1,0.2\n`)).rejects.toThrow(/names "CVE-2024-10001" a second time/);
});

test('what only looks like an id in lower case is refused by the schema of CSAF', { timeout: 60_000 }, async () => {
  await expect(read(csaf('cve-24-1'))).rejects.toThrow(/schema of CSAF 2.0/);
});
