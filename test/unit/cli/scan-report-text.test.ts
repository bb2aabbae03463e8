import { expect, test } from 'vitest';
import { type ReportedScan, scanReportLines } from '../../../src/cli/scan-report-text.ts';
import { languages } from '../../../src/domain/words/language.ts';

const scan = (over: Partial<ReportedScan> = {}): ReportedScan => ({
  verdicts: [{ scannerId: 'cron-jobs', status: 'pass' }],
  coverage: [{ scannerId: 'cron-jobs', status: 'ok', durationMs: 1 }],
  findings: [],
  resolved: [],
  lastInstalledAt: null,
  ...over,
});
const saysAllWasRead = /Everything that had to be checked could be read/;

test('all was read, and nothing else is said, where every check passed', () => {
  const text = scanReportLines(scan(), 'en').join('\n');
  expect(text).toMatch(saysAllWasRead);
  expect(text).not.toMatch(/\?|not known/);
});

test('a check that read its places and does not know is named with its reason', () => {
  const verdicts = [{ scannerId: 'patch-status', status: 'unknown', reason: 'update-lists-missing', subjects: [] }] as const;
  const coverage = [{ scannerId: 'patch-status', status: 'ok', durationMs: 1 }] as const;
  expect(scanReportLines(scan({ verdicts, coverage }), 'en').join('\n')).toMatch(
    /Read, and yet not known:\n {2}\? Patch status: the machine has never fetched its update lists/,
  );
});

test('the first scan says what the marks of it mean', () => {
  const verdicts = [{ scannerId: 'cron-jobs', status: 'unknown', reason: 'baseline-just-made', subjects: [] }] as const;
  const text = scanReportLines(scan({ verdicts }), 'en').join('\n');
  expect(text).toMatch(/where \? stands there was nothing to compare with yet/);
  expect(text).not.toMatch(/not known/);
});

test('what could not be read is told once, and nobody says that all was read', () => {
  const verdicts = [{ scannerId: 'cron-jobs', status: 'unknown', reason: 'partly-unreadable', subjects: ['/etc/cron.d'] }] as const;
  const coverage = [{ scannerId: 'cron-jobs', status: 'ok', reason: '/etc/cron.d: EACCES', durationMs: 1 }] as const;
  const text = scanReportLines(scan({ verdicts, coverage }), 'en').join('\n');
  expect(text).not.toMatch(saysAllWasRead);
  expect(text.match(/\? Cron jobs/g)).toHaveLength(1);
});

test('both languages have every word of it', () => {
  for (const language of languages) expect(scanReportLines(scan(), language).join('\n')).not.toMatch(/undefined|\[object/);
});
