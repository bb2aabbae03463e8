import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../../src/cli/run-cli.ts';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { letterReading } from '../../../src/contracts/letter-reading.ts';
import { warning, warningContent, warningDetail } from '../../../src/contracts/warnings.ts';
import { openCollectorStore } from '../../../src/storage/collector/collector-store.ts';
import { letterText } from '../../unit/domain/warnings/letters.ts';

interface Shell {
  readonly folder: string;
  run(...args: readonly string[]): Promise<{ code: number; out: string[]; err: string }>;
  typing(input: string, ...args: readonly string[]): Promise<{ code: number; out: string[]; err: string }>;
  file(name: string, content: string | Buffer): string;
}

function shell(language = 'en'): Shell {
  const folder = mkdtempSync(join(tmpdir(), 'wardwatch-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const start = async (stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean }, args: readonly string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCli(['warnings', ...args, '--data-dir', join(folder, 'data')], {
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
      isTty: false,
      env: { WARDWATCH_LANGUAGE: language },
      entryPoint: 'src/cli/main.ts',
      stdin: () => stdin,
      signal: new AbortController().signal,
    });
    return { code, out, err: err.join('\n') };
  };
  return {
    folder,
    run: (...args) => start(Readable.from([]), args),
    typing: (input, ...args) => start(Object.assign(Readable.from([Buffer.from(input)]), { isTTY: true }), args),
    file(name, content) {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
  };
}

const plain = [
  'add',
  '--number',
  '56/CATTT-NCSC',
  '--issuer',
  'Cục A',
  '--date',
  '12/03/2025',
  '--title',
  'Lỗ hổng',
  '--critical',
  'CVE-2025-1111,cve-2025-2222',
  '--high',
  'CVE-2025-3333',
];
const one = (out: readonly string[]): unknown => {
  expect(out).toHaveLength(1);
  return JSON.parse(out[0] ?? '');
};

const listed = async (run: Shell['run']) =>
  z.strictObject({ dataReadAt: z.null(), warnings: z.array(warning) }).parse(one((await run('list', '--json')).out)).warnings;

test('a warning that is entered by options is listed and shown, as one document each', async () => {
  const { run, file } = shell();
  const added = await run(
    ...plain,
    '--deadline',
    '2025-03-20',
    '--product',
    'Windows 10, Office 2016',
    '--exploited',
    '--attach',
    file('Công văn.pdf', '%PDF-1.7'),
    '--json',
  );
  expect([added.code, one(added.out)]).toMatchObject([0, { warnings: [{ number: '56/CATTT-NCSC', outcome: 'stored' }] }]);
  expect((await listed(run))[0]).toMatchObject({
    issuedOn: '2025-03-12',
    deadline: '2025-03-20',
    isExploited: true,
    products: ['Windows 10', 'Office 2016'],
    judgedAt: null,
    cves: [
      { cve: 'CVE-2025-1111', impact: 'critical' },
      { cve: 'CVE-2025-2222', impact: 'critical' },
      { cve: 'CVE-2025-3333', impact: 'high' },
    ],
  });
  const shown = warningDetail.parse(one((await run('show', '56/cattt-ncsc', '--json')).out));
  expect(shown.attachments).toMatchObject([{ name: 'Công văn.pdf', contentType: 'application/pdf' }]);
  expect(shown.ranking.map(({ place, cve, machines }) => [place, cve, machines])).toEqual([
    [1, 'CVE-2025-1111', null],
    [2, 'CVE-2025-2222', null],
    [3, 'CVE-2025-3333', null],
  ]);
  const { out } = await run('show', '56/CATTT-NCSC');
  expect(out.join('\n')).toMatch(/What to fix first:\n {2}1\. CVE-2025-1111: no EPSS · no CVSS; before the next: equal, by identifier\n/);
  expect(out.join('\n')).toMatch(
    /machines remediated \/ machines in all: 0\/0[^]*not held against the machines yet[^]*Critical: CVE-2025-1111, CVE-2025-2222/,
  );
  expect(out.at(-1)).toContain('No vulnerability data has been imported, so nothing can be concluded');
  expect((await run('list')).out.at(-1)).toBe(out.at(-1));
});

test('the same letter twice is told and changes nothing', async () => {
  const { run } = shell();
  await run(...plain);
  const again = await run(...plain);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('was there already')]);
  expect(await listed(run)).toHaveLength(1);
});

test('what is recognised in a text is stored only when it is confirmed', async () => {
  const { run, typing, file, folder } = shell('vi');
  const path = file('letter.txt', letterText);
  const asked = await run('add', '--from-text', path);
  expect([asked.code, asked.out]).toEqual([1, []]);
  expect(asked.err).toMatch(
    /207\/CATTT-NCSC[^]*CVE-2025-11111: Nghiêm trọng, đang bị khai thác trong thực tế[^]*CVE-2025-3333: Cao[^]*Chưa lưu gì/,
  );
  expect(await listed(run)).toEqual([]);
  expect((await typing('không\n', 'add', '--from-text', path)).code).toBe(1);
  expect((await typing('có\n', 'add', '--from-text', path)).code).toBe(0);
  const shown = warningDetail.parse(one((await run('show', '207/CATTT-NCSC', '--json')).out));
  expect(shown.warning).toMatchObject({
    issuer: 'CATTT-NCSC',
    issuedOn: '2025-03-12',
    deadline: '2025-03-20',
    isExploited: true,
    effect: 'thực thi mã từ xa; nâng cao đặc quyền',
  });
  expect(shown.warning.cves).toHaveLength(5);
  expect(readFileSync(path, 'utf8'), folder).toBe(letterText);
});

test('a text from standard input, in decomposed letters, with --yes', async () => {
  const { run, typing } = shell();
  expect((await typing(letterText.normalize('NFD'), 'add', '--from-text', '-', '--yes', '--title', 'Khác')).code).toBe(0);
  expect((await run('list')).out[0]).toBe('207/CATTT-NCSC (2025-03-12) Khác [deadline 2025-03-20]');
});

test('what a letter leaves open must be said', async () => {
  const { run, file } = shell();
  const path = file(
    'letter.txt',
    letterText.replace('Số: 207/CATTT-NCSC', 'Số:     /CATTT-NCSC').replace('20/03/2025', '20/03/2025, báo cáo trước ngày 25/03/2025'),
  );
  const { code, err } = await run('add', '--from-text', path, '--yes');
  expect([code, err]).toEqual([2, expect.stringMatching(/not clear about number, deadline: say it with --number, --deadline/)]);
  expect((await run('add', '--from-text', path, '--yes', '--number', '207/CATTT-NCSC', '--deadline', '25/03/2025')).code).toBe(0);
});

test('a file of several warnings is taken whole or not at all', async () => {
  const { run, file } = shell();
  const header = 'Số, ký hiệu;Ngày ban hành;Trích yếu;Nghiêm trọng;Cao;Đang bị khai thác;Hạn xử lý';
  const good = `\ufeff"${header.split(';').join('";"')}"\r\n1/A-B;12/03/2025;Một;CVE-2025-1111 CVE-2025-2222;;có;20/03/2025\r\n2/A-B;13/03/2025;Hai;;CVE-2025-3333;;\r\n`;
  const bad = await run('add', '--csv', file('bad.csv', good.replace('CVE-2025-3333', 'CVE-2025-33')));
  expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('row 3')]);
  expect(await listed(run)).toEqual([]);
  const added = await run('add', '--csv', file('good.csv', good), '--json');
  expect([added.code, one(added.out)]).toMatchObject([0, { warnings: [{ number: '1/A-B' }, { number: '2/A-B' }] }]);
});

test('figures are written as CSV and XLSX', async () => {
  const { run, folder } = shell('vi');
  await run(...plain);
  const store = openCollectorStore(collectorFiles(join(folder, 'data')).database);
  const { unitId } = await store.units.ensure('Trạm Y tế B', 0);
  await store.warnings.imported.save(
    [{ unitId, hostname: '+cmd|x', inventory: '{}', source: 'systeminfo.txt', importedBy: 'a' }],
    Date.now(),
  );
  await store.close();
  const out = join(folder, 'out.csv');
  expect((await run('export', '56/CATTT-NCSC', '--format', 'csv', '--out', out)).code).toBe(0);
  expect(readFileSync(out, 'utf8')).toContain('\r\n56/CATTT-NCSC,Trạm Y tế B,0,1,0,0,1,0,0,1\r\n');
  expect((await run('export', '56/CATTT-NCSC', '--format', 'csv', '--table', 'machines', '--out', out)).code).toBe(0);
  expect(readFileSync(out, 'utf8')).toContain("56/CATTT-NCSC,Trạm Y tế B,'+cmd|x,chưa xác định,,");
  const book = await run('export', '56/CATTT-NCSC', '--format', 'xlsx', '--out', join(folder, 'out.xlsx'), '--json');
  expect(one(book.out)).toMatchObject({ format: 'xlsx', file: join(folder, 'out.xlsx') });
  expect(readFileSync(join(folder, 'out.xlsx')).subarray(0, 2).toString()).toBe('PK');
  expect(await run('export', '56/CATTT-NCSC', '--format', 'csv', '--out', join(folder, 'none', 'out.csv'))).toMatchObject({ code: 2 });
});

test('a number that several years share needs its year', async () => {
  const { run } = shell();
  await run(...plain);
  await run(...plain.map((word) => (word === '12/03/2025' ? '12/03/2024' : word)));
  const unclear = await run('show', '56/CATTT-NCSC');
  expect([unclear.code, unclear.err]).toEqual([2, expect.stringContaining('2025-03-12, 2024-03-12')]);
  expect((await run('show', '56/CATTT-NCSC', '--year', '2024')).out[0]).toContain('(2024-03-12)');
  expect(await run('show', '99/CATTT-NCSC')).toMatchObject({ code: 3, err: expect.stringContaining('NOT_FOUND') });
});

test.for([
  { name: 'no number', args: ['add', '--title', 'a', '--date', '2025-03-12'], message: /--number/ },
  { name: 'a CVE id that is none', args: [...plain, '--cve', 'CVE-2025-1'], message: /--cve "CVE-2025-1"/ },
  { name: 'no such day', args: [...plain, '--deadline', '30/02/2025'], message: /--deadline "30\/02\/2025"/ },
  { name: 'a file that is not there', args: ['add', '--from-text', '/nonexistent/letter.txt'], message: /ENOENT/ },
  { name: 'a program as attachment', args: [...plain, '--attach', process.execPath], message: /10240 KB/ },
])('$name is refused', async ({ args, message }) => {
  const { run } = shell();
  expect(await run(...args)).toMatchObject({ code: 2, out: [], err: expect.stringMatching(message) });
});

test('a PDF is no text', async () => {
  const { run, file } = shell();
  expect(await run('add', '--from-text', file('letter.pdf', Buffer.from([0x25, 0x50, 0xff, 0xff, 0x00])))).toMatchObject({
    code: 2,
    err: expect.stringContaining('not text'),
  });
});

test('nothing is stored that was not shown before, the issuer and doubtful impacts least of all', async () => {
  const { run, file } = shell('vi');
  const letter = `Số: 9/SKT-NV\nV/v lỗ hổng nghiêm trọng\nHà Nội, ngày 25 tháng 8 năm 2025\nKính gửi: A\nCVE-2025-1111 trong Windows 10. Báo cáo trước ngày 30/8/2025.`;
  const asked = await run('add', '--from-text', file('letter.txt', letter), '--effect', 'chiếm máy', '--json');
  expect(asked.code).toBe(1);
  const { unconfirmed } = z
    .object({ warnings: z.tuple([]), unconfirmed: z.object({ content: warningContent, reading: letterReading }) })
    .parse(one(asked.out));
  expect(asked.err).toMatch(/Cơ quan ban hành: SKT-NV {2}\(\? suy từ số, ký hiệu/);
  expect(asked.err).toMatch(/CVE-2025-1111: Nghiêm trọng {2}\(\? suy từ trích yếu/);
  const shown = asked.err.slice(asked.err.indexOf('Sẽ lưu đúng như sau'));
  const { cves, products, deadline, isExploited, ...texts } = unconfirmed.content;
  for (const value of [...Object.values(texts), ...products, deadline ?? '', ...cves.map(({ cve }) => cve)]) expect(shown).toContain(value);
  expect([isExploited, shown]).toEqual([false, expect.stringContaining('Đang bị khai thác trong thực tế: không')]);
  expect(await listed(run)).toEqual([]);
  const stored = await run('add', '--from-text', file('letter.txt', letter), '--effect', 'chiếm máy', '--yes');
  expect(stored.code).toBe(0);
  expect((await listed(run))[0]).toMatchObject(unconfirmed.content);
});

test('of two days that may be the deadline, a person says which', async () => {
  const { run, file } = shell();
  const path = file('letter.txt', letterText.replace('trước ngày 20/03/2025', 'trước ngày 20/03/2025 hoặc 25/03/2025'));
  const refused = await run('add', '--from-text', path, '--yes');
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('not clear about deadline')]);
  expect((await run('add', '--from-text', path, '--yes', '--deadline', '25/03/2025')).code).toBe(0);
  expect((await listed(run))[0]).toMatchObject({ deadline: '2025-03-25' });
});
