import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFields } from '../../../renderer/console/warning-form/check-fields.ts';
import { dayText, readDay } from '../../../renderer/console/warning-form/day-text.ts';
import { excerptOf } from '../../../renderer/console/warning-form/excerpt.ts';
import { emptyFields, fieldsOf, holds, refilled, type WarningFields, withValue } from '../../../renderer/console/warning-form/fields.ts';
import { warningContent } from '../../../src/contracts/warnings.ts';
import { calendarDate } from '../../../src/domain/warnings/calendar-date.ts';
import { mostCharacters } from '../../../src/domain/warnings/warning.ts';

const typed: WarningFields = {
  ...emptyFields,
  number: ' 207/CATTT-NCSC ',
  issuer: 'Cục Kiểm thử',
  issuedOn: '5/3/2026',
  title: 'Lỗ hổng thử',
  deadline: '20/03/2026',
  critical: 'cve-2025-11111, CVE-2025-22222',
  other: 'CVE-2025-3333\n',
  products: 'openssl\n\n openssl \nWindows Server 2019',
};

test('what is typed by hand becomes a warning', () =>
  expect(checkFields(typed)).toEqual({
    outcome: 'ready',
    content: {
      number: '207/CATTT-NCSC',
      issuer: 'Cục Kiểm thử',
      issuedOn: '2026-03-05',
      title: 'Lỗ hổng thử',
      deadline: '2026-03-20',
      cves: [
        { cve: 'CVE-2025-11111', impact: 'critical' },
        { cve: 'CVE-2025-22222', impact: 'critical' },
        { cve: 'CVE-2025-3333', impact: 'other' },
      ],
      products: ['openssl', 'Windows Server 2019'],
      effect: '',
      isExploited: false,
    },
  }));

test.for([
  { name: 'no number', over: { number: ' \t' }, faults: { number: [{ kind: 'missing' }] } },
  { name: 'no day of issue', over: { issuedOn: '' }, faults: { issuedOn: [{ kind: 'missing' }] } },
  { name: 'a day that no calendar has', over: { issuedOn: '30/02/2026' }, faults: { issuedOn: [{ kind: 'no-such-day' }] } },
  { name: 'a deadline in words', over: { deadline: 'cuối tháng' }, faults: { deadline: [{ kind: 'no-such-day' }] } },
  {
    name: 'a title that is too long',
    over: { title: 'a'.repeat(501) },
    faults: { title: [{ kind: 'too-long', most: mostCharacters.title }] },
  },
  {
    name: 'ids that are none, each with what is wrong',
    over: { high: 'CVE-2025-123\nlog4shell CVE-25-4444' },
    faults: {
      high: [
        { kind: 'cve', text: 'CVE-2025-123', fault: 'number' },
        { kind: 'cve', text: 'log4shell', fault: 'form' },
        { kind: 'cve', text: 'CVE-25-4444', fault: 'year' },
      ],
    },
  },
  {
    name: 'an id in two groups',
    over: { high: 'cve-2025-11111' },
    faults: { high: [{ kind: 'twice', cve: 'CVE-2025-11111', group: 'critical' }] },
  },
  {
    name: 'more products than a warning has',
    over: { products: Array.from({ length: 101 }, (_, at) => `p${at}`).join('\n') },
    faults: { products: [{ kind: 'too-many', most: 100 }] },
  },
])('$name is told at its field', ({ over, faults }) => {
  const checked = checkFields({ ...typed, ...over });
  const told = checked.outcome === 'wrong' ? Object.entries(checked.faults).filter(([, some]) => some.length > 0) : [];
  expect(Object.fromEntries(told)).toEqual(faults);
});

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('1/1/2026', 'CVE-2025-1234', 'a\u0007b\r\nc'),
);
const anyFields = fc.record({
  number: anyText,
  issuer: anyText,
  issuedOn: fc.oneof(anyText, fc.constant('12/03/2026')),
  title: anyText,
  deadline: fc.oneof(anyText, fc.constant('')),
  products: anyText,
  effect: anyText,
  critical: fc.oneof(anyText, fc.constant('')),
  high: fc.constantFrom('', 'CVE-2025-1234', 'CVE-2024-99999 cve-2024-11111'),
  other: fc.constantFrom('', 'CVE-2025-5555'),
  isExploited: fc.boolean(),
});

test('whatever is ready is of the contract, and stays as it is when it is edited and stored again', () =>
  fc.assert(
    fc.property(anyFields, (fields) => {
      const checked = checkFields(fields);
      if (checked.outcome === 'wrong') return;
      expect(warningContent.safeParse(checked.content).success).toBe(true);
      expect(checkFields(fieldsOf(checked.content))).toEqual(checked);
    }),
    { numRuns: 500 },
  ));

describe('days', () => {
  test.for([
    ['12/03/2026', '2026-03-12'],
    ['5.3.2026', '2026-03-05'],
    ['2026-03-12', '2026-03-12'],
    ['03/13/2026', null],
    ['12/03/26', null],
    ['', null],
  ] as const)('%s -> %s', ([text, day]) => expect(readDay(text)).toBe(day));

  test('a day is read as it is written', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (...parts) => {
        const day = calendarDate(...parts);
        expect(readDay(dayText(day))).toBe(day);
      }),
    ));
});

test('another reading fills what nobody has typed over, and leaves the rest', () => {
  const before = { ...emptyFields, number: '207/A', title: 'cũ' };
  const now = { ...before, title: 'sửa tay', isExploited: true };
  expect(refilled(now, before, { ...emptyFields, number: '208/A', title: 'mới' })).toEqual({
    ...emptyFields,
    number: '208/A',
    title: 'sửa tay',
    isExploited: true,
  });
});

test('what the letter says is put in the place of one value, and added to several', () => {
  expect(withValue('number', '1/A', '2/B')).toBe('2/B');
  expect(withValue('critical', 'CVE-2025-1111\n', 'CVE-2025-2222')).toBe('CVE-2025-1111\nCVE-2025-2222');
  expect(withValue('effect', '', 'giả mạo')).toBe('giả mạo');
  expect(holds('effect', withValue('effect', 'mã từ xa', 'giả mạo'), 'giả mạo')).toBe(true);
  expect(holds('products', 'Windows Server 2019', 'Windows')).toBe(false);
});

test('an excerpt marks the words and says where it was cut', () => {
  const text = `${'trước '.repeat(20)}\nSố:  207/CATTT\n${'sau '.repeat(20)}`;
  const start = text.indexOf('207');
  const { before, marked, after } = excerptOf(text, { start, end: start + 9 });
  expect(marked).toBe('207/CATTT');
  expect(before).toMatch(/^… (trước )+Số: $/);
  expect(after).toMatch(/^ (sau )+…$/);
  expect(excerptOf('Số: 207/CATTT', { start: 4, end: 13 })).toEqual({ before: 'Số: ', marked: '207/CATTT', after: '' });
});
