import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import type { ImportedMachine } from '../../../src/contracts/imported-machines.ts';
import { maxCaptureBytes } from '../../../src/domain/inventory/capture.ts';
import type { Inventory } from '../../../src/domain/inventory/inventory.ts';
import { tidyInventory } from '../../../src/domain/inventory/tidy-inventory.ts';
import { exportCycloneDx } from '../../../src/inventory/cyclonedx/export-bom.ts';
import { openCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { debian } from '../../support/inventories.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { captureLanguages } from '../inventory/windows-capture/capture-languages.ts';
import { encoded, madeBlocks, type MadeMachine, madeSysteminfo } from '../inventory/windows-capture/capture-maker.ts';

const machine: MadeMachine = {
  hostname: 'MÁY-ĐIỀU-KHIỂN',
  osName: 'Microsoft Windows 7 Professional ',
  version: '6.1.7601 Service Pack 1 Build 7601',
  type: 'X86-based PC',
  installed: '26/03/2014, 15:51:30',
  boot: '04/05/2021, 08:00:00',
  biosDate: '06/07/2012',
  hotfixes: ['KB2534111', 'KB976902'],
  counted: 3,
};

function saved(files: Readonly<Record<string, Buffer>>): { folder: string; paths: string[] } {
  const folder = tempFolder();
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
  return { folder, paths };
}

const systeminfo = (more: Partial<MadeMachine> = {}): Buffer =>
  encoded(`${madeSysteminfo(captureLanguages.vi, { ...machine, ...more }).join('\r\n')}\r\n`, 'windows1258');
const qfe = (hostname: string): Buffer => encoded(madeBlocks(hostname, ['KB4474419', 'KB976902']).join('\r\r\n'), 'utf16le-bom');

test('one JSON document tells the machine', async () => {
  const { paths } = saved({ 'systeminfo.txt': systeminfo(), 'qfe.txt': qfe(machine.hostname) });
  const { code, out, err } = await wardwatch(['inventory', 'import', ...paths, '--json']);
  expect({ code, err, read: JSON.parse(out) }).toEqual({
    code: 0,
    err: '',
    read: {
      os: { family: 'windows', product: 'Windows 7', version: 'SP1', edition: 'Professional', build: 7601, revision: null, arch: 'x86' },
      updates: ['KB2534111', 'KB4474419', 'KB976902'],
      installedAt: '2014-03-26',
      hostname: machine.hostname,
      source: paths,
    },
  });
});

test('what cannot be told is left out, and a list that is cut is called so', async () => {
  const { paths } = saved({ 'systeminfo.txt': systeminfo({ installed: '04/05/2014, 15:51:30' }) });
  const read: unknown = JSON.parse((await wardwatch(['inventory', 'import', ...paths, '--json'])).out);
  expect(read).toMatchObject({ updates: ['KB2534111'], updatesComplete: false });
  expect(read).not.toHaveProperty('installedAt');
});

test.for([
  {
    language: 'vi',
    said: [
      'Máy: MÁY-ĐIỀU-KHIỂN',
      'Hệ điều hành: Windows 7 SP1 Professional x86 (bản dựng 7601)',
      'Bản cập nhật đã cài: 1: KB2534111',
      'không đầy đủ',
    ],
  },
  {
    language: 'en',
    said: [
      'Machine: MÁY-ĐIỀU-KHIỂN',
      'System: Windows 7 SP1 Professional x86 (build 7601)',
      'Installed updates: 1: KB2534111',
      'not complete',
    ],
  },
])('lines for people in $language', async ({ language, said }) => {
  const { paths } = saved({ 'systeminfo.txt': systeminfo() });
  const { code, out } = await wardwatch(['inventory', 'import', ...paths], { WARDWATCH_LANGUAGE: language });
  expect(code).toBe(0);
  for (const words of said) expect(out).toContain(words);
});

test.for([
  {
    name: 'no such output',
    files: { 'letter.txt': Buffer.from('Dear Sir') },
    refusal: 'not-a-capture',
    vi: 'không phải kết quả',
    en: 'is no output',
  },
  {
    name: 'updates only',
    files: { 'qfe.txt': qfe('CT-1') },
    refusal: 'system-missing',
    vi: 'không cho biết hệ điều hành',
    en: 'do not tell the system',
  },
  {
    name: 'two machines',
    files: { 'a.txt': systeminfo(), 'b.txt': qfe('CT-1') },
    refusal: 'different-machines',
    vi: 'những máy khác nhau',
    en: 'different machines',
  },
  {
    name: 'two captures of one machine',
    files: { 'a.txt': systeminfo(), 'b.txt': systeminfo({ hotfixes: null }) },
    refusal: 'several-captures',
    vi: 'nhiều kết quả',
    en: 'several different outputs',
  },
  {
    name: 'a name of another build',
    files: { 'a.txt': systeminfo({ osName: 'Microsoft Windows 10 Pro' }) },
    refusal: 'system-untold',
    vi: 'không xác định được',
    en: 'cannot be told',
  },
  {
    name: 'a file that is too large',
    files: { 'a.txt': Buffer.alloc(maxCaptureBytes + 10, 32) },
    refusal: 'too-large',
    vi: 'lớn hơn',
    en: 'is larger',
  },
])('exit 1 with the reason: $name', async ({ files, refusal, ...reasons }) => {
  const { paths } = saved(files);
  for (const [language, reason] of Object.entries(reasons).filter(([key]) => key !== 'name')) {
    const plain = await wardwatch(['inventory', 'import', ...paths], { WARDWATCH_LANGUAGE: language });
    expect(plain).toMatchObject({ code: 1, out: '', err: expect.stringContaining(reason) });
    const json = await wardwatch(['inventory', 'import', ...paths, '--json'], { WARDWATCH_LANGUAGE: language });
    expect({ code: json.code, read: JSON.parse(json.out) }).toMatchObject({ code: 1, read: { refused: { code: refusal } } });
  }
});

test('no file is wrong usage, one that cannot be read is told with its name', async () => {
  const { folder } = saved({});
  mkdirSync(join(folder, 'folder'));
  expect((await wardwatch(['inventory', 'import'])).code).toBe(2);
  for (const name of ['absent.txt', 'folder'])
    expect(await wardwatch(['inventory', 'import', join(folder, name)])).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringMatching(`${name}.*FILE_UNREADABLE`),
    });
});

const inUnit = (paths: readonly string[], folder: string, ...more: readonly string[]) =>
  wardwatch(['inventory', 'import', ...paths, '--unit', 'Trạm Y tế B', '--data-dir', join(folder, 'data'), ...more]);

async function storedIn(folder: string): Promise<readonly ImportedMachine[]> {
  const store = openCollectorStore(collectorFiles(join(folder, 'data')).database);
  try {
    return (await store.warnings.imported.page({ limit: 10 })).items;
  } finally {
    await store.close();
  }
}

test('with a unit the machine is stored beside the collector; the same machine again takes its place', async () => {
  const { folder, paths } = saved({ 'systeminfo.txt': systeminfo(), 'qfe.txt': qfe(machine.hostname) });
  const first = await inUnit(paths, folder, '--by', 'Nguyễn An');
  expect(first).toMatchObject({ code: 0, err: expect.stringContaining('It counts in every figure, marked as imported') });
  expect(first.out).toContain('Windows 7 SP1 Professional x86');
  const again = await inUnit(paths.slice(0, 1), folder, '--by', 'Nguyễn An', '--json');
  const read: unknown = JSON.parse(again.out);
  expect(read).toMatchObject({
    os: { product: 'Windows 7' },
    updates: ['KB2534111'],
    updatesComplete: false,
    hostname: machine.hostname,
    source: paths.slice(0, 1),
    stored: { unit: 'Trạm Y tế B', isNew: false },
  });
  expect(await storedIn(folder)).toMatchObject([
    {
      hostname: machine.hostname,
      unitName: 'Trạm Y tế B',
      importedBy: 'Nguyễn An',
      source: 'systeminfo.txt',
      updates: 1,
      areUpdatesComplete: false,
      system: { product: 'Windows 7', version: 'SP1' },
    },
  ]);
});

test('what is refused stores neither machine nor unit', async () => {
  const { folder, paths } = saved({ 'qfe.txt': qfe('CT-1') });
  expect(await inUnit(paths, folder, '--json')).toMatchObject({ code: 1, err: expect.stringContaining('do not tell the system') });
  const store = openCollectorStore(collectorFiles(join(folder, 'data')).database);
  expect(await store.units.list(0)).toEqual([]);
  await store.close();
});

test.for([
  ['--unit', ' '],
  ['--unit', 'A', '--name', 'two words'],
  ['--unit', 'A', '--by', ''],
  ['--name', 'CT-1'],
])('wrong usage: %s', async (options) => {
  const { folder, paths } = saved({ 'systeminfo.txt': systeminfo() });
  expect(await wardwatch(['inventory', 'import', ...paths, '--data-dir', folder, ...options])).toMatchObject({ code: 2, out: '' });
});

const bomFile = (name: string, bom: object | string) => saved({ [name]: Buffer.from(typeof bom === 'string' ? bom : JSON.stringify(bom)) });
const debianBom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [
    { type: 'library', name: 'bash', version: '5.2.15-2', purl: 'pkg:deb/debian/bash@5.2.15-2?arch=amd64&distro=debian-12' },
    { type: 'file', name: '/etc/passwd' },
  ],
};

test('a CycloneDX document is a machine, told apart by its structure', async () => {
  const { folder, paths } = bomFile('máy.txt', debianBom);
  const { code, out } = await wardwatch(['inventory', 'import', ...paths, '--json']);
  expect([code, JSON.parse(out)]).toMatchObject([
    0,
    { os: { family: 'linux', product: 'Debian', version: '12' }, updates: [], software: 1, leftOut: 1, hostname: null, source: paths },
  ]);
  const named = await wardwatch([
    'inventory',
    'import',
    ...paths,
    '--unit',
    'Khoa A',
    '--name',
    'MAY-1',
    '--by',
    'An',
    '--data-dir',
    folder,
    '--json',
  ]);
  expect(JSON.parse(named.out)).toMatchObject({ hostname: 'MAY-1', software: 1, stored: { unit: 'Khoa A', isNew: true } });
  const shown = await wardwatch(['inventory', 'import', ...paths], { WARDWATCH_LANGUAGE: 'vi' });
  expect(shown.out).toMatch(/Debian 12[^]*Phần mềm: 1 \(bỏ qua 1 thành phần/);
});

test.for([
  ['cut off', '{"bomFormat": "CycloneDX", "specVersion": "1.6"', 'bom-unreadable'],
  ['of another form', { bomFormat: 'CycloneDX', specVersion: '1.1' }, 'bom-unreadable'],
  ['of no system', { bomFormat: 'CycloneDX', specVersion: '1.6', components: [] }, 'bom-without-system'],
] as const)('a CycloneDX document %s is refused with the reason', async ([, bom, code]) => {
  const { paths } = bomFile('bom.json', bom);
  const ended = await wardwatch(['inventory', 'import', ...paths, '--json'], { WARDWATCH_LANGUAGE: 'vi' });
  expect([ended.code, JSON.parse(ended.out)]).toMatchObject([1, { refused: { code, text: expect.stringMatching(/bom\.json/) } }]);
});

test('a CycloneDX document beside output of Windows is refused', async () => {
  const { paths } = saved({ 'bom.json': Buffer.from(JSON.stringify(debianBom)), 'systeminfo.txt': systeminfo() });
  expect(JSON.parse((await wardwatch(['inventory', 'import', ...paths, '--json'])).out)).toMatchObject({
    refused: { code: 'bom-beside-others' },
  });
});

test('a match of an inventory says the same of its CycloneDX document', async () => {
  const { folder } = saved({});
  const osv = {
    id: 'DEBIAN-CVE-2024-1111',
    modified: '2024-05-01T00:00:00Z',
    upstream: ['CVE-2024-1111'],
    affected: [
      {
        package: { ecosystem: 'Debian:12', name: 'bash' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '5.3' }] }],
      },
    ],
  };
  const inventory: Inventory = {
    system: debian,
    software: [{ manager: 'dpkg', name: 'bash', version: '5.2.15-2', arch: 'amd64', source: { name: 'bash', version: '5.2.15-2' } }],
    updates: [],
  };
  writeFileSync(join(folder, 'osv.json'), JSON.stringify(osv));
  writeFileSync(join(folder, 'ours.json'), JSON.stringify(inventory));
  writeFileSync(join(folder, 'bom.json'), exportCycloneDx(tidyInventory(inventory)));
  const data = ['--data-dir', join(folder, 'data')];
  expect((await wardwatch(['advisories', 'import', join(folder, 'osv.json'), ...data])).code).toBe(0);
  const verdicts = async (file: string): Promise<unknown> =>
    JSON.parse((await wardwatch(['advisories', 'match', '--inventory', join(folder, file), '--json', ...data])).out);
  expect(await verdicts('bom.json')).toMatchObject([{ advisory: 'DEBIAN-CVE-2024-1111', verdict: 'affected' }]);
  expect(await verdicts('bom.json')).toEqual(await verdicts('ours.json'));
});

test('that a system is out of support by built-in dates alone is said, in words', async () => {
  const { folder } = saved({});
  const inventory: Inventory = {
    system: { ...debian, version: '9' },
    software: [{ manager: 'dpkg', name: 'bash', version: '4.4', arch: 'amd64' }],
    updates: [],
  };
  const osv = {
    id: 'DEBIAN-CVE-2024-1111',
    modified: '2024-05-01T00:00:00Z',
    upstream: ['CVE-2024-1111'],
    affected: [{ package: { ecosystem: 'Debian:9', name: 'bash' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }] }],
  };
  writeFileSync(join(folder, 'osv.json'), JSON.stringify(osv));
  writeFileSync(join(folder, 'old.json'), JSON.stringify(inventory));
  const data = ['--data-dir', join(folder, 'data')];
  await wardwatch(['advisories', 'import', join(folder, 'osv.json'), ...data]);
  const matched = await wardwatch(['advisories', 'match', '--inventory', join(folder, 'old.json'), ...data], { WARDWATCH_LANGUAGE: 'vi' });
  expect(matched.out).toMatch(/hết hạn hỗ trợ[^]*lấy theo dữ liệu kèm phần mềm ngày \d{4}-\d\d-\d\d; hãy xác nhận với nhà sản xuất/);
});
