import { createElement } from 'react';
import { expect, test } from 'vitest';
import { EvidenceTable } from '../../../renderer/components/evidence-table.tsx';
import { FindingHistory } from '../../../renderer/components/finding-history.tsx';
import { voices } from '../../../renderer/i18n/voice.ts';
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
