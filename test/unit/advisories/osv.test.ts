import { expect, test } from 'vitest';
import { advisoryOf, readJson, readText } from '../../support/advisory-documents.ts';

const document = (more: object = {}) => ({
  schema_version: '1.6.0',
  id: 'DSA-5532-1',
  modified: '2024-05-01T10:00:00Z',
  published: '2024-04-30T10:00:00.5Z',
  affected: [affected('Debian:12')],
  ...more,
});
const affected = (ecosystem: string, more: object = {}) => ({
  package: { ecosystem, name: 'OpenSSL' },
  ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '3.0.11-1~deb12u1' }] }],
  ...more,
});
const productsOf = async (...entries: readonly object[]) => (await advisoryOf(document({ affected: entries }))).products;

test('the gravest of its scores counts, in whatever version of CVSS', async () => {
  const severity = [
    { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N' },
    { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U' },
  ];
  expect(await advisoryOf(document({ severity }))).toMatchObject({ cvss: 9.3 });
});

test('an advisory of a distribution', async () => {
  const read = await advisoryOf(
    document({
      summary: 'openssl - security update',
      related: ['CVE-2023-5363'],
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N' }],
      references: [
        { type: 'WEB', url: 'https://example.org/dsa' },
        { type: 'WEB', url: 'javascript:alert(1)' },
      ],
    }),
  );
  expect(read).toEqual({
    id: 'DSA-5532-1',
    format: 'osv',
    cves: ['CVE-2023-5363'],
    title: 'openssl - security update',
    cvss: 7.5,
    publishedAt: '2024-04-30T10:00:00.500Z',
    modifiedAt: '2024-05-01T10:00:00.000Z',
    withdrawnAt: null,
    references: ['https://example.org/dsa'],
    products: [
      {
        keys: ['debian|12|openssl'],
        label: 'OpenSSL (Debian:12)',
        vendor: null,
        scheme: 'dpkg',
        status: 'affected',
        ranges: [{ introduced: null, fixed: '3.0.11-1~deb12u1', lastAffected: null }],
        versions: [],
        updates: [],
        architectures: [],
        remedy: null,
        isFixPlanned: true,
      },
    ],
  });
});

test.for([
  ['Debian', 'debian||openssl', 'dpkg'],
  ['Ubuntu:22.04:LTS', 'ubuntu|22.04|openssl', 'dpkg'],
  ['Ubuntu:Pro:16.04:LTS', 'ubuntu|16.04|openssl', 'dpkg'],
  ['Ubuntu:Pro:FIPS:20.04:LTS', 'ubuntu|pro:fips:20.04:lts|openssl', 'dpkg'],
  ['Alpine:v3.19', 'alpine|3.19|openssl', 'apk'],
  ['Rocky Linux:9', 'rpm/rocky|9|openssl', 'rpm'],
  ['AlmaLinux:8', 'rpm/almalinux|8|openssl', 'rpm'],
  ['Red Hat:enterprise_linux:9::baseos', 'rpm/redhat|9|openssl', 'rpm'],
  ['Red Hat:rhel_eus:9.2::baseos', 'rpm/redhat|rhel_eus:9.2::baseos|openssl', 'rpm'],
  ['SUSE:Linux Enterprise Module for Basesystem 15 SP5', 'rpm/suse|15.5|openssl', 'rpm'],
  ['SUSE:Linux Enterprise Server 12 SP5-LTSS', 'rpm/suse|12.5|openssl', 'rpm'],
  ['openSUSE:Leap 15.6', 'rpm/opensuse|15.6|openssl', 'rpm'],
  ['openSUSE:Tumbleweed', 'rpm/opensuse|tumbleweed|openssl', 'rpm'],
  ['PyPI', 'pypi||openssl', 'pep440'],
  ['npm', 'npm||openssl', 'semver'],
  ['Maven', 'maven||openssl', 'maven'],
  ['NuGet', 'nuget||openssl', 'generic'],
  ['__proto__', '__proto__||openssl', 'generic'],
  ['constructor:valueOf', 'constructor|valueof|openssl', 'generic'],
  ['An Ecosystem Of Tomorrow:1', 'an ecosystem of tomorrow|1|openssl', 'generic'],
] as const)('%s is %s, its versions ordered as %s', async ([ecosystem, key, scheme]) => {
  expect(await productsOf(affected(ecosystem))).toMatchObject([{ keys: [key], scheme }]);
});

test('names on PyPI are one with dots, dashes and underscores', async () => {
  expect(await productsOf(affected('PyPI', { package: { ecosystem: 'PyPI', name: 'Zope.Interface_x' } }))).toMatchObject([
    { keys: ['pypi||zope-interface-x'] },
  ]);
});

const range = (introduced: string | null, end: object = {}) => ({ introduced, fixed: null, lastAffected: null, ...end });
test.for([
  {
    name: 'two branches',
    events: [{ introduced: '0' }, { fixed: '1.2' }, { introduced: '2' }, { fixed: '2.3' }],
    ranges: [range(null, { fixed: '1.2' }), range('2', { fixed: '2.3' })],
  },
  {
    name: 'a last affected version',
    events: [{ introduced: '1' }, { last_affected: '1.9' }],
    ranges: [range('1', { lastAffected: '1.9' })],
  },
  { name: 'no end', events: [{ introduced: '1' }], ranges: [range('1')] },
  { name: 'an end before its start in the list', events: [{ fixed: '1.2' }, { introduced: '0' }], ranges: [range(null, { fixed: '1.2' })] },
  {
    name: 'a start without end before another',
    events: [{ introduced: '0' }, { introduced: '2' }, { fixed: '3' }],
    ranges: [range(null), range('2', { fixed: '3' })],
  },
])('events: $name', async ({ events, ranges }) => {
  expect(await productsOf(affected('npm', { ranges: [{ type: 'SEMVER', events }] }))).toMatchObject([{ ranges, scheme: 'semver' }]);
});

test('commits are nothing that a machine has installed', async () => {
  const git = { type: 'GIT', repo: 'https://example.org/x', events: [{ introduced: '0' }, { fixed: 'a1b2' }] };
  expect(await productsOf({ ranges: [git] }, affected('PyPI', { ranges: [git] }))).toEqual([]);
  expect(await productsOf(affected('PyPI', { ranges: [git], versions: ['1.0', '1.1', '1.0'] }))).toMatchObject([
    { ranges: [], versions: ['1.0', '1.1'] },
  ]);
});

test('a release that gets no fixes any more has none planned', async () => {
  expect(await productsOf(affected('Debian:10', { ecosystem_specific: { urgency: 'end-of-life' } }))).toMatchObject([
    { isFixPlanned: false },
  ]);
});

test.for([
  { name: 'aliases', document: { id: 'GHSA-1', aliases: ['CVE-2024-2', 'cve-2024-10001', 'CVE-2024-10001'] }, cves: ['CVE-2024-10001'] },
  { name: 'upstream', document: { id: 'USN-1', upstream: ['CVE-2024-10001', 'UBUNTU-CVE-2024-10001'] }, cves: ['CVE-2024-10001'] },
  { name: 'its own id', document: { id: 'DEBIAN-CVE-2024-10001' }, cves: ['CVE-2024-10001'] },
  { name: 'what is related, where nothing else names one', document: { related: ['CVE-2024-10001'] }, cves: ['CVE-2024-10001'] },
  {
    name: 'aliases and not what is only related',
    document: { aliases: ['CVE-2024-10001'], related: ['CVE-2024-10002'] },
    cves: ['CVE-2024-10001'],
  },
])('CVEs come from $name', async ({ document: more, cves }) => {
  expect((await advisoryOf(document(more))).cves).toEqual(cves);
});

test('a withdrawn document keeps the moment of it', async () => {
  expect((await advisoryOf(document({ withdrawn: '2024-06-01T00:00:00Z' }))).withdrawnAt).toBe('2024-06-01T00:00:00.000Z');
});

test.for([
  { name: 'a schema of another generation', more: { schema_version: '2.0.0' }, reason: /schema_version/ },
  { name: 'a moment that is none', more: { modified: 'yesterday' }, reason: /modified: "yesterday"/ },
  {
    name: 'an end without a start',
    more: { affected: [affected('npm', { ranges: [{ type: 'SEMVER', events: [{ fixed: '1' }] }] })] },
    reason: /affected\[0\]: The events/,
  },
  {
    name: 'a version of 10,000 characters',
    more: { affected: [affected('npm', { ranges: [], versions: ['9'.repeat(10_000)] })] },
    reason: /10000 characters/,
  },
  {
    name: 'a bound of 10,000 characters',
    more: { affected: [affected('npm', { ranges: [{ type: 'SEMVER', events: [{ introduced: '9'.repeat(10_000) }] }] })] },
    reason: /affected\[0\]\.ranges\[0\]/,
  },
])('$name is refused with the reason', async ({ more, reason }) => {
  expect(await readJson(document(more))).toEqual({ format: 'osv', refused: expect.stringMatching(reason) });
});

test('a whole distribution is read in little time', async () => {
  const texts = Array.from({ length: 5_000 }, (_, at) =>
    JSON.stringify(
      document({
        id: `DEBIAN-CVE-2024-${at + 1000}`,
        details: 'x'.repeat(800),
        affected: ['11', '12', '13'].map((release) => affected(`Debian:${release}`)),
      }),
    ),
  );
  const start = performance.now();
  for (const text of texts) expect(await readText(text)).toHaveProperty('records');
  // 8,800 a second on one of two cores that others use too; far from that is a change of kind.
  expect(performance.now() - start).toBeLessThan(10_000);
});
