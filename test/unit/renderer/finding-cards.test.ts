import { createElement } from 'react';
import { expect, test } from 'vitest';
import { EvidenceTable } from '../../../renderer/components/evidence-table.tsx';
import { FindingCards } from '../../../renderer/components/finding-cards.tsx';
import { FindingHistory } from '../../../renderer/components/finding-history.tsx';
import { voices } from '../../../renderer/i18n/voices.ts';
import { said } from './rendered.ts';

const now = Date.parse('2026-11-23T10:00:00.000Z');
const at = '2026-11-23T09:00:00.000Z';
const flood = { count: 990, joined: 1000, examples: ['/etc/cron.d/a', '/etc/cron.d/b'] };

test('a flood shows its figure, its growth and its examples, and none where none may be shown', () => {
  const shown = (examples: readonly string[], language: 'vi' | 'en') =>
    said(
      createElement(EvidenceTable, {
        rule: 'cron-job.added',
        evidence: { subject: '/etc/cron.d', flood: { ...flood, examples } },
        voice: voices[language],
      }),
    );
  expect(shown(flood.examples, 'en')).toBe(
    '990 things of one cause differ from the baseline now; 1,000 changes since this was raised. /etc/cron.d/a /etc/cron.d/b',
  );
  expect(shown([], 'vi')).toBe('990 mục cùng một nguyên nhân đang khác trạng thái gốc; 1.000 thay đổi từ khi phát hiện.');
});

test('a flood that rules cite shows each rule once', () => {
  const rules = [{ id: null, title: 'A job that calls out', author: null, license: null, severity: 'high' }] as const;
  const finding = {
    fingerprint: 'a'.repeat(64),
    rule: 'cron-job.added',
    scannerId: 'cron-jobs',
    severity: 'high',
    state: 'open',
    firstSeenAt: at,
    lastSeenAt: at,
    receivedAt: at,
    evidence: { subject: '/etc/cron.d', flood, rules: [...rules] },
    history: [],
    endpointId: '9a0f7c1e-4b52-4d3a-8f1e-2b6c7d8e9f10',
    unitId: '1b2c3d4e-4b52-4d3a-8f1e-2b6c7d8e9f10',
    hostname: 'kham-01',
    unitName: 'Trạm Y tế B',
  } as const;
  const text = said(createElement(FindingCards, { findings: [finding], now, isBusy: false, voice: voices.en }));
  expect(text).toContain('990 things of one cause');
  expect(text.match(/A job that calls out/g)).toHaveLength(1);
});

test('the history tells the newest step first, who took it and why, and what a code for a name is', () => {
  const history = [
    { at, from: 'open', to: 'acknowledged', by: '~51b2c4d8', reason: 'đang hỏi bên bảo trì' },
    { at, from: 'acknowledged', to: 'open', by: null, reason: null },
  ] as const;
  const text = said(createElement(FindingHistory, { history, now, voice: voices.vi }));
  expect(text).toMatch(/^Diễn biến.*Kết quả quét: đang mở.*~51b2c4d8: đã tiếp nhận.*Lý do: đang hỏi bên bảo trì.*thay cho tên/);
  const named = said(createElement(FindingHistory, { history: [{ ...history[0], by: 'Lê Thị An' }], now, voice: voices.en }));
  expect(named).toContain('Lê Thị An: acknowledged');
  expect(named).not.toContain('stands for a name');
});

test('a finding of which nothing became says nothing of it', () =>
  expect(said(createElement(FindingHistory, { history: [], now, voice: voices.en }))).toBe(''));
