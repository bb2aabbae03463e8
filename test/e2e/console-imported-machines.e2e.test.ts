import { expect, test } from 'vitest';
import { inBrowser, onStage } from './console-browser.ts';
import { capturesOf } from './console-captures.ts';
import { setStage, unitNames } from './console-stage.ts';
import { faultsOf, violationsOf } from './console-violations.ts';

const hostname = 'XN-MAY-SINH-HOA';
const { systeminfo, qfe } = capturesOf(hostname);

inBrowser('machines without an agent in the console of a real collector', () => {
  const on = onStage(setStage);

  test('files of one machine are read, looked at and stored, and the machine is listed with its date', async () => {
    const page = await on.visitors.open('#/');
    await page.getByRole('link', { name: 'Máy không cài phần mềm giám sát' }).click();
    await page.getByText('Chưa nhập máy nào.').waitFor();
    const form = page.locator('form');
    await form.getByLabel('Đơn vị').selectOption({ label: unitNames[2] });
    await form.getByLabel('Các tệp').setInputFiles([qfe]);
    await page.getByRole('button', { name: 'Đọc tệp' }).click();
    await page.getByText('Các tệp chỉ có danh sách bản cập nhật').waitFor();
    await form.getByLabel('Các tệp').setInputFiles([systeminfo, qfe]);
    await page.getByRole('button', { name: 'Đọc tệp' }).click();
    await page.getByText('Windows 7 SP1 Professional x86 (bản dựng 7601)').waitFor();
    await page.getByText('Chưa nhập máy nào.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu máy này' }).click();
    await page.getByText(`Đã lưu máy ${hostname}`).waitFor();
    const table = page.getByRole('table', { name: /Các máy không cài phần mềm giám sát/ });
    const row = table.getByRole('row').filter({ hasText: hostname });
    expect(await row.innerText()).toMatch(
      /Trạm Y tế phường Hàm Rồng[^]*Windows 7 SP1[^]*3 bản cập nhật đã cài[^]*systeminfo\.txt, qfe\.txt/,
    );
    expect(on.visitors.complaints).toEqual([]);
  });

  test.for([
    { scheme: 'light', language: 'vi', width: 320 },
    { scheme: 'dark', language: 'en', width: 1440 },
  ] as const)('the page violates no rule of WCAG AA and is not scrolled sideways: $scheme, $language, $width px', async (visit) => {
    const page = await on.visitors.open('#/imported-machines', visit);
    await page.getByRole('table').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});
