import { createElement } from 'react';
import { expect, test } from 'vitest';
import { EndpointTable } from '../../../renderer/components/endpoint-table.tsx';
import { voices } from '../../../renderer/i18n/voices.ts';
import type { Endpoint } from '../../../src/contracts/http-api.ts';
import { anEndpoint, markup, said } from './rendered.ts';

const now = Date.parse('2026-11-23T10:05:00.000Z');
const table = (over: Partial<Endpoint>, language: 'vi' | 'en' = 'vi') =>
  createElement(EndpointTable, {
    endpoints: [anEndpoint(over)],
    namesUnit: false,
    hrefOf: (id) => `#/${id}`,
    now,
    isBusy: false,
    voice: voices[language],
  });

test.for([
  ['pass', 'đã cập nhật', 'patched'],
  ['fail', 'còn thiếu bản vá', 'patches missing'],
  ['unknown', 'chưa xác định', 'unknown'],
] as const)('patch status %s is said in words', ([patchStatus, inVietnamese, inEnglish]) => {
  expect(said(table({ patchStatus }))).toContain(inVietnamese);
  expect(said(table({ patchStatus }, 'en'))).toContain(inEnglish);
});

test('what a silent endpoint once reported as good is not shown as good', () => {
  const html = markup(table({ isSilent: true, patchStatus: 'pass' }));
  expect(html).not.toContain('status-pass');
  expect(said(table({ isSilent: true, patchStatus: 'pass' }))).toContain('chưa xác định báo cáo cuối: đã cập nhật');
  expect(said(table({ isSilent: true, patchStatus: 'fail' }))).toContain('còn thiếu bản vá');
});

test('an endpoint that never reported has no "none", no system of its own and no time', () => {
  const text = said(
    table({ lastSeenAt: null, osName: '', osVersion: '', os: 'win32', patchStatus: 'unknown', clockSkewSeconds: null }, 'en'),
  );
  expect(text).toContain('Windows');
  expect(text).toContain('has not reported yet');
  expect(text).not.toContain('none');
});

test.for([
  [120, null],
  [-120, null],
  [121, 'đồng hồ nhanh 2 phút'],
  [-7200, 'đồng hồ chậm 2 giờ'],
] as const)('a clock that is %d s ahead', ([clockSkewSeconds, words]) => {
  const text = said(table({ clockSkewSeconds }));
  if (words === null) expect(text).not.toContain('đồng hồ');
  else expect(text).toContain(words);
});

test('two machines with one identity are named as such', () =>
  expect(said(table({ forkedAt: '2026-11-22T00:00:00.000Z' }))).toContain('trùng danh tính'));

test('the last contact is told as how long ago and when', () => expect(said(table({}))).toContain('5 phút trước 17:00 23/11/2026'));

test('a name that is made of markup stays text', () =>
  expect(markup(table({ hostname: '<img src=x onerror=alert(1)>' }))).not.toContain('<img'));
