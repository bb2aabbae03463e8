import { createElement } from 'react';
import { expect, test } from 'vitest';
import { CoverageTable } from '../../../renderer/components/coverage-table.tsx';
import { EvidenceTable } from '../../../renderer/components/evidence-table.tsx';
import { unreadPlaces } from '../../../renderer/components/unread-places.ts';
import { VerdictTable } from '../../../renderer/components/verdict-table.tsx';
import { voices } from '../../../renderer/i18n/voices.ts';
import type { Evidence, RuleId } from '../../../src/domain/finding.ts';
import { markup, said } from './rendered.ts';

const verdicts = [
  { scannerId: 'os-release', status: 'pass' },
  { scannerId: 'cron-jobs', status: 'unknown', reason: 'baseline-just-made', subjects: [] },
  { scannerId: 'patch-status', status: 'fail', reason: 'security-updates-pending', subjects: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
] as const;

test('failed checks come first, then unknown ones, each with its reason in words', () => {
  const text = said(createElement(VerdictTable, { verdicts, isSilent: false, voice: voices.vi }));
  const order = ['không đạt', 'chưa xác định', 'đạt Kiểm tra', 'Hệ điều hành'].map((words) => text.indexOf(words));
  expect(text).toContain('còn bản vá bảo mật chưa cài');
  expect(text).toContain('vừa ghi nhận trạng thái gốc');
  expect(text).toContain('và 2 mục khác');
  expect(text.indexOf('chưa xác định')).toBeGreaterThan(text.indexOf('không đạt'));
  expect(order.at(-1)).toBeGreaterThan(text.indexOf('chưa xác định'));
});

test('a check that a silent endpoint once passed is not shown as passed', () => {
  const html = markup(createElement(VerdictTable, { verdicts, isSilent: true, voice: voices.en }));
  expect(html).not.toContain('status-pass');
  expect(html).toContain('last report: pass');
});

test.for([
  { status: 'failed', reason: 'COMMAND_TIMED_OUT: did not end', places: [{ place: null, code: 'COMMAND_TIMED_OUT' }] },
  { status: 'failed', reason: 'something else', places: [{ place: null, code: 'something else' }] },
  { status: 'skipped', reason: 'configuration', places: [] },
  { status: 'ok', reason: undefined, places: [] },
  {
    status: 'ok',
    reason: '/a: b: EACCES; /c: EIO',
    places: [
      { place: '/a: b', code: 'EACCES' },
      { place: '/c', code: 'EIO' },
    ],
  },
] as const)('$status with $reason', ({ status, reason, places }) =>
  expect(unreadPlaces({ scannerId: 'x', status, reason, durationMs: 1 })).toEqual(places),
);

test('what could not be read is told with its place and why; nothing unread is told too', () => {
  const partly = [{ scannerId: 'authorized-keys', status: 'ok', reason: '/srv/keys: EACCES', durationMs: 1 }] as const;
  expect(said(createElement(CoverageTable, { coverage: partly, voice: voices.vi }))).toContain('/srv/keys không đủ quyền đọc');
  const all = [{ scannerId: 'authorized-keys', status: 'ok', durationMs: 1 }] as const;
  expect(said(createElement(CoverageTable, { coverage: all, voice: voices.en }))).toContain('every check that ran could read everything');
});

const evidence = (rule: RuleId, of: Omit<Evidence, 'subject'>, language: 'vi' | 'en' = 'en'): string =>
  said(createElement(EvidenceTable, { rule, evidence: { subject: '/usr/sbin/sshd', ...of }, voice: voices[language] }));

test('evidence shows what differs, before and after, and keeps the rest one step away', () => {
  const text = evidence('system-file.modified', {
    before: { mode: '0755', uid: 0, size: 10 },
    after: { mode: '4755', uid: 0, size: 20_000 },
  });
  expect(text).toMatch(/Permissions Before 0755 After 4755/);
  expect(text).toMatch(/Size Before 10 B After 20,000 B/);
  expect(text.indexOf('1 attribute unchanged')).toBeGreaterThan(text.indexOf('20,000 B'));
});

test('evidence of something new or gone says so, and an attribute of one side only is told as none on the other', () => {
  expect(evidence('cron-job.added', { after: { mode: '0644' } })).toContain('It was not there before.');
  expect(evidence('cron-job.removed', { before: { mode: '0644' } })).toContain('It is no longer there.');
  expect(evidence('cron-job.modified', { before: {}, after: { linkTarget: '/tmp/x' } })).toContain('Links to Before none After /tmp/x');
});

test('fixed values are said in words, unknown attributes as they are named', () => {
  const text = evidence('account.added', { after: { rights: 'root', password: 'empty', shoeSize: 43, groups: ['sudo', 'docker'] } }, 'vi');
  expect(text).toContain('root (toàn quyền)');
  expect(text).toContain('để trống');
  expect(text).toContain('shoeSize Hiện tại 43');
  expect(text).toContain('sudo docker');
});

test('a finding whose evidence stays on the machine says that there is none here', () =>
  expect(evidence('cron-job.added', { after: {} })).toContain('carries no attribute'));
