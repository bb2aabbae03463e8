import { expect, test } from 'vitest';
import { readBytes, readText, recordsOf } from '../../support/advisory-documents.ts';
import { readLetterRows } from '../../../src/advisories/letters/letter-rows.ts';

const head = 'Số,Ngày,CVE,Nhóm,Sản phẩm,Thời hạn,Phiên bản vá,KB';
const list = (...rows: readonly string[]) => [head, ...rows].join('\n');
const productsOf = async (...rows: readonly string[]) =>
  (await recordsOf(list(...rows)))
    .flatMap((record) => (record.kind === 'advisory' ? [record.advisory] : []))
    .flatMap(({ products }) => products);

test('a letter with a product and an update', async () => {
  expect(
    await recordsOf(list('15/CATTT-NCSC,15/08/2025,cve-2025-53770,Nghiêm trọng,Windows Server 2019,2025-09-01,10.0.17763.7678,KB5062557')),
  ).toEqual([
    {
      kind: 'advisory',
      advisory: {
        id: '15/CATTT-NCSC',
        format: 'letters',
        cves: ['CVE-2025-53770'],
        title: '15/CATTT-NCSC',
        cvss: null,
        publishedAt: '2025-08-15T00:00:00.000Z',
        modifiedAt: null,
        withdrawnAt: null,
        references: [],
        products: [
          {
            keys: ['windows|server-2019|windows'],
            label: 'Windows Server 2019',
            vendor: 'Microsoft',
            scheme: 'windows',
            status: 'affected',
            ranges: [{ introduced: null, fixed: '17763.7678', lastAffected: null }],
            versions: [],
            updates: ['KB5062557'],
            architectures: [],
            remedy: 'KB5062557, 10.0.17763.7678',
            isFixPlanned: true,
          },
        ],
      },
    },
  ]);
});

test('CVEs of different products are advisories of their own, those without product too', async () => {
  const records = await recordsOf(
    list('1,,CVE-2025-10002,,7-Zip,,24.09,', '1,,CVE-2025-10001 CVE-2025-10003,,,,,', '2,,CVE-2025-10001,,7-Zip,,,'),
  );
  expect(records).toMatchObject([
    { advisory: { id: '1#CVE-2025-10002', products: [{ keys: ['program||7-zip'], ranges: [{ fixed: '24.09' }] }] } },
    { advisory: { id: '1#CVE-2025-10001', cves: ['CVE-2025-10001', 'CVE-2025-10003'], products: [] } },
    { advisory: { id: '2', products: [] } },
  ]);
});

test('Windows 10 in a letter is every release of it', async () => {
  const [byUpdate] = await productsOf('1,,CVE-2025-10001,,Windows 10,,,KB5062554');
  expect(byUpdate?.keys).toEqual(expect.arrayContaining(['windows|10-1507|windows', 'windows|10-22h2|windows']));
  expect(byUpdate).toMatchObject({ ranges: [], updates: ['KB5062554'] });
  const byBuild = await productsOf('1,,CVE-2025-10001,,Windows 11,,22631.5624,');
  expect(byBuild.map(({ keys, ranges }) => [keys, ranges[0]?.fixed])).toEqual([
    [['windows|11-22h2|windows'], '22621.5624'],
    [['windows|11-23h2|windows'], '22631.5624'],
  ]);
});

test('a build of another system fixes nothing', async () => {
  expect(await productsOf('1,,CVE-2025-10001,,Windows Server 2019,,14393.1,')).toEqual([]);
});

test.for([
  { name: 'semicolons', text: 'so;ngay;cve;san pham;phien ban va\n1;2025-01-31;CVE-2025-10001;"A; B";2.0' },
  { name: 'tabs', text: 'Letter number\tDate\tCVE\tProduct\tFixed version\n1\t31-1-2025\tCVE-2025-10001\tA; B\t2.0' },
  {
    name: 'commas and blank rows',
    text: 'SỐ ,NGÀY, CVE,Sản_phẩm,Phiên bản khắc phục,Ghi chú\r\n1,31/01/2025,CVE-2025-10001,A; B,2.0,x\r\n,,,,,\r\n',
  },
])('a list with $name', async ({ text }) => {
  for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), Buffer.from(`\uFEFF${text}`, 'utf16le')])
    expect(await readBytes(bytes)).toMatchObject({
      format: 'letters',
      records: [{ advisory: { publishedAt: '2025-01-31T00:00:00.000Z', products: [{ label: 'A; B', ranges: [{ fixed: '2.0' }] }] } }],
    });
});

const daysOf = (...dates: readonly string[]) => {
  const read = readLetterRows(['Số;CVE;Ngày;Thời hạn', ...dates.map((date) => `1;CVE-2025-10001;${date};`)].join('\n'));
  return read.status === 'read' ? read.rows.map(({ date }) => date) : read.reason;
};
test.for([
  { name: 'ISO', dates: ['2025-08-05'], days: ['2025-08-05'] },
  { name: 'day first', dates: ['05/08/2025', '5/8/2025', '5-8-2025'], days: ['2025-08-05', '2025-08-05', '2025-08-05'] },
  { name: 'day first, as another date shows', dates: ['05/08/2025', '25/08/2025'], days: ['2025-08-05', '2025-08-25'] },
  { name: 'month first, as another date shows', dates: ['08/05/2025', '08/25/2025'], days: ['2025-08-05', '2025-08-25'] },
  {
    name: 'both orders',
    dates: ['08/05/2025', '08/25/2025', '25/08/2025'],
    days: /25\/08\/2025 and 08\/25\/2025 stand in different orders/,
  },
  { name: 'a day that is none', dates: ['31/02/2025'], days: /Line 2: "31\/02\/2025" is no date/ },
  { name: 'two digits of a year', dates: ['05/08/25'], days: /is no date/ },
  { name: 'dashes with the month first', dates: ['08-25-2025'], days: /is no date/ },
])('dates: $name', ({ dates, days }) => {
  if (days instanceof RegExp) expect(daysOf(...dates)).toMatch(days);
  else expect(daysOf(...dates)).toEqual(days);
});

test('everything that a row says', () => {
  expect(
    readLetterRows(
      'Số,CVE,Ngày,Mức độ,Hãng,Sản phẩm,Hạn xử lý,Phiên bản vá,KB,Trích yếu\n1/A,"cve-2025-10002, CVE-2025-10001",5/8/2025,Cao,Hãng Ệ,Máy,1/9/2025,2,5062554 KB5062555,Về việc',
    ),
  ).toEqual({
    status: 'read',
    lowerCaseCves: 1,
    rows: [
      {
        number: '1/A',
        date: '2025-08-05',
        cves: ['CVE-2025-10001', 'CVE-2025-10002'],
        group: 'Cao',
        title: 'Về việc',
        vendor: 'Hãng Ệ',
        product: 'Máy',
        deadline: '2025-09-01',
        fixedVersion: '2',
        updates: ['KB5062554', 'KB5062555'],
      },
    ],
  });
});

test.for([
  { name: 'an id that is none', text: list('1,,CVE-25-1,,,,,'), reason: /Line 2: "CVE-25-1" is no CVE id/ },
  { name: 'no id', text: list('1,,,Cao,,,,'), reason: /Line 2: it names no CVE/ },
  { name: 'no letter', text: list(',,CVE-2025-10001,,,,,'), reason: /Line 2: it names no letter/ },
  { name: 'an update that is none', text: list('1,,CVE-2025-10001,,,,,bản vá'), reason: /"bản" is no number of an update/ },
  { name: 'a version of 10,000 characters', text: list(`1,,CVE-2025-10001,,A,,${'9'.repeat(10_000)},`), reason: /10000 characters/ },
  { name: 'a version of 300 characters', text: list(`1,,CVE-2025-10001,,A,,${'9'.repeat(300)},`), reason: /more than 200/ },
  { name: 'a row too long', text: list('1,,CVE-2025-10001,,,,,,more'), reason: /Line 2 has 9 columns/ },
  { name: 'no rows', text: head, reason: /no rows/ },
])('$name is refused with the reason', async ({ text, reason }) => {
  expect(await readText(text)).toEqual({ format: 'letters', refused: expect.stringMatching(reason) });
});

test('a table of other things is no list of letters', async () => {
  expect(await readText('name,age\nA,1\n')).toMatchObject({ format: null });
});
