import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AdvisoryRecord } from '../../../src/domain/advisories/advisory.ts';
import { matchTargetOf } from '../../../src/inventory/match-target.ts';
import { windows10 } from '../../support/advisories.ts';
import { advisoryStore, origin } from '../../support/advisory-store.ts';
import { corpusFolder, readJson, readText, recordsOf } from '../../support/advisory-documents.ts';

const patch = (os: string, kb: string | null, fixedBuild: string | null, severity: string | null = '7.8') => ({
  os,
  version: 'x',
  kb,
  fixedBuild,
  severity,
  exploitStatus: 'Exploited:No',
});
const updatesIn = (records: readonly AdvisoryRecord[]) => records.flatMap((record) => (record.kind === 'update' ? [record.update] : []));
const productsIn = (records: readonly AdvisoryRecord[]) =>
  records.flatMap((record) => (record.kind === 'advisory' ? record.advisory.products : []));

describe('vulnerabilities with builds', () => {
  test('a patch is a product with the update and the build that fix it', async () => {
    const records = await recordsOf([
      {
        cve: 'cve-2025-10001',
        patches: [
          patch('Windows 10 Version 22H2', 'KB5062554', '10.0.19045.6093'),
          patch('Windows Server 2012 R2', '5070886', '6.3.9600.22826', '9.8'),
        ],
      },
    ]);
    expect(records[0]).toMatchObject({
      advisory: {
        id: 'CVE-2025-10001',
        format: 'msrc-builds',
        cvss: 9.8,
        products: [
          {
            keys: ['windows|10-22h2|windows'],
            scheme: 'windows',
            ranges: [{ introduced: null, fixed: '19045.6093', lastAffected: null }],
            updates: ['KB5062554'],
          },
          { keys: ['windows|server-2012-r2|windows'], ranges: [{ fixed: '9600.22826' }], updates: ['KB5070886'] },
        ],
      },
    });
    expect(updatesIn(records)).toEqual([
      { kb: 'KB5062554', product: 'windows|10-22h2|windows', supersedes: [], build: '19045.6093' },
      { kb: 'KB5070886', product: 'windows|server-2012-r2|windows', supersedes: [], build: '9600.22826' },
    ]);
  });

  test('the build of another system is not held against this one', async () => {
    const records = await recordsOf([{ cve: 'CVE-2025-10001', patches: [patch('Windows Server 2019', 'KB5062557', '14393.8330')] }]);
    expect(productsIn(records)).toMatchObject([{ ranges: [], updates: ['KB5062557'] }]);
  });

  test('updates of .NET Framework on any Windows fix the framework, each version that they name', async () => {
    const patches = [
      patch(
        'Microsoft .NET Framework 3.5 AND 4.8 on Windows Server, version 20H2 (Server Core Installation)',
        'KB5082426',
        '2.0.50727.9181 & 3.0.30729.9165 & 4.8.4801.0',
      ),
      patch('Microsoft .NET Framework 4.8 on Windows Server 2012', 'KB5082403', '4.8.4801.0'),
    ];
    expect(productsIn(await recordsOf([{ cve: 'CVE-2026-10001', patches }]))).toMatchObject([
      { keys: ['microsoft||.net framework 3.5'], ranges: [], updates: ['KB5082426'] },
      { keys: ['microsoft||.net framework 4.8'], ranges: [], updates: ['KB5082403', 'KB5082426'] },
    ]);
  });

  test('what names no update fixes nothing', async () => {
    const records = await recordsOf([
      {
        cve: 'CVE-2025-10001',
        patches: [patch('Windows Server 2019', 'Release Notes', null, null), patch('Windows Server 2016', null, '')],
      },
    ]);
    expect(productsIn(records)).toMatchObject([
      { ranges: [], updates: [], remedy: null },
      { ranges: [], updates: [], remedy: null },
    ]);
    expect(updatesIn(records)).toEqual([]);
  });

  test('a CVE that stands twice has the patches of both', async () => {
    const records = await recordsOf([
      { cve: 'CVE-2025-10001', patches: [patch('Windows Server 2019', 'KB5062557', null)] },
      { cve: 'CVE-2025-10001', patches: [patch('Windows Server 2019', 'KB5062558', null)] },
    ]);
    expect(productsIn(records)).toMatchObject([{ updates: ['KB5062557', 'KB5062558'] }]);
  });

  test.for([
    { name: 'an id that is none', document: [{ cve: 'CVE-1', patches: [] }], reason: /\[0\]\.cve: "CVE-1" is no CVE id/ },
    {
      name: 'a product that has no name',
      document: [{ cve: 'CVE-2025-10001', patches: [patch('', 'KB1', '1')] }],
      reason: /\[0\]\.patches\[0\]\.os/,
    },
    {
      name: 'a severity that is no score',
      document: [{ cve: 'CVE-2025-10001', patches: [patch('Windows 10', 'KB5062557', null, 'Critical')] }],
      reason: /"Critical" is no CVSS score/,
    },
  ])('$name is refused with the reason', async ({ document, reason }) => {
    expect(await readJson(document)).toEqual({ format: 'msrc-builds', refused: expect.stringMatching(reason) });
  });

  const folder = corpusFolder('msrc-builds');
  test.skipIf(folder === null)('a year of them is read, and every Windows has a build of its own', async () => {
    const files = readdirSync(folder ?? '').filter((name) => name.endsWith('.json'));
    const records = (await Promise.all(files.map((file) => recordsOf(readFileSync(join(folder ?? '', file), 'utf8'))))).flat();
    expect(records.filter(({ kind }) => kind === 'advisory')).toHaveLength(853);
    for (const { keys, ranges, updates } of productsIn(records)) {
      expect(updates.length).toBeGreaterThan(0);
      if (keys[0]?.startsWith('windows|'))
        expect(ranges).toEqual([{ introduced: null, fixed: expect.stringMatching(/^\d{4,5}\.\d+$/), lastAffected: null }]);
      else expect(keys).toEqual([expect.stringMatching(/^microsoft\|\|\.net framework [\d.]+$/)]);
    }
  });
});

describe('a source without the newest releases of Windows', () => {
  const folder = corpusFolder('msrc-builds');
  test.skipIf(folder === null)('says of Windows 11 24H2 and 25H2 nothing, and of 22H2 of Windows 10 something', async () => {
    using store = advisoryStore();
    for (const name of readdirSync(folder ?? '').filter((file) => file.endsWith('.json'))) {
      // oxlint-disable-next-line no-await-in-loop
      const records = await recordsOf(readFileSync(join(folder ?? '', name), 'utf8'));
      store.documents.put({ ...origin(name), format: 'msrc-builds' }, records);
    }
    const statusesOn = (product: string, version: string, build: number): Record<string, number> => {
      const system = { ...windows10(2000), product, version, build };
      const machine = matchTargetOf({ system, software: [], updates: [] }, store.facts.atOnce(), '2026-06-01');
      const told = [...store.matcher.verdicts(machine)];
      const named = told.filter(({ evidence }) => evidence.some(({ item }) => item !== null));
      return Object.fromEntries([...Map.groupBy(named, ({ status, reason }) => reason ?? status)].map(([key, some]) => [key, some.length]));
    };
    expect(Object.keys(statusesOn('Windows 11', '24H2', 26100))).toStrictEqual(['release-not-covered']);
    expect(statusesOn('Windows 11', '25H2', 26200)).toStrictEqual(statusesOn('Windows 11', '24H2', 26100));
    expect(statusesOn('Windows 10', '22H2', 19045)).toMatchObject({ affected: expect.any(Number) });
    expect(statusesOn('Windows 10', '22H2', 19045)).not.toHaveProperty('release-not-covered');
  });
});

describe('the table of updates', () => {
  const head = 'DatePosted,CVE,BulletinKB,Title,AffectedProduct,AffectedComponent,Severity,Impact,Supersedes,Exploits\r\n';
  const row = (kb: string, supersedes: string, product = 'Windows Server 2019', cve = 'CVE-2025-10001') =>
    `20250311,${cve},${kb},"A title, of it",${product},x,Important,x,${supersedes},\r\n`;

  test('a row is a product with its update and what that takes the place of', async () => {
    const records = await recordsOf(head + row('5017305', '5016622') + row('5017306', '5017305;KB5017300'));
    expect(records).toEqual([
      {
        kind: 'advisory',
        advisory: expect.objectContaining({
          id: 'CVE-2025-10001',
          title: 'A title, of it',
          publishedAt: '2025-03-11T00:00:00.000Z',
          products: [expect.objectContaining({ keys: ['windows|server-2019|windows'], updates: ['KB5017305', 'KB5017306'], ranges: [] })],
        }),
      },
      { kind: 'update', update: { kb: 'KB5017305', product: 'windows|server-2019|windows', supersedes: ['KB5016622'], build: null } },
      {
        kind: 'update',
        update: { kb: 'KB5017306', product: 'windows|server-2019|windows', supersedes: ['KB5017300', 'KB5017305'], build: null },
      },
    ]);
  });

  test('a row without an update says that the product is affected and of no fix', async () => {
    const records = await recordsOf(head + row('', '5016622'));
    expect(productsIn(records)).toMatchObject([{ status: 'affected', updates: [], ranges: [], versions: [], remedy: null }]);
    expect(updatesIn(records)).toEqual([]);
  });

  test.for([
    {
      name: 'a row cut off',
      text: `${head}${row('5017305', '')}20250311,CVE-2025`,
      reason: /Line 3 has 2 columns where the header has 10/,
    },
    { name: 'an id that is none', text: head + row('1', '', 'x', 'MS17-010'), reason: /Line 2: "MS17-010" is no CVE id/ },
    { name: 'no product', text: head + row('5017305', '', ''), reason: /Line 2 names no product/ },
    { name: 'no rows', text: head, reason: /no rows/ },
    { name: 'an open quote', text: `${head}"${row('5017305', '')}`, reason: /no CSV table/ },
  ])('$name is refused with the reason', async ({ text, reason }) => {
    expect(await readText(text)).toEqual({ format: 'msrc-kb', refused: expect.stringMatching(reason) });
  });

  const folder = corpusFolder('msrc-kb');
  test.skipIf(folder === null)('a real table is read', async () => {
    const records = await recordsOf(readFileSync(join(folder ?? '', 'cve-kb-sample-1000.csv'), 'utf8'));
    expect(records.filter(({ kind }) => kind === 'advisory')).toHaveLength(954);
    expect(new Set(productsIn(records).flatMap(({ keys }) => keys)).size).toBe(8);
    expect(updatesIn(records).filter(({ supersedes }) => supersedes.length > 0).length).toBeGreaterThan(100);
  });
});
