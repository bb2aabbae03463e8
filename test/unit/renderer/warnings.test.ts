import { createElement } from 'react';
import { expect, test } from 'vitest';
import { WarnedMachineTable } from '../../../renderer/components/warned-machine-table.tsx';
import { WarningFacts } from '../../../renderer/components/warning-facts.tsx';
import { WarningTable } from '../../../renderer/components/warning-table.tsx';
import { WarningTrendTable, WarningUnitTable } from '../../../renderer/components/warning-unit-table.tsx';
import { voices as allVoices } from '../../../renderer/i18n/voices.ts';
import { warningVoice } from '../../../renderer/i18n/warning-voice.ts';
import type { WarnedMachine, Warning } from '../../../src/contracts/warnings.ts';
import { figuresOf, noMachines, type StateCounts } from '../../../src/domain/warnings/figures.ts';
import { markup, said } from './rendered.ts';

const voices = { vi: warningVoice(allVoices.vi), en: warningVoice(allVoices.en) };

const id = '9a0f7c1e-4b52-4d3a-8f1e-2b6c7d8e9f10';
const now = Date.parse('2026-11-23T10:05:00.000Z');
const figures = (counts: Partial<StateCounts>): Warning['figures'] => {
  const all = figuresOf({ ...noMachines, ...counts }, 0);
  return { ...all, counts: { ...all.counts } };
};

const aWarning = (over: Partial<Warning> = {}): Warning => ({
  warningId: id,
  number: '56/CATTT-NCSC',
  issuer: 'Cục A',
  issuedOn: '2026-11-12',
  title: 'Lỗ hổng trong openssl',
  cves: [
    { cve: 'CVE-2025-1111', impact: 'critical' },
    { cve: 'CVE-2025-2222', impact: 'high' },
  ],
  products: ['openssl'],
  effect: 'thực thi mã từ xa',
  isExploited: true,
  deadline: '2026-11-20',
  state: 'open',
  figures: figures({ remediated: 12, missing: 20, unknown: 3, silent: 5, 'not-affected': 100 }),
  isOverdue: true,
  judgedAt: '2026-11-23T10:00:00.000Z',
  countedAt: '2026-11-23T10:00:00.000Z',
  ...over,
});

const table = (over: Partial<Warning>, language: 'vi' | 'en' = 'vi') =>
  createElement(WarningTable, { warnings: [aWarning(over)], hrefOf: (one) => `#/warnings/${one}`, isBusy: false, voice: voices[language] });

test('the figure of a warning stands beside what is still to do, silent and unknown machines included', () =>
  expect(said(table({}))).toContain('12/40 Chưa xử lý 20 còn thiếu bản vá 3 chưa xác định 5 mất kết nối Hạn xử lý 20/11/2026 quá hạn'));

test('in English too', () =>
  expect(said(table({}, 'en'))).toContain('12/40 Still to do 20 missing the fix 3 unknown 5 silent Deadline 20 Nov 2026 overdue'));

test('a warning that is done says so; silent machines keep it from being done', () => {
  expect(said(table({ figures: figures({ remediated: 12 }), isOverdue: false }))).toContain('12/12 Chưa xử lý không còn');
  expect(said(table({ figures: figures({ silent: 12 }) }))).toContain('0/12 Chưa xử lý 12 mất kết nối');
});

test('a title that is made of markup stays text', () =>
  expect(markup(table({ title: '<img src=x onerror=alert(1)>' }))).not.toContain('<img'));

test('units and days have figures of their own', () => {
  const units = [{ unitId: id, unitName: 'Trạm Y tế B', figures: figures({ remediated: 1, missing: 1 }) }];
  expect(said(createElement(WarningUnitTable, { units, voice: voices.vi }))).toContain('Trạm Y tế B Số máy đã xử lý/tổng số máy 1/2');
  const trend = ['2026-11-20', '2026-11-21'].map((day, at) => ({ day, figures: figures({ remediated: at, missing: 1 }) }));
  expect(said(createElement(WarningTrendTable, { trend, voice: voices.vi }))).toMatch(/21\/11\/2026.* 1\/2.*20\/11\/2026.* 0\/1/);
});

test('CVEs stand in the groups of the letter', () => {
  const detail = {
    warning: aWarning(),
    dataReadAt: null,
    ranking: [],
    units: [],
    trend: [],
    events: [],
    attachments: [
      { digest: 'a'.repeat(64), name: 'Công văn.pdf', contentType: 'application/pdf', bytes: 9, attachedAt: '2026-11-23T10:00:00.000Z' },
    ],
  };
  const facts = said(createElement(WarningFacts, { detail, hrefOf: (digest) => `/files/${digest}`, voice: voices.vi }));
  expect(facts).toContain(
    'Nghiêm trọng CVE-2025-1111 Cao CVE-2025-2222 Sản phẩm openssl Ảnh hưởng thực thi mã từ xa; đang bị khai thác trong thực tế Tệp đính kèm Công văn.pdf',
  );
});

const machine = (over: Partial<WarnedMachine> = {}): WarnedMachine => ({
  machineId: id,
  hostname: 'kham-01',
  unitId: id,
  unitName: 'Trạm Y tế B',
  state: 'missing',
  lastStatus: 'affected',
  reason: null,
  needs: [{ item: 'Windows 10', installed: '19045.1', versions: [], updates: ['KB5071546'], remedy: null }],
  heardAt: '2026-11-23T10:00:00.000Z',
  isImported: false,
  source: null,
  ...over,
});
const machineTable = (over: Partial<WarnedMachine>) =>
  createElement(WarnedMachineTable, {
    machines: [machine(over)],
    hrefOf: (one) => `#/endpoints/${one}`,
    now,
    isBusy: false,
    voice: voices.vi,
  });

test('what a machine needs stands beside it', () =>
  expect(said(machineTable({}))).toContain('còn thiếu bản vá Cần cập nhật KB5071546 hoặc mới hơn'));

test('a silent machine whose last report was good is silent', () => {
  const html = markup(machineTable({ state: 'silent', lastStatus: 'fixed', needs: [] }));
  expect(html).not.toContain('status-pass');
  expect(said(machineTable({ state: 'silent', lastStatus: 'fixed', needs: [] }))).toContain('mất kết nối báo cáo cuối: đã xử lý');
});

test('an unknown machine says why', () =>
  expect(said(machineTable({ state: 'unknown', lastStatus: 'unknown', reason: 'no-advisory', needs: [] }))).toContain(
    'chưa có tài liệu nào đã nạp nói về lỗ hổng này',
  ));

test('an imported machine has its date and no page of its own', () => {
  const html = markup(machineTable({ isImported: true, source: 'systeminfo.txt' }));
  expect(html).not.toContain('#/endpoints/');
  expect(html).toContain('nhập từ tệp lúc 17:00 23/11/2026');
});
