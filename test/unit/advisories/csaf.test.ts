import { beforeAll, expect, test } from 'vitest';
import { advisoryOf, readJson, readText, recordsOf } from '../../support/advisory-documents.ts';
import { csafDocument, full, product } from '../../support/csaf-document.ts';

const philips = (category: string, version: string, id = 'P1', helper?: object) =>
  product('Philips', 'IntelliVue', category, version, id, helper);
const cve = 'CVE-2024-10001';
const score = {
  products: ['P1'],
  cvss_v3: { version: '3.1', vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', baseScore: 9.8, baseSeverity: 'CRITICAL' },
};

// The validator compiles its schema when it is first used, which a busy machine feels.
beforeAll(async () => void (await readJson(csafDocument({}))), 120_000);

test('what a document says of a product', async () => {
  const advisory = await advisoryOf(
    csafDocument({
      branches: [philips('product_version_range', '<= 4.1')],
      vulnerabilities: [
        {
          cve,
          product_status: { known_affected: ['P1'] },
          scores: [score],
          remediations: [
            { category: 'mitigation', details: 'Segment the network.', product_ids: ['P1'] },
            { category: 'vendor_fix', details: 'Update to 4.2.', product_ids: ['P1'] },
          ],
        },
      ],
    }),
  );
  expect(advisory).toEqual({
    id: 'A-1',
    format: 'csaf',
    cves: [cve],
    title: 'An advisory of the test',
    cvss: 9.8,
    publishedAt: '2024-05-01T10:00:00.000Z',
    modifiedAt: '2024-05-01T10:00:00.000Z',
    withdrawnAt: null,
    references: ['https://example.org/a-1'],
    products: [
      {
        keys: ['program||intellivue', 'program||philips intellivue'],
        label: 'Philips IntelliVue <= 4.1',
        vendor: 'Philips',
        scheme: 'generic',
        status: 'affected',
        ranges: [{ introduced: null, fixed: null, lastAffected: '4.1' }],
        versions: [],
        updates: [],
        architectures: [],
        remedy: 'Update to 4.2.\nSegment the network.',
        isFixPlanned: true,
      },
    ],
  });
});

test.for([
  { name: 'version 4 where it is told', baseScore: 9.3, outcome: { records: [{ advisory: { cvss: 9.3 } }] } },
  { name: 'no score beyond the scale', baseScore: 93, outcome: { refused: expect.stringContaining('cvss_v4.baseScore') } },
])('of its scores, $name', async ({ baseScore, outcome }) => {
  const vectorString = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';
  const scores = [{ ...score, cvss_v4: { version: '4.0', vectorString, baseScore, baseSeverity: 'CRITICAL' } }];
  const remediations = [{ category: 'vendor_fix', details: 'Update.', product_ids: ['P1'] }];
  const vulnerabilities = [{ cve, product_status: { known_affected: ['P1'] }, scores, remediations }];
  expect(await readJson(csafDocument({ branches: [philips('product_version', '4.1')], vulnerabilities }))).toMatchObject(outcome);
});

const vulnerability = (product_status: object, remediations: readonly object[] = []) => ({
  cve,
  product_status,
  ...(remediations.length > 0 && { remediations }),
});
const productsOf = async (branches: readonly object[], product_status: object, remediations: readonly object[] = [], more: object = {}) =>
  (await advisoryOf(csafDocument({ branches, vulnerabilities: [vulnerability(product_status, remediations)], ...more }))).products;

test('no fix planned and no fix yet are told apart', async () => {
  const advised = (category: string) => [{ category, details: 'None.', product_ids: ['P1'] }];
  const branches = [philips('product_version', '4.1')];
  expect(await productsOf(branches, { known_affected: ['P1'] }, advised('no_fix_planned'))).toMatchObject([
    { isFixPlanned: false, remedy: 'None.' },
  ]);
  expect(await productsOf(branches, { known_affected: ['P1'] }, advised('none_available'))).toMatchObject([{ isFixPlanned: true }]);
});

test('a remediation for a group is one for each product of it', async () => {
  const branches = [philips('product_version', '4.1'), philips('product_version', '4.2', 'P2')];
  const groups = [{ group_id: 'G', product_ids: ['P1', 'P2'] }];
  const fix = [{ category: 'vendor_fix', details: 'Call us.', group_ids: ['G'] }];
  expect(await productsOf(branches, { known_affected: ['P1', 'P2'] }, fix, { groups })).toMatchObject([
    { remedy: 'Call us.' },
    { remedy: 'Call us.' },
  ]);
});

test.for([
  { name: 'not affected', status: { known_not_affected: ['P1'] }, said: { status: 'not-affected', versions: ['4.1'] } },
  { name: 'under investigation', status: { under_investigation: ['P1'] }, said: { status: 'under-investigation', versions: ['4.1'] } },
  {
    name: 'fixed in a version and nothing more',
    status: { fixed: ['P1'] },
    said: { status: 'affected', versions: [], ranges: [{ introduced: null, fixed: '4.1', lastAffected: null }] },
  },
  {
    name: 'first affected',
    status: { first_affected: ['P1'] },
    said: { status: 'affected', ranges: [{ introduced: '4.1', fixed: null, lastAffected: null }] },
  },
  {
    name: 'last affected',
    status: { last_affected: ['P1'] },
    said: { status: 'affected', ranges: [{ introduced: null, fixed: null, lastAffected: '4.1' }] },
  },
])('a product that is $name', async ({ status, said }) => {
  const vendorSays = 'known_not_affected' in status ? [] : [{ category: 'vendor_fix', details: 'x', product_ids: ['P1'] }];
  expect(await productsOf([philips('product_version', '4.1')], status, vendorSays)).toMatchObject([said]);
});

test('all versions are those before the fixed one, where the document names one', async () => {
  const branches = [philips('product_version_range', 'vers:all/*'), philips('product_version', '4.2', 'P2')];
  expect(await productsOf(branches, { known_affected: ['P1'], first_fixed: ['P2'] })).toMatchObject([
    { status: 'affected', ranges: [{ introduced: null, fixed: '4.2', lastAffected: null }] },
    { status: 'not-affected', versions: ['4.2'] },
  ]);
});

test.for([
  { name: 'CPE 2.2', helper: { cpe: 'cpe:/a:philips:intellivue_mp90:b.2' }, key: 'cpe||a:philips:intellivue_mp90' },
  { name: 'CPE 2.3', helper: { cpe: 'cpe:2.3:h:philips:intelli\\/vue:4.1:*:*:*:*:*:*:*' }, key: 'cpe||h:philips:intelli/vue' },
  { name: 'a package URL', helper: { purl: 'pkg:pypi/Pydicom_x@2.0?arch=any' }, key: 'purl||pkg:pypi/pydicom-x' },
  { name: 'a package of an ecosystem', helper: { purl: 'pkg:pypi/pydicom@2.0' }, key: 'pypi||pydicom' },
  { name: 'a package of a distribution', helper: { purl: 'pkg:rpm/suse/openssl@3.0?distro=sles-15.5' }, key: 'rpm/suse|15.5|openssl' },
  {
    name: 'a source package of Debian',
    helper: { purl: 'pkg:deb/debian/openssl@3.0?arch=source&distro=debian-12' },
    key: 'debian|12|openssl',
  },
])('$name is a name of the product', async ({ helper, key }) => {
  const [named] = await productsOf([philips('product_version', '4.1', 'P1', helper)], { known_affected: ['P1'] });
  expect(named?.keys).toContain(key);
});

test('a package as part of a platform takes its release from there and its version from the package URL', async () => {
  const branches = [
    {
      category: 'vendor',
      name: 'Red Hat',
      branches: [
        { category: 'product_name', name: 'RHEL 9', product: full('RHEL 9', 'RHEL', { cpe: 'cpe:/o:redhat:enterprise_linux:9::baseos' }) },
        {
          category: 'architecture',
          name: 'x86_64',
          branches: [
            {
              category: 'product_version',
              name: 'openssl-3.0.7-16.el9.x86_64',
              product: full('openssl', 'PKG', { purl: 'pkg:rpm/redhat/openssl@3.0.7-16.el9?arch=x86_64&epoch=1' }),
            },
          ],
        },
      ],
    },
  ];
  const relationships = [
    {
      category: 'default_component_of',
      full_product_name: full('openssl as part of RHEL 9', 'RHEL:PKG'),
      product_reference: 'PKG',
      relates_to_product_reference: 'RHEL',
    },
  ];
  const fix = [{ category: 'vendor_fix', details: 'dnf update', product_ids: ['RHEL:PKG'] }];
  const [named] = await productsOf(branches, { fixed: ['RHEL:PKG'] }, fix, { relationships });
  expect(named).toMatchObject({
    keys: expect.arrayContaining(['rpm/redhat|9|openssl']),
    label: 'Red Hat openssl as part of RHEL 9',
    scheme: 'rpm',
    architectures: ['x64'],
    ranges: [{ introduced: null, fixed: '1:3.0.7-16.el9', lastAffected: null }],
  });
});

test('vulnerabilities of different products are told apart, those of the same are one advisory', async () => {
  const branches = [philips('product_version', '4.1'), philips('product_version', '4.2', 'P2')];
  const about = (id: string, cveId: string) => ({ cve: cveId, product_status: { known_affected: [id] } });
  const records = await recordsOf(
    csafDocument({
      branches,
      vulnerabilities: [about('P1', 'CVE-2024-10002'), about('P2', 'CVE-2024-10003'), about('P1', 'CVE-2024-10001')],
    }),
  );
  expect(records).toMatchObject([
    { advisory: { id: 'A-1#CVE-2024-10001', cves: ['CVE-2024-10001', 'CVE-2024-10002'], products: [{ versions: ['4.1'] }] } },
    { advisory: { id: 'A-1#CVE-2024-10003', cves: ['CVE-2024-10003'], products: [{ versions: ['4.2'] }] } },
  ]);
});

test('names beyond ASCII are names', async () => {
  const branches = [product('Dräger', 'Máy thở Ệ', 'product_version', '4', 'P1')];
  expect(await productsOf(branches, { known_affected: ['P1'] })).toMatchObject([
    { vendor: 'Dräger', keys: ['program||máy thở ệ', 'program||dräger máy thở ệ'] },
  ]);
});

const related = (id: string, part: string, whole: string) => ({
  category: 'installed_on',
  full_product_name: full(id, id),
  product_reference: part,
  relates_to_product_reference: whole,
});
const chain = Array.from({ length: 40 }, (_, at) => related(`R${at + 1}`, `R${at}`, `R${at}`));
const thousandsOfLevels = JSON.stringify(csafDocument({ branches: [{ hole: 1 }] })).replace(
  '{"hole":1}',
  '{"category":"vendor","name":"x","branches":['.repeat(3_000),
);
const towerOf = (levels: number): object =>
  Array.from({ length: levels }).reduce<object>((below) => ({ category: 'product_family', name: 'x', branches: [below] }), {
    category: 'product_name',
    name: 'x',
    product: full('x', 'P1'),
  });

test.for([
  { name: 'CSAF 2.1', document: csafDocument({ version: '2.1' }), reason: /CSAF "2\.1"; CSAF 2\.0 is read/ },
  { name: 'a document that breaks the schema', document: { document: { csaf_version: '2.0' } }, reason: /schema of CSAF 2\.0/ },
  {
    name: 'a product id twice',
    document: csafDocument({ branches: [philips('product_version', '1'), philips('product_version', '2')] }),
    reason: /mandatory test 6\.1\.2 at/,
  },
  {
    name: 'a product that is not in the tree',
    document: csafDocument({
      branches: [philips('product_version', '1')],
      vulnerabilities: [{ cve, product_status: { known_affected: ['P9'] } }],
    }),
    reason: /the product "P9", which it does not define .*6\.1\.1/,
  },
  {
    name: 'relationships in a circle',
    document: csafDocument({
      branches: [philips('product_version', '1', 'A')],
      relationships: [related('R1', 'R2', 'A'), related('R2', 'R1', 'A')],
    }),
    reason: /circle/,
  },
  {
    name: 'a product that is part of itself',
    document: csafDocument({ branches: [philips('product_version', '1', 'A')], relationships: [related('R1', 'R1', 'A')] }),
    reason: /circle/,
  },
  {
    name: 'relationships that double 40 times',
    document: csafDocument({ branches: [philips('product_version', '1', 'R0')], relationships: chain }),
    reason: /more than 8 deep/,
  },
  { name: 'a tree of thousands of levels', document: thousandsOfLevels, reason: /deeper than 64 levels/ },
  { name: 'a tree of 31 levels', document: csafDocument({ branches: [towerOf(30)] }), reason: /more than (30|64) levels|deeper than 64/ },
  {
    name: 'a version of 10,000 characters',
    document: csafDocument({ branches: [philips('product_version', '9'.repeat(10_000))] }),
    reason: /2000 characters/,
  },
  {
    name: 'a version of 300 characters',
    document: csafDocument({
      branches: [philips('product_version', '9'.repeat(300))],
      vulnerabilities: [vulnerability({ known_affected: ['P1'] })],
    }),
    reason: /300 characters/,
  },
])('$name is refused with the reason', async ({ document, reason }) => {
  const start = performance.now();
  expect(await (typeof document === 'string' ? readText(document) : readJson(document))).toEqual({
    format: expect.toBeOneOf(['csaf', null]),
    refused: expect.stringMatching(reason),
  });
  expect(performance.now() - start).toBeLessThan(10_000);
});
