import { expect, test } from 'vitest';
import { calendarDate, dayInVietnam } from '../../../../src/domain/warnings/calendar-date.ts';
import { readCveId } from '../../../../src/domain/warnings/cve-id.ts';
import { isOverdue, letterKey, orderedCves } from '../../../../src/domain/warnings/warning.ts';

test('CVEs stand in order of impact and number, each once under its gravest impact', () =>
  expect(
    orderedCves([
      { cve: 'CVE-2025-10000', impact: 'high' },
      { cve: 'CVE-2025-9999', impact: 'high' },
      { cve: 'CVE-2024-9999', impact: 'other' },
      { cve: 'CVE-2024-9999', impact: 'critical' },
    ]),
  ).toEqual([
    { cve: 'CVE-2024-9999', impact: 'critical' },
    { cve: 'CVE-2025-9999', impact: 'high' },
    { cve: 'CVE-2025-10000', impact: 'high' },
  ]));

test('a letter is named by number and year, however it is typed', () => {
  expect(letterKey('56 / cattt-ncsc', '2025-03-12')).toBe(letterKey('56/CATTT-NCSC', '2025-11-01'));
  expect(letterKey('56/CATTT-NCSC', '2024-03-12')).not.toBe(letterKey('56/CATTT-NCSC', '2025-03-12'));
});

test.for([
  { name: 'past and not done', warning: { deadline: '2025-03-19', state: 'open' }, done: 1, overdue: true },
  { name: 'on the day', warning: { deadline: '2025-03-20', state: 'open' }, done: 1, overdue: false },
  { name: 'past and done', warning: { deadline: '2025-03-19', state: 'open' }, done: 2, overdue: false },
  { name: 'closed', warning: { deadline: '2025-03-19', state: 'closed' }, done: 1, overdue: false },
  { name: 'no deadline', warning: { deadline: null, state: 'open' }, done: 1, overdue: false },
] as const)('overdue: $name', ({ warning, done, overdue }) =>
  expect(isOverdue(warning, { remediated: done, total: 2 }, '2025-03-20')).toBe(overdue),
);

test('days are those of Vietnam', () => {
  expect(dayInVietnam(Date.parse('2025-03-19T16:59:59Z'))).toBe('2025-03-19');
  expect(dayInVietnam(Date.parse('2025-03-19T17:00:00Z'))).toBe('2025-03-20');
  expect([calendarDate(2024, 2, 29), calendarDate(2025, 2, 29), calendarDate(2025, 13, 1)]).toEqual(['2024-02-29', null, null]);
});

test.for([
  ['cve-2025-12345', { cve: 'CVE-2025-12345' }],
  ['CVE-2025-123', { fault: 'number' }],
  ['CVE-1998-1234', { fault: 'year' }],
  ['2025-1234', { fault: 'form' }],
] as const)('%s', ([text, read]) => expect(readCveId(text)).toEqual(read));
