import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf } from '../../../../src/domain/warnings/letter/letter-draft.ts';
import { issuerMark } from '../../../../src/domain/warnings/warning.ts';
import { reading } from './letters.ts';

const head = 'SỞ KIỂM THỬ\nSố: 12/SKT-NV\nV/v rà soát\nHà Nội, ngày 25 tháng 8 năm 2025\nKính gửi: Các đơn vị\n';
const deadlinesIn = (words: string) => reading(head + words).deadline.map(({ value, doubts }) => [value, ...doubts]);

test.for([
  { words: 'trước 17h00’ ngày 30/8/2025', deadline: [['2025-08-30']] },
  { words: 'trước 17 giờ 00 phút, ngày 30 tháng 8 năm 2025', deadline: [['2025-08-30']] },
  { words: 'hạn: 2025-08-30', deadline: [['2025-08-30']] },
  { words: 'trước ngày 30 tháng 8/2025', deadline: [['2025-08-30']] },
  { words: 'trước ngày 30/8/25', deadline: [['2025-08-30', 'year-short']] },
  { words: 'báo cáo xong trong ngày 30/8/2025', deadline: [['2025-08-30']] },
  { words: 'Thời gian hoàn thành: 30/8/2025', deadline: [['2025-08-30']] },
  { words: 'chậm nhất 02 ngày kể từ ngày nhận được văn bản', deadline: [[null, 'relative']] },
  { words: 'trong 24 giờ kể từ khi nhận', deadline: [[null, 'relative']] },
  { words: 'chậm nhất 17 giờ ngày 30/8/2025', deadline: [['2025-08-30']] },
  { words: 'ghi nhận trong 24 giờ qua', deadline: [] },
  { words: 'hoàn thành khắc phục trong tháng 9/2025', deadline: [[null, 'day-missing']] },
  { words: 'các lỗ hổng công bố trong tháng 8/2025', deadline: [] },
  { words: 'các phiên bản từ 1.2.2024 đến 3.4.2024', deadline: [] },
])('deadline: $words', ({ words, deadline }) => expect(deadlinesIn(words)).toEqual(deadline));

test.for(['hoặc', 'hay', 'và', ',', 'hoặc chậm nhất ngày', 'hoặc trước 17h00 ngày', 'đến ngày', ';'])(
  'of two days that %s stand together, neither is taken without a person',
  (between) => {
    const read = reading(`${head}Hoàn thành trước ngày 20/09/2025 ${between} 25/09/2025.`);
    expect(read.deadline.map(({ value, doubts }) => [value, ...doubts])).toEqual([
      ['2025-09-20', 'several'],
      ['2025-09-25', 'several'],
    ]);
    expect(draftOf(read, String)).toMatchObject({ content: { deadline: null }, questions: ['deadline'] });
  },
);

const impactsOf = (text: string) => reading(text).cves.map(({ impact, impactDoubts }) => [impact, ...impactDoubts]);
const titled = (title: string) => `Số: 12/SKT-NV\nV/v ${title}\nHà Nội, ngày 25 tháng 8 năm 2025\nKính gửi: Các đơn vị\n`;

test.for([
  { name: 'the subject alone', text: `${titled('lỗ hổng nghiêm trọng')}CVE-2025-1111.`, impacts: [['critical', 'from-title']] },
  {
    name: 'a subject that is typed over two lines',
    text: `${titled('lỗ hổng\nmức Cao')}CVE-2025-1111.`,
    impacts: [['high', 'from-title']],
  },
  {
    name: 'a subject of both groups',
    text: `${titled('lỗ hổng Cao và Nghiêm trọng')}CVE-2025-1111.`,
    impacts: [[null, 'from-title', 'several']],
  },
  {
    name: 'own words against the subject',
    text: `${titled('lỗ hổng nghiêm trọng')}CVE-2025-1111 (Cao), CVE-2025-2222.`,
    impacts: [['high'], ['critical', 'from-title']],
  },
  {
    name: 'a score against the subject',
    text: `${titled('lỗ hổng nghiêm trọng')}CVE-2025-1111, CVSS: 7.8.`,
    impacts: [['high', 'from-score']],
  },
  {
    name: 'a heading in the letter itself',
    text: `${titled('lỗ hổng cao')}Nhóm Nghiêm trọng (01 lỗ hổng):\nCVE-2025-1111`,
    impacts: [['critical']],
  },
  { name: 'a label that asks', text: 'CVE-2025-1111\nMức độ nghiêm trọng: Cao', impacts: [['high']] },
  { name: 'a label with a score', text: 'CVE-2025-1111\nMức độ nghiêm trọng (CVSS): 8.8 (Cao)', impacts: [['high']] },
  { name: 'the same words as a heading', text: 'Mức độ nghiêm trọng:\nCVE-2025-1111', impacts: [['critical']] },
])('impact: $name', ({ text, impacts }) => expect(impactsOf(text)).toEqual(impacts));

test.for([
  ['56/CATTT-NCSC', 'CATTT-NCSC'],
  ['56/2025/CV-SYT', 'CV-SYT'],
  ['56/TB/SYT', 'TB/SYT'],
  ['56', ''],
  ['', ''],
] as const)('the mark of %s is "%s"', ([number, mark]) => expect(issuerMark(number)).toBe(mark));

test('a year in the number of the letter itself belongs to it', () =>
  expect(reading('Số: 12/2025/CV-SKT\nCăn cứ Thông tư số 20/2017/TT-BTTTT').number).toMatchObject([
    { value: '12/2025/CV-SKT', doubts: [] },
  ]));

const pad = (part: number): string => String(part).padStart(2, '0');
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
const anyDay: fc.Arbitrary<Day> = fc.record({
  year: fc.integer({ min: 2015, max: 2035 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
});
const isoOf = ({ year, month, day }: Day): string => `${year}-${pad(month)}-${pad(day)}`;
const anyDate = (day: fc.Arbitrary<Day>): fc.Arbitrary<{ iso: string; written: string }> =>
  fc.tuple(day, fc.nat({ max: 6 })).map(([date, how]) => {
    const { year, month, day: dayOfMonth } = date;
    const forms = [
      `${pad(dayOfMonth)}/${pad(month)}/${year}`,
      `${dayOfMonth}/${month}/${year}`,
      `${dayOfMonth}.${month}.${year}`,
      `${pad(dayOfMonth)}-${pad(month)}-${year}`,
      `${dayOfMonth} tháng ${month} năm ${year}`,
      `${pad(dayOfMonth)} tháng ${pad(month)}/${year}`,
      `${dayOfMonth} / ${month} / ${year}`,
    ];
    return { iso: isoOf(date), written: forms[how] ?? '' };
  });
const anyCve = fc.record({ year: fc.integer({ min: 1999, max: 2030 }), digits: fc.integer({ min: 1000, max: 9_999_999 }) });
const anyHyphen = fc.constantFrom('-', '‑', '–', '−', ' - ', '-\n', ' -\u00a0', '\u00ad-');
const writtenCve = fc
  .tuple(anyCve, anyHyphen, anyHyphen, fc.constantFrom('CVE', 'cve', 'Cve'))
  .map(([{ year, digits }, first, second, name]) => ({ id: `CVE-${year}-${digits}`, written: `${name}${first}${year}${second}${digits}` }));
const groupHeads = {
  critical: ['Nhóm Nghiêm trọng:', 'Mức ảnh hưởng nghiêm trọng:', '1. NGHIÊM TRỌNG'],
  high: ['Nhóm Cao:', '2. Cao', 'Mức Cao:'],
};

test('however a letter is written, what it says is recognised without doubt', () =>
  fc.assert(
    fc.property(
      fc.record({
        number: fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('SYT-NVY', 'CATTT-NCSC', 'UBND-CNTT', 'TB-BVĐK')),
        between: fc.constantFrom('/', ' / ', ' /'),
        issued: anyDate(anyDay),
        deadline: anyDate(anyDay),
        before: fc.constantFrom('trước ngày ', 'trước 17h00 ngày ', 'trước 17 giờ 00 phút ngày ', 'chậm nhất vào ngày ', 'chậm nhất ngày '),
        critical: fc.uniqueArray(writtenCve, { selector: ({ id }) => id, minLength: 1, maxLength: 4 }),
        high: fc.uniqueArray(writtenCve, { selector: ({ id }) => id, minLength: 1, maxLength: 4 }),
        heads: fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })),
        form: fc.constantFrom('NFC', 'NFD'),
      }),
      ({ number: [digits, mark], between, issued, deadline, before, critical, high, heads, form }) => {
        const highOnly = high.filter(({ id }) => !critical.some((one) => one.id === id));
        const lines = (cves: readonly { written: string }[]) => cves.map(({ written }) => `- ${written} trong một sản phẩm;`).join('\n');
        const text = `SỞ KIỂM THỬ\nSố: ${digits}${between}${mark}\nV/v lỗ hổng\nHà Nội, ngày ${issued.written}\n\nKính gửi: Các đơn vị\n${groupHeads.critical[heads[0]]}\n${lines(critical)}\n${groupHeads.high[heads[1]]}\n${lines(highOnly)}\nĐề nghị khắc phục, báo cáo ${before}${deadline.written}.\n`;
        const read = reading(text.normalize(form));
        expect(read.number.map(({ value, doubts }) => [value, ...doubts])).toEqual([[`${digits}/${mark}`]]);
        expect(read.issuedOn.map(({ value, doubts }) => [value, ...doubts])).toEqual([[issued.iso]]);
        expect(read.deadline.map(({ value, doubts }) => [value, ...doubts])).toEqual([[deadline.iso]]);
        expect(read.cves.map(({ value, impact, doubts, impactDoubts }) => [value, impact, ...doubts, ...impactDoubts])).toEqual([
          ...critical.map(({ id }) => [id, 'critical']),
          ...highOnly.map(({ id }) => [id, 'high']),
        ]);
        expect(read.malformedCves).toEqual([]);
      },
    ),
  ));
