import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocument } from '../../../src/advisories/read-document.ts';
import { reasonText } from '../../../src/cli/text/import-reasons.ts';
import { advisoriesCommand } from '../../support/advisories-command.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const refusalOf = async (text: string | Uint8Array): Promise<string> => {
  const read = await readDocument(Buffer.from(text), { source: '/in/document', readOn: '2026-01-01' });
  return read.status === 'refused' ? read.reason : '';
};

test.for([
  ['', 'Tệp rỗng.'],
  ['words', /^Không thuộc định dạng nào đã biết \(csaf, /],
  [Uint8Array.of(0xff, 0xfe, 0xfd), /^Không phải văn bản UTF-8 hay UTF-16LE/],
  ['{"id":', 'Bắt đầu như JSON nhưng không phải JSON: bị cắt hoặc hỏng. Hãy tải lại.'],
  ['['.repeat(100), /^Lồng sâu quá 64 mức/],
  [
    'number,issuer,date,title,critical\n1/A,B,2025-01-01,T,CVE-2025-1111',
    /cần cột "Số" \(hoặc "number"\) và cột "CVE"; .*warnings add --csv/,
  ],
  ['Số,CVE\n1/A,CVE-25', 'Dòng 2: "CVE-25" không phải mã CVE. Không nhập phần nào của danh sách.'],
  ['Số,CVE,Ngày\n1/A,CVE-2025-1111,31/02/2025', /^Dòng 2: "31\/02\/2025" không phải ngày\. Hãy viết dạng/],
  ['Số,CVE\n1/A', /^Dòng 2 có 1 cột trong khi dòng tiêu đề có 2/],
  ['{"document":{"csaf_version":"2.1"}}', 'Là CSAF "2.1"; chỉ đọc CSAF 2.0. Hãy tải bản CSAF 2.0.'],
  ['{"catalogVersion":"1","count":2,"vulnerabilities":[]}', 'Ghi là có 2 mục nhưng có 0: bị cắt hoặc ghép sai. Hãy tải lại.'],
  [
    '{"catalogVersion":"1","count":1,"vulnerabilities":[{"cveID":"CVE-2024-10001","vendorProject":"A","product":"B","vulnerabilityName":"C","dateAdded":"25/08/2025","dueDate":"2025-09-01","requiredAction":"D"}]}',
    'vulnerabilities[0].dateAdded không đúng dạng (is no date in the form YYYY-MM-DD). Không nhập phần nào.',
  ],
  ['#model_version:v1,score_date:2025-08-25\ncve,epss,percentile\n', 'Không có điểm nào: bị cắt. Hãy tải lại.'],
] as const)('%s is refused in Vietnamese', async ([text, expected]) => {
  const said = reasonText('vi', await refusalOf(text));
  if (typeof expected === 'string') expect(said).toBe(expected);
  else expect(said).toMatch(expected);
});

test.for([
  ['There is no such file or folder. Check the path.', 'Không có tệp hay thư mục này. Hãy kiểm tra đường dẫn.'],
  [
    'It inflates more than 200fold, as archives do that are made to fill a machine. What stands before in it was imported.',
    /^Giải nén ra gấp hơn 200 lần.* Các tài liệu đứng trước trong đó đã được nhập\.$/,
  ],
  ['/in/a.zip!b.json: It is empty.', '/in/a.zip!b.json: Tệp rỗng.'],
  ['The server answers 404 instead of the document. Check the address.', 'Máy chủ trả lời 404 thay vì tài liệu. Hãy kiểm tra địa chỉ.'],
  ['Its product tree has more than 64 levels. Nothing of it was imported.', 'Cây sản phẩm có hơn 64 mức. Không nhập phần nào.'],
  ['A reason that nobody has put into Vietnamese', 'A reason that nobody has put into Vietnamese'],
] as const)('%s', ([reason, expected]) => {
  if (typeof expected === 'string') expect(reasonText('vi', reason)).toBe(expected);
  else expect(reasonText('vi', reason)).toMatch(expected);
  expect(reasonText('en', reason)).toBe(reason);
});

test('no reason takes long, whatever a document put into it', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 2000 }),
      fc.constantFrom('Line 1: ', '', 'It is no CSV table: '),
      (text, start) => {
        const startedMs = performance.now();
        reasonText('vi', `${start}${text}`);
        expect(performance.now() - startedMs).toBeLessThan(200);
      },
    ),
  ));

test('the list shows refusals in Vietnamese', async () => {
  const folder = tempFolder();
  layOut(folder, { 'a.json': '{"id":' });
  const first = await advisoriesCommand(['import', folder], { language: 'vi' });
  expect([first.code, first.err]).toEqual([1, expect.stringContaining('Bắt đầu như JSON nhưng không phải JSON')]);
  const { out } = await advisoriesCommand(['list'], { language: 'vi', dataDir: first.dataDir });
  expect(out).toContain('Bắt đầu như JSON nhưng không phải JSON');
});
