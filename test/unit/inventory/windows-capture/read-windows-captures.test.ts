import { expect, test } from 'vitest';
import type { CaptureFile, CapturedMachine, CaptureReading } from '../../../../src/inventory/windows-capture/capture.ts';
import { maxCaptureBytes, mostCaptureFiles } from '../../../../src/domain/inventory/capture.ts';
import { readWindowsCaptures } from '../../../../src/inventory/windows-capture/read-windows-captures.ts';
import { captureLanguages } from './capture-languages.ts';
import { madeBlocks, madeCsv, type MadeMachine, madeSysteminfo } from './capture-maker.ts';

const machine: MadeMachine = {
  hostname: 'CT-1',
  osName: 'Microsoft Windows 10 Pro',
  version: '10.0.19045 N/A Build 19045',
  type: 'x64-based PC',
  installed: '26/03/2019, 15:51:30',
  boot: '04/05/2021, 08:00:00',
  biosDate: '06/07/2020',
  hotfixes: ['KB5001716', 'KB4023057', 'KB890830'],
};
const systeminfo = (more: Partial<MadeMachine> = {}): string[] => madeSysteminfo(captureLanguages.en, { ...machine, ...more });
const textFile = (name: string, text: string): CaptureFile => ({ name, bytes: Buffer.from(text) });
const read = (...texts: readonly (string | readonly string[])[]): CaptureReading =>
  readWindowsCaptures(texts.map((text, index) => textFile(`${index}.txt`, typeof text === 'string' ? text : `${text.join('\r\n')}\r\n`)));

function machineIn(reading: CaptureReading): CapturedMachine {
  if (reading.status === 'refused') throw new Error(JSON.stringify(reading.reason));
  return reading.machine;
}
const updatesIn = (reading: CaptureReading): [readonly string[] | null, boolean] => {
  const { inventory, areUpdatesComplete } = machineIn(reading);
  return [inventory.updates, areUpdatesComplete];
};

test.for<{ name: string; more: Partial<MadeMachine>; updates: string[]; isComplete: boolean }>([
  { name: 'none', more: { hotfixes: null }, updates: [], isComplete: false },
  {
    name: 'files and old articles',
    more: { hotfixes: ['File 1', 'Q147222', 'KB123456-v2', 'KB893803v2 - Update'] },
    updates: ['KB123456', 'KB893803'],
    isComplete: true,
  },
  { name: 'files only', more: { hotfixes: ['File 1', 'File 1'] }, updates: [], isComplete: true },
  {
    name: 'counted more than listed',
    more: { hotfixes: ['KB5001716', 'KB890830'], counted: 12 },
    updates: ['KB5001716'],
    isComplete: false,
  },
  {
    name: 'the last number lost digits',
    more: { hotfixes: ['KB5001716', 'KB2862'], counted: 3 },
    updates: ['KB5001716'],
    isComplete: false,
  },
  { name: 'cut with an ellipsis', more: { hotfixes: ['KB5001716', 'KB500…'] }, updates: ['KB5001716'], isComplete: false },
  {
    name: 'a network card that is called like an update',
    more: { cardName: 'KB5071546' },
    updates: ['KB4023057', 'KB5001716', 'KB890830'],
    isComplete: true,
  },
  { name: 'such a card, and no updates', more: { cardName: 'KB5071546', hotfixes: null }, updates: [], isComplete: false },
  {
    name: 'two page files',
    more: { pageFiles: ['C:\\pagefile.sys', 'D:\\pagefile.sys'] },
    updates: ['KB4023057', 'KB5001716', 'KB890830'],
    isComplete: true,
  },
])('updates: $name', ({ more, updates, isComplete }) => {
  const lines = systeminfo(more);
  expect(updatesIn(read(lines))).toEqual([updates, isComplete]);
  expect(updatesIn(read(madeCsv(lines)))).toEqual([updates, isComplete]);
});

test('entries that are cut as the command cuts them are told apart', () => {
  const cutAs = (entry: string) =>
    systeminfo({ counted: 9 }).map((line) => (line.includes('KB890830') ? line.replace(/\[03\].*/, entry) : line));
  for (const entry of ['[03]: KB890830', '[03]: KB89', '[03]:', '[03]', '[0', '[', '…'])
    expect(updatesIn(read(cutAs(entry)))).toEqual([['KB4023057', 'KB5001716'], false]);
});

test('updates that are counted and not listed, or left out, are not known', () => {
  const isHotfix = (line: string): boolean => /\]: KB/.test(line);
  expect(updatesIn(read(systeminfo().filter((line) => !isHotfix(line))))).toEqual([null, false]);
  expect(updatesIn(read(systeminfo().filter((line) => !isHotfix(line) && !line.startsWith('Hotfixes'))))).toEqual([null, false]);
});

test('a file may end anywhere: what is told is right, and a list is never called whole that is not', () => {
  const text = systeminfo().join('\r\n');
  const versionEnds = text.indexOf('Maker');
  for (let end = 0; end <= text.length; end += 2) {
    const reading = read(text.slice(0, end));
    if (reading.status === 'refused') {
      expect(end).toBeLessThan(versionEnds);
      continue;
    }
    const { inventory, hostname, installedAt, areUpdatesComplete } = reading.machine;
    expect(inventory.system).toMatchObject({ product: 'Windows 10', version: '22H2', build: 19045, edition: 'Pro' });
    expect([null, 'x64']).toContain(inventory.system.arch);
    expect(hostname).toBe('CT-1');
    expect([null, '2019-03-26']).toContain(installedAt);
    for (const kb of inventory.updates ?? []) expect(machine.hotfixes).toContain(kb);
    if (areUpdatesComplete) expect(inventory.updates?.length).toBe(3);
  }
  expect(updatesIn(read(text))).toEqual([['KB4023057', 'KB5001716', 'KB890830'], true]);
});

test.for<[string, string]>([
  ['line feeds', '\n'],
  ['carriage returns', '\r'],
  ['two carriage returns', '\r\r\n'],
  ['blank lines between', '\r\n\r\n'],
])('%s', ([, end]) => expect(machineIn(read(systeminfo().join(end)))).toEqual({ ...machineIn(read(systeminfo())) }));

test('line ends of all kinds in one file, a prompt before and after, and the whole moved in', () => {
  const lines = ['C:\\>systeminfo', '', ...systeminfo(), '', 'C:\\>'].map((line, index) => `  ${line}${['\r\n', '\n', '\r'][index % 3]}`);
  expect(machineIn(read(lines.join('')))).toEqual(machineIn(read(systeminfo())));
});

test.for<{ name: string; without: number[]; expected: object }>([
  { name: 'host name', without: [0], expected: { hostname: null, inventory: { system: { product: 'Windows 10', edition: 'Pro' } } } },
  { name: 'name of the system', without: [1], expected: { inventory: { system: { product: 'Windows 10', edition: null, build: 19045 } } } },
  {
    name: 'owner and company',
    without: [6, 7],
    expected: { hostname: 'CT-1', installedAt: '2019-03-26', inventory: { system: { arch: 'x64' } } },
  },
  { name: 'installation date', without: [9], expected: { hostname: 'CT-1', installedAt: null, inventory: { system: { arch: 'x64' } } } },
  { name: 'model', without: [12], expected: { inventory: { system: { arch: 'x64' } } } },
  { name: 'type', without: [13], expected: { inventory: { system: { arch: null } } } },
])('a person may leave out lines: $name', ({ without, expected }) =>
  expect(machineIn(read(systeminfo().filter((_, index) => !without.includes(index))))).toMatchObject(expected),
);

test('the lines that tell something are enough', () => {
  const kept = systeminfo({ boot: '0 Days, 3 Hours, 2 Minutes, 28 Seconds' }).filter(
    (line) => /^(?:Host|OS|OS Version|Installed|Boot|Type|Hotfixes):/.test(line) || /\]: KB/.test(line),
  );
  expect(machineIn(read(kept))).toEqual(machineIn(read(systeminfo())));
});

test.for<{ name: string; more: Partial<MadeMachine>; system: object }>([
  { name: 'Windows on ARM', more: { type: 'ARM64-based PC' }, system: { arch: 'arm64' } },
  { name: 'another processor', more: { type: 'Itanium-based System' }, system: { arch: null } },
  {
    name: 'Windows XP',
    more: { osName: 'Microsoft Windows XP Professional', version: '5.1.2600 Service Pack 3 Build 2600', type: 'X86-based PC' },
    system: { product: 'Windows XP', version: 'SP3', arch: 'x86' },
  },
  {
    name: 'Server 2003',
    more: { osName: 'Microsoft(R) Windows(R) Server 2003, Standard Edition', version: '5.2.3790 Service Pack 2 Build 3790' },
    system: { product: 'Windows Server 2003', version: 'SP2', edition: 'Standard' },
  },
  {
    name: 'Server 2025 beside Windows 11',
    more: { osName: 'Microsoft Windows Server 2025 Standard', version: '10.0.26100 N/A Build 26100' },
    system: { product: 'Windows Server 2025', version: '24H2' },
  },
  { name: 'the build before its word', more: { version: '10.0.19045 – 19045. build' }, system: { version: '22H2' } },
  {
    name: 'an unreadable name and a configuration that tells',
    more: { osName: '?????', version: '10.0.17763 N/A Build 17763' },
    system: { product: 'Windows 10', version: '1809', edition: null },
  },
])('$name', ({ more, system }) => expect(machineIn(read(systeminfo(more))).inventory.system).toMatchObject(system));

test('a person may save lists of updates in many forms beside systeminfo', () => {
  const host = 'CT-1';
  const quoted = (cells: readonly string[], delimiter: string): string => cells.map((cell) => `"${cell}"`).join(delimiter);
  const forms: Record<string, string> = {
    'wmic qfe list full': madeBlocks(host, ['KB5071546', 'File 1']).join('\r\r\n'),
    'wmic qfe list': [
      'Description  FixComments  HotFixID   InstalledOn  Status  ',
      'Mise à jour               KB5071546  3/7/2019             ',
    ].join('\r\r\n'),
    'the same, moved by wide characters': ['Description  HotFixID   InstalledOn  ', '安全更新程序        KB5071546  3/7/2019     '].join(
      '\r\r\n',
    ),
    'wmic qfe get HotFixID': ['HotFixID   ', 'KB5071546  ', ''].join('\r\r\n'),
    'wmic qfe get … /format:csv': ['', 'Node,Description,HotFixID,InstalledOn', `${host},Update,KB5071546,3/7/2019`, ''].join('\r\r\n'),
    'the same with a comma in a cell': ['Node,Description,HotFixID', `${host},Update, of a kind,KB5071546`].join('\n'),
    'Get-HotFix': [
      'Source  Description  HotFixID   InstalledBy',
      '------  -----------  --------   -----------',
      'CT-1    Update       KB5071546  CT-1\\K 3   ',
    ].join('\n'),
    'Get-HotFix | Format-List': ['Source      : CT-1', 'Description : Update', 'HotFixID    : KB5071546', ''].join('\n'),
    'Export-Csv': [
      '#TYPE System.Management.ManagementObject',
      quoted(['PSComputerName', 'HotFixID', 'Status'], ','),
      quoted([host, 'KB5071546', ''], ','),
    ].join('\r\n'),
    'Export-Csv -UseCulture': [quoted(['CSName', 'Description', 'HotFixID'], ';'), quoted([host, 'a; b', 'KB5071546'], ';')].join('\r\n'),
    'Select HotFixID | Export-Csv': ['"HotFixID"', '"KB5071546"'].join('\r\n'),
    'ConvertTo-Json': JSON.stringify([{ CSName: host, HotFixID: 'KB5071546', InstalledOn: { value: '/Date(1)/' } }]),
    'ConvertTo-Json of one': JSON.stringify({ PSComputerName: host, HotFixID: 'KB5071546' }, null, 4),
  };
  for (const [form, text] of Object.entries(forms))
    expect({ form, read: updatesIn(read(text, systeminfo({ hotfixes: ['KB5001716'], counted: 7 }))) }).toEqual({
      form,
      read: [['KB5001716', 'KB5071546'], true],
    });
});

test('lists of updates that do not end are not called whole', () => {
  const cut = systeminfo({ hotfixes: ['KB5001716'], counted: 7 });
  const blocks = madeBlocks('CT-1', ['KB5071546', 'KB5071547']).join('\r\n');
  expect(updatesIn(read(blocks.slice(0, blocks.lastIndexOf('547')), cut))).toEqual([['KB5001716', 'KB5071546'], false]);
  expect(updatesIn(read('HotFixID\r\nKB5071546\r\nKB507', cut))).toEqual([['KB5001716', 'KB5071546'], false]);
});

test('the host name comes from the list of updates where systeminfo has lost it', () =>
  expect(machineIn(read(systeminfo().slice(2), madeBlocks('CT-1', ['KB5071546'])))).toMatchObject({ hostname: 'CT-1' }));

test.for<{ name: string; texts: (string | string[])[]; reason: object }>([
  { name: 'nothing', texts: [], reason: { code: 'no-files' } },
  { name: 'an empty file', texts: [''], reason: { code: 'not-a-capture', file: '0.txt' } },
  { name: 'a letter', texts: [systeminfo(), 'Dear Sir: KB5001716 is installed.'], reason: { code: 'not-a-capture', file: '1.txt' } },
  { name: 'a version without a system', texts: ['Program: 10.0.19045 of 19045'], reason: { code: 'not-a-capture', file: '0.txt' } },
  { name: 'updates only', texts: [madeBlocks('CT-1', ['KB5001716'])], reason: { code: 'system-missing' } },
  {
    name: 'updates of another machine',
    texts: [systeminfo(), madeBlocks('MR-2', ['KB5001716'])],
    reason: { code: 'different-machines', hostnames: ['CT-1', 'MR-2'] },
  },
  {
    name: 'updates of two machines',
    texts: [systeminfo(), [...madeBlocks('ct-1', ['KB5001716']), ...madeBlocks('MR-2', ['KB5001716'])]],
    reason: { code: 'different-machines', hostnames: ['CT-1', 'MR-2'] },
  },
  {
    name: 'two machines',
    texts: [systeminfo(), systeminfo({ hostname: 'MR-2' })],
    reason: { code: 'different-machines', hostnames: ['CT-1', 'MR-2'] },
  },
  {
    name: 'two machines in one file',
    texts: [[...systeminfo(), '', ...systeminfo({ hostname: 'MR-2' })]],
    reason: { code: 'different-machines', hostnames: ['CT-1', 'MR-2'] },
  },
  {
    name: 'one machine twice, before and after',
    texts: [systeminfo(), systeminfo({ hotfixes: ['KB5001716'] })],
    reason: { code: 'several-captures', files: ['0.txt', '1.txt'] },
  },
  {
    name: 'a shared build that nothing tells',
    texts: [systeminfo({ osName: '???', version: '10.0.17763 N/A Build 17763' }).toSpliced(4, 1, 'Role: ?')],
    reason: { code: 'system-untold', file: '0.txt', why: 'shared-build', name: null, build: 17763 },
  },
  {
    name: 'a name of another Windows',
    texts: [systeminfo({ osName: 'Microsoft Windows 7 Professional' })],
    reason: { code: 'system-untold', file: '0.txt', why: 'contradiction', name: 'Microsoft Windows 7 Professional', build: 19045 },
  },
])('refused: $name', ({ texts, reason }) => expect(read(...texts)).toEqual({ status: 'refused', reason }));

test('host names are one in spite of case, domain and length', () => {
  const long = systeminfo({ hostname: 'CONTROLLER-OF-SCANNER' });
  expect(read(long, madeBlocks('controller-of-s', ['KB5001716'])).status).toBe('read');
  expect(read(systeminfo(), madeBlocks('ct-1.example.invalid', ['KB5001716'])).status).toBe('read');
  expect(machineIn(read(systeminfo(), systeminfo())).source).toEqual(['0.txt', '1.txt']);
});

test('files are bounded in number and size', () => {
  const many = Array.from({ length: mostCaptureFiles + 1 }, (_, index) => textFile(`${index}.txt`, systeminfo().join('\n')));
  expect(readWindowsCaptures(many)).toEqual({ status: 'refused', reason: { code: 'too-many-files', most: mostCaptureFiles } });
  expect(readWindowsCaptures(many.slice(1)).status).toBe('read');
  const large = { name: 'large', bytes: Buffer.alloc(maxCaptureBytes + 1) };
  expect(readWindowsCaptures([large])).toEqual({
    status: 'refused',
    reason: { code: 'too-large', file: 'large', maxBytes: maxCaptureBytes },
  });
});
