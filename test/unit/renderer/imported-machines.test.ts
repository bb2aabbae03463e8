import { createElement } from 'react';
import { expect, test } from 'vitest';
import { ImportedMachineTable } from '../../../renderer/components/imported-machine-table.tsx';
import { ImportOutcome, type ImportStep } from '../../../renderer/components/import-outcome.tsx';
import { captureUploadOf } from '../../../renderer/console/capture-upload.ts';
import { importedVoice } from '../../../renderer/i18n/imported-voice.ts';
import { voices as allVoices } from '../../../renderer/i18n/voices.ts';
import { captureUpload, type ImportedMachine, type RecognisedMachine } from '../../../src/contracts/imported-machines.ts';
import { maxCaptureBytes, mostCaptureFiles } from '../../../src/domain/inventory/capture.ts';
import { markup, said } from './rendered.ts';

const voices = { vi: importedVoice(allVoices.vi), en: importedVoice(allVoices.en) };

const now = Date.parse('2026-11-23T10:05:00.000Z');
const system = {
  family: 'windows',
  product: 'Windows 7',
  version: 'SP1',
  edition: 'Professional',
  build: 7601,
  revision: null,
  arch: 'x86',
} as const;
const recognised: RecognisedMachine = {
  hostname: 'CT-1',
  system,
  updates: ['KB2534111', 'KB976902'],
  areUpdatesComplete: true,
  installedAt: '2014-03-26',
};
const anImported = (over: Partial<ImportedMachine> = {}): ImportedMachine => ({
  machineId: '9a0f7c1e-4b52-4d3a-8f1e-2b6c7d8e9f10',
  hostname: 'CT-1',
  unitId: '1b2c3d4e-4b52-4d3a-8f1e-2b6c7d8e9f10',
  unitName: 'Trạm Y tế B',
  system,
  updates: 2,
  areUpdatesComplete: true,
  importedAt: '2026-11-23T09:05:00.000Z',
  importedBy: 'administrator',
  source: 'systeminfo.txt, qfe.txt',
  hasAgent: false,
  ...over,
});

const table = (over: Partial<ImportedMachine>, language: 'vi' | 'en' = 'vi') =>
  said(createElement(ImportedMachineTable, { machines: [anImported(over)], now, isBusy: false, voice: voices[language] }));
const outcome = (state: ImportStep, language: 'vi' | 'en' = 'vi') =>
  said(createElement(ImportOutcome, { state, voice: voices[language], onStore: () => undefined }));

test('a machine is listed with its unit, system, date and source', () => {
  const text = table({});
  for (const part of [
    'CT-1',
    'Trạm Y tế B',
    'Windows 7 SP1 Professional x86',
    '2 bản cập nhật',
    '16:05 23/11/2026',
    'systeminfo.txt, qfe.txt',
  ])
    expect(text).toContain(part);
  expect(table({}, 'en')).toContain('imported by administrator');
});

test.for([
  { name: 'a list that was cut', over: { areUpdatesComplete: false }, text: 'ít nhất 2 bản cập nhật' },
  { name: 'no list', over: { updates: null, areUpdatesComplete: false }, text: 'chưa biết các bản cập nhật' },
  { name: 'no system', over: { system: null }, text: 'chưa xác định' },
  { name: 'an agent by now', over: { hasAgent: true }, text: 'không tính hai lần' },
])('$name is said in words', ({ over, text }) => expect(table(over)).toContain(text));

test('what was recognised is shown before it is stored, and that it is not stored yet', () => {
  const text = outcome({ step: 'read', machine: recognised });
  for (const part of ['Windows 7 SP1 Professional x86 (bản dựng 7601)', '26/03/2014', 'KB2534111', 'Chưa lưu.', 'Lưu máy này'])
    expect(text).toContain(part);
  expect(outcome({ step: 'read', machine: { ...recognised, areUpdatesComplete: false } }, 'en')).toContain('is not complete');
});

test.for<[ImportStep, string, string]>([
  [{ step: 'refused', reason: { code: 'system-missing' } }, 'Các tệp chỉ có danh sách bản cập nhật', 'The files only list updates'],
  [{ step: 'refused', reason: { code: 'unnamed' } }, 'không ghi tên máy', 'do not name the machine'],
  [{ step: 'failed', failure: { kind: 'refused', code: 'BODY_TOO_LARGE' } }, 'lớn hơn 6 MB', 'more than 6 MB'],
  [{ step: 'failed', failure: { kind: 'unreachable' } }, 'Không liên lạc được', 'collector'],
  [{ step: 'stored', stored: anImported() }, 'Đã lưu máy CT-1', 'Stored CT-1'],
])('%o is told in both languages', ([state, vi, en]) => {
  expect(outcome(state)).toContain(vi);
  expect(outcome(state, 'en')).toContain(en);
});

test('a file name that is made of markup stays text', () =>
  expect(
    markup(
      createElement(ImportOutcome, {
        state: { step: 'refused', reason: { code: 'not-a-capture', file: '<img src=x onerror=alert(1)>' } },
        voice: voices.vi,
        onStore: () => undefined,
      }),
    ),
  ).not.toContain('<img'));

test('files travel by their bytes, under names that the collector takes', async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
  const made = await captureUploadOf([new File([bytes], 'a\nb.txt'), new File([], ' ')]);
  if (made.status === 'refused') throw new Error(made.reason.code);
  const { files } = captureUpload.parse({ files: made.files });
  expect(files.map(({ name }) => name)).toEqual(['a b.txt', 'capture.txt']);
  expect(Uint8Array.from(atob(files[0]?.content ?? ''), (letter) => letter.charCodeAt(0))).toEqual(bytes);
});

test.for([
  { name: 'none', files: [], code: 'no-files' },
  { name: 'too many', files: Array.from({ length: mostCaptureFiles + 1 }, () => new File(['x'], 'a.txt')), code: 'too-many-files' },
  { name: 'one too large', files: [new File([new Uint8Array(maxCaptureBytes + 1)], 'a.txt')], code: 'too-large' },
])('$name: refused before anything is sent', async ({ files, code }) =>
  expect(await captureUploadOf(files)).toMatchObject({ status: 'refused', reason: { code } }),
);
