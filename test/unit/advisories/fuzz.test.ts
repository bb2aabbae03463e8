import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { reasonText } from '../../../src/cli/text/import-reasons.ts';
import { type DocumentRead, readBytes, readJson, readText } from '../../support/advisory-documents.ts';
import { assertKeepingSeeds } from '../../support/kept-seeds.ts';
import { csafDocument, full, product } from '../../support/csaf-document.ts';
import { changedBytes, changedJson, changedText } from '../../support/mutations.ts';
import { recordSchema } from '../../support/record-schema.ts';

// The validator compiles its schema when it is first used, which a busy machine feels.
beforeAll(async () => void (await readJson(csafDocument({}))), 120_000);

const numRuns = Number(process.env.FUZZ_RUNS ?? 150);

const csaf = csafDocument({
  branches: [
    product('Philips', 'IntelliVue', 'product_version_range', '>= 4.0 | < 4.2', 'P1', {
      cpe: 'cpe:2.3:a:philips:intellivue:4.1:*:*:*:*:*:*:*',
    }),
    product('Red Hat', 'RHEL', 'product_version', '9', 'P2', { cpe: 'cpe:/o:redhat:enterprise_linux:9' }),
    product('Red Hat', 'openssl', 'service_pack', '3.0', 'P3', { purl: 'pkg:rpm/redhat/openssl@3.0-1.el9?arch=x86_64' }),
  ],
  relationships: [
    {
      category: 'default_component_of',
      full_product_name: full('openssl of RHEL', 'P4'),
      product_reference: 'P3',
      relates_to_product_reference: 'P2',
    },
  ],
  groups: [{ group_id: 'G', product_ids: ['P1', 'P4'] }],
  vulnerabilities: [
    {
      cve: 'CVE-2024-10001',
      product_status: { known_affected: ['P1'], fixed: ['P4'], under_investigation: ['P2'] },
      scores: [
        {
          products: ['P1'],
          cvss_v3: {
            version: '3.1',
            vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
            baseScore: 9.8,
            baseSeverity: 'CRITICAL',
          },
        },
      ],
      remediations: [{ category: 'vendor_fix', details: 'Update.', group_ids: ['G'] }],
    },
    {
      cve: 'CVE-2024-10002',
      product_status: { first_affected: ['P1'] },
      remediations: [{ category: 'no_fix_planned', details: 'None.', product_ids: ['P1'] }],
    },
  ],
});

const documents: Readonly<Record<string, unknown>> = {
  csaf,
  osv: {
    schema_version: '1.6.0',
    id: 'GHSA-1',
    modified: '2024-05-01T00:00:00Z',
    published: '2024-05-01T00:00:00Z',
    aliases: ['CVE-2024-10001'],
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    affected: [
      {
        package: { ecosystem: 'PyPI', name: 'pydicom' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0' }] }],
        versions: ['1.0'],
      },
      {
        package: { ecosystem: 'Debian:12', name: 'openssl' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '1' }, { last_affected: '2.0' }] }],
        ecosystem_specific: { urgency: 'low' },
      },
    ],
    references: [{ type: 'WEB', url: 'https://example.org' }],
  },
  kev: {
    catalogVersion: '1',
    count: 1,
    vulnerabilities: [
      {
        cveID: 'CVE-2024-10001',
        vendorProject: 'A',
        product: 'B',
        vulnerabilityName: 'C',
        dateAdded: '2024-05-30',
        dueDate: '2024-06-20',
        requiredAction: 'D',
        knownRansomwareCampaignUse: 'Known',
      },
    ],
  },
  'msrc-builds': [
    {
      cve: 'CVE-2025-10001',
      patches: [
        { os: 'Windows 10 Version 22H2', version: '22H2', kb: 'KB5062554', fixedBuild: '19045.6093', severity: '7.8', exploitStatus: 'x' },
        {
          os: 'Microsoft .NET Framework 3.5 AND 4.8 on Windows Server 2012',
          kb: 'KB5082426',
          fixedBuild: '2.0.50727.9181 & 4.8.4801.0',
          severity: null,
        },
      ],
    },
  ],
  endoflife: {
    releases: { '12': { name: '12', eol: '2026-06-10', eoes: '2028-06-30' } },
    versions: { '12.1': { name: '12.1', date: '2024-01-01' } },
  },
  'support ends': {
    format: 'wardwatch-support-ends',
    version: 1,
    source: 'pages',
    readOn: '2026-01-01',
    supportEnds: [
      {
        product: { space: 'windows', release: '10-22h2', name: 'windows' },
        label: 'Windows 10',
        endsOn: '2025-10-14',
        extendedEndsOn: null,
      },
    ],
  },
};

const tables: Readonly<Record<string, string>> = {
  epss: '#model_version:v2025.03.14,score_date:2025-08-25T00:00:00+0000\ncve,epss,percentile\nCVE-1999-0001,0.01297,0.78635\nCVE-2024-1086,1,1e-05\n',
  'msrc-kb':
    'DatePosted,CVE,BulletinKB,Title,AffectedProduct,AffectedComponent,Severity,Impact,Supersedes,Exploits\n20250311,CVE-2025-10001,5017305,T,Windows Server 2019,x,Important,x,5016622,\n',
  letters:
    'Số;Ngày;CVE;Nhóm;Sản phẩm;Thời hạn;Phiên bản vá;KB\n15/A;15/08/2025;CVE-2025-53770;Cao;Windows 10;1-9-2025;19045.1;KB5062557\n16/A;1/8/2025;CVE-2025-10001;;7-Zip;;24.09;\n',
};

/** Whatever a document is, there is an answer, and what is accepted is as every record must be. */
function expectSound(read: DocumentRead): void {
  // A reason that has no words in Vietnamese is shown as it is: there must be none.
  if ('refused' in read) expect(reasonText('vi', read.refused)).not.toBe(read.refused);
  else for (const record of read.records) recordSchema.parse(record);
}

const held = async (name: string, changed: fc.Arbitrary<string | Uint8Array>): Promise<void> =>
  assertKeepingSeeds(
    `advisories: ${name}`,
    fc.asyncProperty(changed, async (document) =>
      expectSound(await (typeof document === 'string' ? readText(document, '/in/debian.json') : readBytes(document, '/in/debian.json'))),
    ),
    { numRuns },
  );

describe.for(Object.entries(documents))('%s', ([name, document]) => {
  const text = JSON.stringify(document);
  test('as it is, is accepted', async () => expect(await readText(text, '/in/debian.json')).toHaveProperty('records'));
  test('changed in its values', { timeout: 60_000 }, () => expect(held(`${name}, values`, changedJson(document))).resolves.toBeUndefined());
  test('changed in its bytes', { timeout: 60_000 }, () => expect(held(`${name}, bytes`, changedBytes(text))).resolves.toBeUndefined());
});

describe.for(Object.entries(tables))('%s', ([name, text]) => {
  test('as it is, is accepted', async () => expect(await readText(text)).toHaveProperty('records'));
  test('changed in its text', { timeout: 60_000 }, () => expect(held(`${name}, text`, changedText(text))).resolves.toBeUndefined());
  test('changed in its bytes', { timeout: 60_000 }, () => expect(held(`${name}, bytes`, changedBytes(text))).resolves.toBeUndefined());
});

const encodings = {
  'UTF-16LE': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'Latin-1': (text: string) => Buffer.from(text, 'latin1'),
};
test.for(Object.entries(encodings))('documents in %s, changed', { timeout: 120_000 }, async ([name, encode]) => {
  const texts = [...Object.values(documents).map((document) => JSON.stringify(document)), ...Object.values(tables)];
  const any = fc.oneof(...texts.map((text) => changedText(text).map((changed) => Uint8Array.from(encode(changed)))));
  await expect(held(name, any)).resolves.toBeUndefined();
});

test('any bytes have an answer', () => expect(held('any bytes', fc.uint8Array({ maxLength: 500 }))).resolves.toBeUndefined());
