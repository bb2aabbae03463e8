import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkState } from '../../../electron/agent-link/link-state.ts';
import { menuWords } from '../../../electron/tray/menu-words.ts';
import { buildTrayMenu, type TrayItem } from '../../../electron/tray/tray-menu.ts';
import { statusLines, tooltipOf, type TrayView } from '../../../electron/tray/tray-view.ts';
import { AppError, type ErrorCode } from '../../../src/base/app-error.ts';
import { languages } from '../../../src/domain/words/language.ts';
import { anyStatus, before, now, reachable, unreachable } from './agent-statuses.ts';

const view = (link: LinkState, language: 'vi' | 'en' = 'vi', scanFailure: ErrorCode | null = null) => ({
  link,
  language,
  scanFailure,
  now,
});
const labelsOf = (items: readonly TrayItem[]): string[] => items.flatMap((item) => (item.kind === 'separator' ? [] : [item.label]));
const menuOf = (shown: TrayView): readonly TrayItem[] => buildTrayMenu(shown, menuWords[shown.language]);
const scanItem = (items: readonly TrayItem[]): TrayItem | undefined =>
  items.find((item) => item.kind === 'action' && item.action.kind === 'scan');
const gone = unreachable(new AppError('AGENT_UNREACHABLE', 'no socket'));

describe('the menu', () => {
  test('says the state, opens the dashboard, scans, tells of scan and upload, changes the language, ends', () => {
    expect(labelsOf(menuOf(view(reachable({ openFindings: { critical: 1, high: 12, low: 3 }, patchStatus: 'fail' }))))).toEqual([
      'Chưa khắc phục: 1 nghiêm trọng, 12 cao',
      'Tình trạng bản vá: còn thiếu bản vá',
      'Mở bảng theo dõi',
      'Quét ngay',
      'Quét lần cuối: 16:00 23/11/2026',
      'Gửi báo cáo lần cuối: 16:00 23/11/2026',
      'Máy này gửi đi những gì',
      'Cán bộ trực: máy này chưa có lịch trực',
      'Tạm dừng quét theo lịch…',
      'Ngôn ngữ',
      'Giới thiệu WardWatch',
      'Thoát biểu tượng WardWatch',
    ]);
  });

  test('cannot scan while a scan runs or no agent answers', () => {
    expect(scanItem(menuOf(view(reachable())))).toMatchObject({ isEnabled: true });
    expect(scanItem(menuOf(view(reachable({ scanning: true }))))).toMatchObject({ isEnabled: false, label: 'Đang quét máy…' });
    expect(scanItem(menuOf(view(gone)))).toMatchObject({ isEnabled: false });
  });

  test('without an agent it says what to do, and nothing of an earlier state', () =>
    expect(labelsOf(menuOf(view(gone, 'en', 'STORE_FULL')))).toEqual([
      'The agent on this machine does not answer',
      'Start the WardWatch service, or run: wardwatch agent run',
      'Open the dashboard',
      'Scan now',
      'What leaves this machine',
      'Pause scheduled scans…',
      'Language',
      'About WardWatch',
      'Quit the WardWatch icon',
    ]));

  test('an agent of another version is told apart from none', () =>
    expect(statusLines(view(unreachable(new AppError('LOCAL_CALL_INVALID', 'not understood')), 'en'))).toEqual([
      'This icon and the agent are of different versions',
      'Install the same WardWatch version of both',
    ]));

  test.for([
    { code: 'AGENT_STARTING', line: 'The agent is starting' },
    { code: 'AGENT_OLDER', line: 'The agent is older than this icon' },
    { code: 'AGENT_NEWER', line: 'The agent is newer than this icon' },
  ] as const)('$code says which of the two it is, and what to do', ({ code, line }) => {
    const lines = statusLines(view(unreachable(new AppError(code, 'x')), 'en'));
    expect(lines[0]).toBe(line);
    expect(lines).toHaveLength(2);
  });

  test('a pause is told first, and its item ends it; without one the item leads to where a code is asked for', () => {
    const paused = reachable({ pause: { until: '2026-11-23T11:00:00.000Z', by: 'Lê Thị An', reason: 'siêu âm' } });
    const items = menuOf(view(paused, 'en'));
    expect(labelsOf(items)[0]).toBe('Scheduled scans are paused until 23 Nov 2026, 18:00');
    expect(items).toContainEqual({ kind: 'action', label: 'Run scheduled scans again', isEnabled: true, action: { kind: 'resume' } });
    expect(menuOf(view(reachable(), 'en'))).toContainEqual({
      kind: 'action',
      label: 'Pause scheduled scans…',
      isEnabled: true,
      action: { kind: 'open', view: 'settings' },
    });
  });

  test('a machine that sends nothing says why', () => {
    expect(labelsOf(menuOf(view(reachable({ lastUploadAt: null }), 'en')))).toContain('No report sent yet');
    expect(labelsOf(menuOf(view(reachable({ lastUploadAt: null, endpointId: null }), 'en')))).toContain(
      'Not enrolled, so no reports are sent',
    );
    expect(labelsOf(menuOf(view(reachable({ lastUploadError: 'no route' }), 'en')))).toContain('Reports cannot be sent');
  });

  test('a scan that was asked for and did not finish is told', () =>
    expect(labelsOf(menuOf(view(reachable(), 'en', 'STORE_FULL')))).toContain('The scan asked for did not finish (STORE_FULL)'));

  test('offers every language in its own words, the chosen one marked', () => {
    const choices = menuOf(view(reachable(), 'en')).find((item) => item.kind === 'choices');
    expect(choices).toMatchObject({
      choices: [
        { label: 'Tiếng Việt', isChosen: false },
        { label: 'English', isChosen: true },
      ],
    });
  });

  test('always opens the dashboard and always ends', () =>
    fc.assert(
      fc.property(anyStatus, fc.constantFrom(...languages), (status, language) => {
        const items = menuOf(view({ kind: 'reachable', status }, language));
        const enabled = items.flatMap((item) => (item.kind === 'action' && item.isEnabled ? [item.action.kind] : []));
        expect(enabled).toEqual(expect.arrayContaining(['open', 'quit']));
      }),
    ));
});

describe('the tooltip', () => {
  test('before the first scan it promises nothing', () => {
    const tooltip = tooltipOf(view(reachable({ lastScanAt: null, patchStatus: 'unknown' }), 'en'));
    expect(tooltip).toBe('WardWatch\nThis machine has never been scanned\nPatch status: unknown');
  });
  test('an old scan is told', () =>
    expect(tooltipOf(view(reachable({ lastScanAt: before(50) }), 'en'))).toContain('The last scan is more than 48 hours old'));
  test('before the first answer it says that it asks', () =>
    expect(tooltipOf(view({ kind: 'connecting' }, 'en'))).toBe('WardWatch\nConnecting to the agent…'));
});

test('no menu text is the same in both languages, but for what both call it', () => {
  const same = Object.entries(menuWords.vi).filter(
    ([key, text]) => typeof text === 'string' && Object.entries(menuWords.en).some(([other, english]) => other === key && english === text),
  );
  expect(same).toEqual([]);
});
