import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWindowsCaptures } from '../../../../src/inventory/windows-capture/read-windows-captures.ts';
import { captureLanguages } from './capture-languages.ts';
import { encoded, madeBlocks, madeCsv, type MadeMachine, madeSysteminfo } from './capture-maker.ts';

const machine: MadeMachine = {
  hostname: 'CT-1',
  osName: 'Microsoft Windows 10 Pro',
  version: '10.0.19045 N/A Build 19045',
  type: 'x64-based PC',
  installed: '26/03/2019, 15:51:30',
  boot: '04/05/2021, 08:00:00',
  biosDate: '06/07/2020',
  hotfixes: ['KB5001716', 'KB4023057', 'File 1', 'KB890830'],
};
const lines = madeSysteminfo(captureLanguages.vi, machine);
const seeds = [
  encoded(lines.join('\r\n'), 'utf8'),
  encoded(lines.join('\r\n'), 'windows1258'),
  encoded(madeSysteminfo(captureLanguages.zh, machine).join('\r\n'), 'gbk'),
  encoded(madeSysteminfo(captureLanguages.ru, machine).join('\n'), 'cp866'),
  encoded(madeSysteminfo(captureLanguages.de, machine).join('\r\n'), 'utf16le'),
  encoded(madeCsv(lines).join('\r\n'), 'utf8'),
  encoded(madeBlocks('CT-1', ['KB5071546', 'KB890830']).join('\r\r\n'), 'utf16le-bom'),
  encoded(JSON.stringify([{ HotFixID: 'KB5071546', CSName: 'CT-1' }]), 'utf8'),
  encoded('Node,HotFixID\r\nCT-1,KB5071546\r\n', 'utf8'),
  encoded('Description  HotFixID\r\nUpdate       KB5071546\r\n', 'utf8'),
];

/** What is not as promised in the answer to whatever bytes. */
function unsound(bytes: Uint8Array): string[] {
  const reading = readWindowsCaptures([{ name: 'a', bytes }]);
  if (reading.status === 'refused') return /^[a-z-]+$/.test(reading.reason.code) ? [] : ['reason'];
  const { inventory, hostname, installedAt, areUpdatesComplete } = reading.machine;
  const { system, software, updates } = inventory;
  const listed = updates ?? [];
  const promises = {
    system: system.family === 'windows' && system.revision === null && /^Windows \S/.test(system.product),
    software: software === null,
    updates: listed.every((kb) => /^KB\d{6,7}$/.test(kb)) && listed.join() === [...new Set(listed)].toSorted().join(),
    complete: updates !== null || !areUpdatesComplete,
    hostname: hostname === null || /^[^\p{Cc}\s]+$/u.test(hostname),
    installedAt: installedAt === null || new Date(installedAt).toISOString().slice(0, 10) === installedAt,
  };
  return Object.entries(promises).flatMap(([name, isKept]) => (isKept ? [] : [name]));
}

test('any bytes are answered', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 6000 }), (bytes) => {
      expect(unsound(bytes)).toEqual([]);
    }),
    { numRuns: 200 },
  ));

const pieces = [
  '10.0.19045 N/A Build 19045',
  'Host: CT-1',
  'HotFixID',
  'HotFixID=KB5071546',
  '[01]: KB5001716',
  '"',
  ',',
  '\t',
  ': ',
  '\0',
  '\r',
  '\n',
  '   ',
  'Windows',
  '{',
  '[',
  '\u00FF\u00FE',
  '/',
  '1/2/2020',
  'x64-based PC',
  '…',
];

test('any text of the parts that matter is answered', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 200 }), (parts) => {
      expect(unsound(Buffer.from(parts.join(''), 'latin1'))).toEqual([]);
    }),
    { numRuns: 200 },
  ));

const mutation = fc.oneof(
  fc.record({ at: fc.nat(), remove: fc.nat({ max: 200 }), insert: fc.uint8Array({ maxLength: 8 }) }),
  fc.record({ at: fc.nat(), remove: fc.constant(0), insert: fc.constantFrom(...pieces).map((piece) => Buffer.from(piece, 'latin1')) }),
  fc.record({ at: fc.nat(), remove: fc.constant(1_000_000), insert: fc.constant(new Uint8Array()) }),
);

test('mutated captures are answered', () =>
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 6 }), (seed, mutations) => {
      let bytes = seed;
      for (const { at, remove, insert } of mutations) {
        const start = at % (bytes.length + 1);
        bytes = Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + remove)]);
      }
      expect(unsound(bytes)).toEqual([]);
    }),
    { numRuns: 500 },
  ));

const size = 50_000;

const floods = [
  'a: 10.0.19045 N/A Build 19045\n',
  '  [01]: KB5001716\n',
  'a HotFixID ',
  'HotFixID\n',
  'HotFixID,a\n',
  '"a","10.0.19045 a 19045"\n',
  'KB5001716  ',
  ':',
  ': en',
  'a\u0301',
  '[[',
  '[{"HotFixID":"',
  '\u0102\u0301',
  '\n\u00E9',
  '" ',
  '1/',
  ',[01]: KB1',
];

// What would take minutes where time grew with the square of the size ends within the time of a test.
test.for([...pieces, ...floods])('a file full of %j is answered in time', (piece) => {
  for (const head of [
    '',
    'a: 10.0.19045 N/A Build 19045\n',
    'HotFixID,a\n',
    'HotFixID\n',
    '"a","Microsoft Windows 10","10.0.19045 N/A 19045","',
  ])
    expect(unsound(Buffer.from((head + piece.repeat(size / piece.length)).slice(0, size), 'latin1'))).toEqual([]);
});
