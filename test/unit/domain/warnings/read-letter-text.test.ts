import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestLetter } from '../../../../src/domain/warnings/letter/reading.ts';
import { readLetterText } from '../../../../src/domain/warnings/letter/read-letter-text.ts';
import { letterText, reading, valuesOf } from './letters.ts';

const expected = {
  number: ['207/CATTT-NCSC'],
  issuedOn: ['2025-03-12'],
  title: ['lỗ hổng ảnh hưởng cao và nghiêm trọng trong sản phẩm thử nghiệm tháng 3'],
  cves: [
    ['CVE-2025-11111', 'critical', true],
    ['CVE-2025-22222', 'critical', false],
    ['CVE-2025-3333', 'high', false],
    ['CVE-2025-44444', 'high', false],
    ['CVE-2025-55555', 'high', false],
  ],
  malformed: [],
  products: ['kb5053596', 'windows server 2019', 'microsoft exchange server 2016'],
  effects: ['code-execution', 'privilege-escalation'],
  exploited: 1,
  deadline: ['2025-03-20'],
};

test.for([
  { name: 'as it was written', change: (text: string) => text },
  { name: 'decomposed letters', change: (text: string) => text.normalize('NFD') },
  { name: 'line ends of Windows', change: (text: string) => text.replaceAll('\n', '\r\n') },
  { name: 'lower case', change: (text: string) => text.toLowerCase() },
  { name: 'upper case', change: (text: string) => text.toUpperCase() },
  { name: 'dashes of a word processor', change: (text: string) => text.replaceAll('-', '–') },
  { name: 'blanks that do not break', change: (text: string) => text.replaceAll(' ', '\u00a0') },
  {
    name: 'full-width digits and letters in ids',
    change: (text: string) =>
      text.replaceAll(/CVE-[\d-]+/g, (id) => id.replaceAll(/[^-]/g, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0))),
  },
  { name: 'soft hyphens and joiners inside', change: (text: string) => text.replaceAll('CVE', 'C\u00adV\u200bE') },
  { name: 'ids broken at their hyphens', change: (text: string) => text.replaceAll(/CVE-(\d{4})-/g, 'CVE-\n$1-\n  ') },
])('a letter: $name', ({ change }) => expect(valuesOf(reading(change(letterText)))).toEqual(expected));

test('what is recognised points at the words that it came from', () => {
  const text = letterText.normalize('NFD');
  const { cves, number, issuedOn, deadline, products } = reading(text);
  const words = [...cves, ...number, ...issuedOn, ...deadline, ...products].map(({ span }) =>
    text.slice(span.start, span.end).normalize('NFC'),
  );
  expect(words).toEqual([
    'CVE-2025-11111',
    'CVE-2025-22222',
    'CVE-2025-3333',
    'CVE-2025-44444',
    'CVE-2025-55555',
    '207/CATTT-NCSC',
    'ngày 12 tháng 3 năm 2025',
    '20/03/2025',
    'KB5053596',
    'Windows Server 2019',
    'Microsoft Exchange Server 2016',
  ]);
  expect([...cves, ...number, ...issuedOn, ...deadline].flatMap(({ doubts }) => doubts)).toEqual([]);
});

test.for([
  { name: 'inside the year', text: 'CVE-20\n25-12345', cve: 'CVE-2025-12345', doubts: ['joined-over-line-break'], alternatives: [] },
  {
    name: 'inside a number that is too short alone',
    text: 'CVE-2025-12\n345',
    cve: 'CVE-2025-12345',
    doubts: ['joined-over-line-break'],
    alternatives: [],
  },
  {
    name: 'behind a number that is long enough',
    text: 'CVE-2025-1234\n5 lỗ hổng',
    cve: 'CVE-2025-1234',
    doubts: ['may-go-on-in-next-line'],
    alternatives: ['CVE-2025-12345'],
  },
  { name: 'before the number of the next row', text: 'CVE-2025-1234\n2 CVE-2025-9999', cve: 'CVE-2025-1234', doubts: [], alternatives: [] },
  { name: 'before a date', text: 'CVE-2025-1234\n12/03/2025', cve: 'CVE-2025-1234', doubts: [], alternatives: [] },
])('a line break $name', ({ text, cve, doubts, alternatives }) =>
  expect(reading(text).cves[0]).toMatchObject({ value: cve, doubts, alternatives }),
);

test.for([
  { text: 'CVE-2025-12', fault: 'number', meant: null },
  { text: 'CVE-25-12345', fault: 'year', meant: null },
  { text: 'CVE-1066-12345', fault: 'year', meant: null },
  { text: 'CVE 2025 12345', fault: 'form', meant: 'CVE-2025-12345' },
  { text: 'CVE-202512345', fault: 'form', meant: 'CVE-2025-12345' },
  { text: 'cve_2025_12345', fault: 'form', meant: 'CVE-2025-12345' },
  { text: 'CVE-2O25-12345', fault: 'form', meant: 'CVE-2025-12345' },
])('$text is shown as malformed', ({ text, fault, meant }) => {
  const { cves, malformedCves } = reading(`Lỗ hổng ${text} rất nguy hiểm`);
  expect(cves).toEqual([]);
  expect(malformedCves).toMatchObject([{ text, fault, meant }]);
});

test('numbers that go on without their year are told, not swallowed', () => {
  const { cves, malformedCves } = reading('CVE-2021-34473, 34523 và 31207');
  expect(cves.map(({ value }) => value)).toEqual(['CVE-2021-34473']);
  expect(malformedCves).toMatchObject([{ text: '34523', fault: 'shorthand', meant: 'CVE-2021-34523' }]);
});

test('the word CVE alone is no id', () =>
  expect(reading('Danh sách CVE và mã CVE của hãng')).toMatchObject({ cves: [], malformedCves: [] }));

const impactsIn = (text: string) => reading(text).cves.map(({ impact, impactDoubts }) => [impact, ...impactDoubts]);

test.for([
  { name: 'behind the id', text: 'CVE-2025-1111 (Nghiêm trọng), CVE-2025-2222 (Cao)', impacts: [['critical'], ['high']] },
  { name: 'beside a score', text: 'CVE-2025-1111\n- Điểm CVSS: 8.8 (Cao)\n- Mô tả: lỗ hổng', impacts: [['high']] },
  {
    name: 'only a score',
    text: 'CVE-2025-1111, điểm CVSS: 9,8. CVE-2025-2222 CVSS 5.5',
    impacts: [
      ['critical', 'from-score'],
      ['other', 'from-score'],
    ],
  },
  { name: 'headings on lines of their own', text: 'Nghiêm trọng\nCVE-2025-1111\nCao\nCVE-2025-2222', impacts: [['critical'], ['high']] },
  {
    name: 'headings with lists',
    text: 'Nghiêm trọng: CVE-2025-1111, CVE-2025-2222\nCao: CVE-2025-3333',
    impacts: [['critical'], ['critical'], ['high']],
  },
  {
    name: 'own words against the heading',
    text: 'Mức Cao:\nCVE-2025-1111\nCVE-2025-2222 (nghiêm trọng)',
    impacts: [['high'], ['critical']],
  },
  { name: 'nothing', text: 'CVE-2025-1111 trong một sản phẩm', impacts: [[null, 'not-stated']] },
  { name: 'both at once', text: 'Các lỗ hổng mức Cao và Nghiêm trọng:\nCVE-2025-1111', impacts: [[null, 'several']] },
  { name: 'one place against another', text: 'Cao:\nCVE-2025-1111\nNghiêm trọng:\nCVE-2025-1111', impacts: [[null, 'several']] },
  {
    name: 'said of an enumeration',
    text: 'CVE-2025-1111,\nCVE-2025-2222 và CVE-2025-3333 - Điểm CVSS: 7.8 (Cao)',
    impacts: [['high'], ['high'], ['high']],
  },
  {
    name: 'an annex against an unclear lead',
    text: 'Lỗ hổng mức Cao và Nghiêm trọng sau:\nCVE-2025-1111 trong A.\nPhụ lục\nCVE-2025-1111 (Nghiêm trọng)',
    impacts: [['critical']],
  },
  { name: 'a report is not high', text: 'CVE-2025-1111: báo cáo về đơn vị; nâng cao đặc quyền', impacts: [[null, 'not-stated']] },
])('impact: $name', ({ text, impacts }) => expect(impactsIn(text)).toEqual(impacts));

test.for([
  { name: 'its own number', text: 'Số: 56/CATTT-NCSC\nTheo công văn số 12/CATTT-NCSC', numbers: [['56/CATTT-NCSC']] },
  { name: 'blanks inside', text: 'Số : 1024 / CATTT - NCSC', numbers: [['1024/CATTT-NCSC']] },
  { name: 'a number to come', text: 'Số:       /CATTT-NCSC\nTheo công văn số 12/CATTT-NCSC', numbers: [['', 'left-blank']] },
  { name: 'in running text', text: 'Theo cảnh báo 56/CATTT-NCSC', numbers: [['56/CATTT-NCSC', 'place-unusual']] },
  {
    name: 'several',
    text: 'Theo 56/CATTT-NCSC và 57/CATTT-NCSC',
    numbers: [
      ['56/CATTT-NCSC', 'place-unusual', 'several'],
      ['57/CATTT-NCSC', 'place-unusual', 'several'],
    ],
  },
  { name: 'laws and dates', text: 'Nghị định 85/2016/NĐ-CP, ngày 12/03/2025, 50/100 máy', numbers: [] },
])('number: $name', ({ text, numbers }) => expect(reading(text).number.map(({ value, doubts }) => [value, ...doubts])).toEqual(numbers));

test.for([
  { name: 'figures', text: 'Hà Nội, ngày 12/03/2025', dates: [['2025-03-12']] },
  { name: 'a single digit', text: 'Thanh Hóa, ngày 2 tháng 4 năm 2026', dates: [['2026-04-02']] },
  { name: 'a day to come', text: 'Hà Nội, ngày     tháng 3 năm 2025', dates: [[null, 'left-blank']] },
  { name: 'no such day', text: 'Hà Nội, ngày 31 tháng 02 năm 2025', dates: [[null, 'no-such-day']] },
  { name: 'not beside the place', text: 'Công bố 12.3.2025', dates: [['2025-03-12', 'place-unusual']] },
])('date: $name', ({ text, dates }) => expect(reading(text).issuedOn.map(({ value, doubts }) => [value, ...doubts])).toEqual(dates));

const dated = 'Hà Nội, ngày 12 tháng 3 năm 2025\nKính gửi: A\n';
test.for([
  { words: 'hoàn thành trước ngày 20/03/2025', deadline: [['2025-03-20']] },
  { words: 'báo cáo trước 17h00 ngày 20 tháng 3 năm 2025', deadline: [['2025-03-20']] },
  { words: 'Hạn: 20-3-2025', deadline: [['2025-03-20']] },
  { words: 'Thời hạn báo cáo: ngày 20/03/2025', deadline: [['2025-03-20']] },
  { words: 'chậm nhất vào ngày 20/3/2025', deadline: [['2025-03-20']] },
  { words: 'trước ngày 20/3', deadline: [['2025-03-20', 'year-missing']] },
  { words: 'trong vòng 05 ngày làm việc', deadline: [[null, 'relative']] },
  { words: 'các phiên bản phát hành trước ngày 01/02/2025', deadline: [['2025-02-01', 'may-be-about-versions']] },
  {
    words: 'trước ngày 20/03/2025; báo cáo trước ngày 25/03/2025',
    deadline: [
      ['2025-03-20', 'several'],
      ['2025-03-25', 'several'],
    ],
  },
  { words: 'công bố ngày 01/02/2025', deadline: [] },
])('deadline: $words', ({ words, deadline }) =>
  expect(reading(dated + words).deadline.map(({ value, doubts }) => [value, ...doubts])).toEqual(deadline),
);

test.for([
  { words: 'lỗ hổng này đang bị khai thác trong thực tế', exploited: [[]] },
  { words: 'hiện đang bị các nhóm tấn công khai thác\ntrong thực tế', exploited: [[]] },
  { words: 'chưa ghi nhận việc bị khai thác trong thực tế', exploited: [] },
  { words: 'có thể bị khai thác trong thực tế', exploited: [['only-possible']] },
  { words: 'cách khai thác điểm yếu', exploited: [] },
])('exploited: $words', ({ words, exploited }) => expect(reading(words).exploited.map(({ doubts }) => doubts)).toEqual(exploited));

test('what is said of an enumeration is said of each of it', () =>
  expect(
    reading('CVE-2025-1111, CVE-2025-2222 trong A đang bị khai thác trong thực tế. CVE-2025-3333 trong B.').cves.map(
      ({ isExploited }) => isExploited,
    ),
  ).toEqual([true, true, false]));

test('a product is named once, a build list in its own words', () => {
  const { products } = reading('Ảnh hưởng: Phần mềm Quản lý khám bệnh 2.1, Windows 10\nwindows 10; KB 5053596, kb5053596');
  expect(products.map(({ value }) => value)).toEqual(['KB5053596', 'Phần mềm Quản lý khám bệnh 2.1', 'Windows 10']);
});

test('a longer text than any letter is refused', () =>
  expect(readLetterText('a'.repeat(longestLetter + 1))).toEqual({ outcome: 'too-long', mostCharacters: longestLetter }));

test.for([
  ['blanks', ' '.repeat(longestLetter)],
  ['line breaks', '\n'.repeat(longestLetter)],
  ['half ids', 'cve-2025-'.repeat(20_000)],
  ['ids', 'CVE-2025-1234, '.repeat(13_000)],
  ['digits', '1'.repeat(longestLetter)],
  ['dates', 'ngày 1 tháng 2 '.repeat(13_000)],
  ['numbers', '1/AB-CD '.repeat(20_000)],
  ['marks', '\u0301'.repeat(longestLetter)],
  ['impacts', 'nghiêm trọng: '.repeat(14_000)],
  ['exploits', 'đang bị khai thác '.repeat(11_000)],
  ['labels', 'ảnh hưởng: '.repeat(18_000)],
] as const)('the longest text of %s is read in good time', ([, text]) => {
  const startedMs = performance.now();
  reading(text.slice(0, longestLetter));
  expect(performance.now() - startedMs).toBeLessThan(5000);
});

test('whatever is pasted, spans lie in it and ids are well-formed', () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'CVE-2025-1234',
      'cve-',
      '2025',
      '\n',
      'Số: 1/AB-CD',
      'ngày 1/2/2025',
      'Cao:',
      'nghiêm trọng',
      'trước ngày ',
      'khai thác trong thực tế',
      'KB5000000',
    ),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const text = parts.join(' ');
      const { number, issuedOn, title, cves, malformedCves, products, effects, exploited, deadline } = reading(text);
      for (const { span } of [
        ...number,
        ...issuedOn,
        ...title,
        ...cves,
        ...malformedCves,
        ...products,
        ...effects,
        ...exploited,
        ...deadline,
      ]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      for (const { value } of cves) expect(value).toMatch(/^CVE-\d{4}-\d{4,19}$/);
    }),
  );
});
