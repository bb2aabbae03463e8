import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { niceTop, plotOf, type Sample } from '../../../renderer/tray/charts/plot.ts';
import { trayVoices } from '../../../renderer/tray/tray-voice.ts';
import { explanationText } from '../../../renderer/tray/views/explanation-text.ts';
import { anyFinding, fits } from '../../../renderer/tray/views/finding-choice.ts';
import type { Finding } from '../../../src/domain/finding.ts';

const voice = trayVoices.vi;
const finding: Finding = {
  scannerId: 'cron-jobs',
  rule: 'cron-job.added',
  fingerprint: 'abcdef'.padEnd(32, '0'),
  severity: 'high',
  technique: 'T1053.003',
  evidence: { subject: '/etc/cron.d/cập-nhật-Đêm' },
  state: 'open',
  firstSeenAt: '2026-11-23T10:00:00.000Z',
  lastSeenAt: '2026-11-23T10:00:00.000Z',
};

describe('searching the list', () => {
  test.for([
    { text: '', finds: true },
    { text: 'cập-nhật', finds: true },
    { text: 'CAP-NHAT-dem', finds: true },
    { text: 'cron.d tac vu', finds: true },
    { text: 't1053', finds: true },
    { text: 'abcdef', finds: true },
    { text: 'dem sáng', finds: false },
  ])('"$text" finds: $finds', ({ text, finds }) => expect(fits(finding, { ...anyFinding, text }, voice)).toBe(finds));
  test('a severity leaves out the others', () => {
    expect(fits(finding, { ...anyFinding, severity: 'high' }, voice)).toBe(true);
    expect(fits(finding, { ...anyFinding, severity: 'critical' }, voice)).toBe(false);
  });
});

describe('charts', () => {
  const box = { width: 100, height: 50 };
  test.for([
    { greatest: 0, top: 1 },
    { greatest: 1, top: 1 },
    { greatest: 3, top: 5 },
    { greatest: 7, top: 10 },
    { greatest: 11, top: 20 },
    { greatest: 430, top: 500 },
  ])('$greatest fits under $top', ({ greatest, top }) => expect(niceTop(greatest)).toBe(top));
  test('a count holds until the next one, a measure runs from one to the next', () => {
    const samples = [
      { at: 0, value: 0 },
      { at: 10, value: 10 },
    ];
    expect(plotOf(samples, 10, box, true).path).toBe('M0 50H100V0');
    expect(plotOf(samples, 10, box, false).path).toBe('M0 50L100 0');
  });
  test('nothing is drawn outside of its box', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.nat(), value: fc.nat({ max: 1e6 }) }), { minLength: 1 }), (given) => {
        const samples = given.toSorted((a: Sample, b: Sample) => a.at - b.at);
        const top = niceTop(Math.max(...samples.map(({ value }) => value)));
        const numbers =
          plotOf(samples, top, box, false)
            .path.match(/-?[\d.]+/g)
            ?.map(Number) ?? [];
        for (const [at, value] of numbers.entries()) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(at % 2 === 0 ? box.width : box.height);
        }
      }),
    ));
});

test.for([
  { explanation: { by: 'package', package: 'cron', version: '3.0', action: 'upgrade' }, text: 'gói cron 3.0, nâng cấp' },
  { explanation: { by: 'publisher', publisher: 'Mozilla' }, text: 'chương trình có chữ ký của Mozilla' },
  { explanation: { by: 'maintenance-window', window: 'sat 01:00' }, text: 'thời gian bảo trì sat 01:00' },
  { explanation: { by: 'person', person: 'An', reason: 'phiếu 12' }, text: 'An chấp nhận: phiếu 12' },
] as const)('a change explained by $explanation.by says so in words', ({ explanation, text }) =>
  expect(explanationText(explanation, voice)).toBe(text),
);
