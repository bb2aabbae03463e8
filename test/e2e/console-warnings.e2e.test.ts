import { expect, test } from 'vitest';
import { warningFormTextsEn } from '../../renderer/i18n/warning-form-en.ts';
import { warningFormTextsVi } from '../../renderer/i18n/warning-form-vi.ts';
import { advisory } from '../support/advisories.ts';
import { inBrowser, onStage } from './console-browser.ts';
import { setStage, unitNames } from './console-stage.ts';
import { faultsOf } from './console-violations.ts';

/** Written for this test after the usual parts of an authority's letter. */
const pasted = `CỤC KIỂM THỬ
Số: 88/CATTT-NCSC
V/v lỗ hổng trong sản phẩm thử nghiệm tháng 4

Hà Nội, ngày 2 tháng 4 năm 2026

Mức ảnh hưởng Nghiêm trọng:
- CVE-2026-11111 cho phép thực thi mã từ xa. Lỗ hổng này đang bị khai thác trong thực tế.
Mức ảnh hưởng Cao:
- CVE-2026-22222
- CVE-2026-333

Đề nghị báo cáo số máy đã xử lý trước ngày 20/04/2026; báo cáo bổ sung trước ngày 25/04/2026.
`;

const letter = {
  number: '56/CATTT-NCSC',
  issuer: 'Cục A',
  issuedOn: '2026-03-12',
  title: 'Lỗ hổng trong sản phẩm thử nghiệm',
  cves: [{ cve: 'CVE-2025-1111', impact: 'critical' }],
  products: [],
  effect: '',
  isExploited: true,
  deadline: '2026-03-20',
};

inBrowser('warnings in the console of a real collector', () => {
  const on = onStage(setStage);

  test('a warning that was entered from the page’s own origin is listed with its figure, and its machines are told apart', async () => {
    const page = await on.visitors.open('#/');
    await page.getByRole('link', { name: 'Cảnh báo', exact: true }).click();
    await page.getByText('Chưa có cảnh báo nào').waitFor();
    const init = JSON.stringify({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(letter) });
    expect(await page.evaluate(`fetch('/api/v1/warnings', ${init}).then((answer) => answer.status)`)).toBe(201);
    await page.reload();
    const row = page.getByRole('row').filter({ hasText: letter.number });
    expect(await row.innerText()).toMatch(/0\/6[^]*5 chưa xác định[^]*1 mất kết nối[^]*20\/03\/2026[^]*quá hạn/);
    await page.getByRole('link', { name: letter.number }).click();
    await page.getByRole('heading', { level: 1, name: `Cảnh báo ${letter.number}: ${letter.title}` }).waitFor();
    expect(await page.title()).toBe(`Cảnh báo ${letter.number} · WardWatch`);
    const units = page.getByRole('table', { name: /Các đơn vị với số máy/ });
    expect(await units.getByRole('rowheader').allInnerTexts()).toEqual([...unitNames].toSorted());
    const machines = page.getByRole('table', { name: /Các máy với tình trạng/ });
    expect(await machines.getByRole('row').count()).toBe(1 + 6);
    await page.getByLabel('Tình trạng cập nhật bản vá').selectOption({ label: 'mất kết nối' });
    await expect.poll(() => machines.getByRole('row').count()).toBe(1 + 1);
    expect(await machines.innerText()).toContain('ml-tiep-don-02');
    await page.getByLabel('Tình trạng cập nhật bản vá').selectOption({ label: 'đã xử lý' });
    await page.getByText('Không có máy nào ở tình trạng này.').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('No machine has this status.').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as spreadsheet (XLSX)' }).click();
    expect((await download).suggestedFilename()).toBe('56-CATTT-NCSC.xlsx');
  });

  test.for([
    { scheme: 'light', language: 'vi', width: 320 },
    { scheme: 'dark', language: 'en', width: 1440 },
  ] as const)('no page of warnings violates WCAG AA or is scrolled sideways: $scheme, $language, $width px', async (visit) => {
    const page = await on.visitors.open('#/warnings', visit);
    for (const name of [null, letter.number]) {
      if (name !== null) await page.getByRole('link', { name }).click();
      await page.getByRole('table').first().waitFor();
      expect(await faultsOf(page)).toEqual([]);
    }
  });

  test.for([
    { scheme: 'dark', language: 'vi', width: 360 },
    { scheme: 'light', language: 'en', width: 1440 },
  ] as const)('no form of a warning violates WCAG AA or is scrolled sideways: $scheme, $language, $width px', async (visit) => {
    const page = await on.visitors.open('#/warnings/new', visit);
    const texts = { vi: warningFormTextsVi, en: warningFormTextsEn }[visit.language];
    const isFine = async () => {
      expect(await faultsOf(page)).toEqual([]);
    };
    await page.getByLabel(texts.letterText).fill(pasted);
    await page.getByRole('button', { name: texts.read }).click();
    await page.getByRole('group', { name: texts.inLetter }).first().waitFor();
    await page.getByRole('textbox', { name: texts.title }).fill('');
    await page.getByRole('button', { name: texts.save }).click();
    await page.getByText(texts.fault.missing).first().waitFor();
    await isFine();
    await page.goto(`${on.stage.url}/#/warnings`);
    await page.getByRole('link', { name: letter.number }).click();
    await page.getByRole('button', { name: texts.close }).click();
    await page.getByRole('dialog').waitFor();
    await isFine();
  });

  test('a letter is pasted, its doubts are settled by a person, and only then it is stored and listed with its figure', async () => {
    const page = await on.visitors.open('#/warnings');
    await page.getByRole('link', { name: 'Nhập cảnh báo' }).click();
    await page.getByLabel('Dán văn bản vào đây').fill(pasted);
    await page.getByRole('button', { name: 'Nhận dạng văn bản' }).click();
    const number = page.getByLabel(/^Số, ký hiệu/);
    await expect.poll(() => number.inputValue()).toBe('88/CATTT-NCSC');
    expect(await page.getByLabel(/^Mức Nghiêm trọng/).inputValue()).toBe('CVE-2026-11111');
    expect(await page.getByRole('checkbox', { name: 'Đang bị khai thác trong thực tế' }).isChecked()).toBe(true);
    expect(await page.getByRole('group', { name: 'Trong công văn: Mã CVE viết sai' }).innerText()).toContain(
      'phần số phải có ít nhất 4 chữ số',
    );
    // Two days are named: neither is taken before somebody says which.
    expect(await page.getByLabel(/^Hạn xử lý/).inputValue()).toBe('');
    await page.getByRole('button', { name: 'Dùng “20/04/2026”' }).press('Enter');
    expect(await page.getByLabel(/^Hạn xử lý/).inputValue()).toBe('20/04/2026');

    const high = page.getByLabel(/^Mức Cao/);
    await high.fill('CVE-2026-22222\nCVE-2026-333');
    await page.getByRole('button', { name: 'Lưu cảnh báo' }).press('Enter');
    await page.getByText('“CVE-2026-333” không phải mã CVE').waitFor();
    expect(await page.evaluate('document.activeElement.value')).toBe(await high.inputValue());
    await high.fill('CVE-2026-22222\nCVE-2026-33333');

    // What the collector refuses is said in words, and all that was typed is still there.
    await number.fill(letter.number);
    await page.getByRole('button', { name: 'Lưu cảnh báo' }).click();
    await page.getByText('Đã có cảnh báo của công văn cùng số, ký hiệu và năm.').waitFor();
    expect(await high.inputValue()).toBe('CVE-2026-22222\nCVE-2026-33333');
    expect(await page.evaluate(`fetch('/api/v1/warnings').then((answer) => answer.json()).then(({ items }) => items.length)`)).toBe(1);
    await number.fill('88/CATTT-NCSC');
    await page.getByRole('button', { name: 'Lưu cảnh báo' }).click();

    await page.getByRole('heading', { level: 1, name: 'Đã lưu cảnh báo 88/CATTT-NCSC' }).waitFor();
    await page.getByLabel('Tệp công văn').setInputFiles({ name: 'cong-van-88.txt', mimeType: 'text/plain', buffer: Buffer.from(pasted) });
    await page.getByRole('button', { name: 'Đính kèm' }).click();
    await page.getByText('Đã đính kèm cong-van-88.txt.').waitFor();
    await page.getByRole('link', { name: 'Cảnh báo', exact: true }).click();
    const row = page
      .getByRole('table', { name: /Các cảnh báo với số máy/ })
      .getByRole('row')
      .filter({ hasText: '88/CATTT-NCSC' });
    expect(await row.innerText()).toMatch(/0\/6[^]*20\/04\/2026/);
  });

  test('a stored warning is corrected, closed once that is confirmed, and opened again', async () => {
    const page = await on.visitors.open('#/warnings');
    await page.getByRole('link', { name: '88/CATTT-NCSC' }).first().click();
    await page.getByRole('link', { name: 'cong-van-88.txt' }).waitFor();
    await page.getByRole('link', { name: 'Sửa' }).click();
    expect(await page.getByLabel(/^Mức Cao/).inputValue()).toBe('CVE-2026-22222\nCVE-2026-33333');
    await page.getByLabel(/^Trích yếu/).fill('Lỗ hổng đã đính chính');
    await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cảnh báo 88/CATTT-NCSC: Lỗ hổng đã đính chính' }).waitFor();

    const dialog = page.getByRole('dialog', { name: 'Đóng cảnh báo 88/CATTT-NCSC?' });
    await page.getByRole('button', { name: 'Đóng cảnh báo' }).press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByText('đã đóng', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Đóng cảnh báo' }).click();
    await dialog.getByRole('button', { name: 'Đóng cảnh báo' }).click();
    await page.getByText('đã đóng', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Mở lại' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Mở lại' }).click();
    await page.getByRole('button', { name: 'Đóng cảnh báo' }).waitFor();
    expect(await page.getByText('đã đóng', { exact: true }).count()).toBe(0);
  });

  test('the age of the vulnerability data stands over every figure, and draws attention where there is none or it is old', async () => {
    const page = await on.visitors.open('#/warnings');
    await page.getByText('Chưa nạp dữ liệu lỗ hổng nào, nên chưa kết luận được gì.').waitFor();
    await page.getByText('wardwatch advisories import ĐƯỜNG-DẪN').waitFor();
    const known = { kind: 'advisory', advisory: advisory('TEST-1', [], { cves: ['CVE-2025-1111'] }) } as const;
    on.stage.importKnowledge([known], 20);
    await page.reload();
    await page.getByText('Dữ liệu lỗ hổng đã cũ, có nguồn quá 7 ngày chưa nạp thêm.').waitFor();
    expect(await page.getByRole('status').filter({ hasText: '20 ngày trước' }).innerText()).toContain('1 thông báo lỗ hổng');
    on.stage.importKnowledge([known, { kind: 'advisory', advisory: advisory('TEST-2', []) }], 3);
    await page.getByRole('link', { name: letter.number }).first().click();
    await page.getByText(/Dữ liệu lỗ hổng nạp lần cuối .* \(3 ngày trước\): 2 thông báo lỗ hổng\./).waitFor();
    expect(await page.getByText('đã cũ').count()).toBe(0);
  });

  test('a warning that is not there is told as such', async () => {
    const page = await on.visitors.open('#/warnings/00000000-0000-4000-8000-000000000000');
    await page.getByText('Không có cảnh báo này.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});
