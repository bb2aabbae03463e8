import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inBrowser, onStage, type Visit } from './console-browser.ts';
import { capturesOf } from './console-captures.ts';
import { setStage } from './console-stage.ts';
import { faultsOf, violationsOf } from './console-violations.ts';
import { setWarnedStage } from './console-warned-stage.ts';
import { letters, pasted } from './console-warned-story.ts';

const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement.innerText || document.activeElement.getAttribute("aria-label") || document.activeElement.tagName');

/** Presses a key until what has the focus begins so. */
const pressOn =
  (page: Page) =>
  async (key: string, until: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press(key);
      if (String(await focused(page)).startsWith(until)) return;
    }
    throw new Error(`${key} never led to "${until}"`);
  };

inBrowser('the console for everybody', () => {
  const on = onStage(setStage);

  test.for([
    { scheme: 'light', language: 'vi', width: 1440 },
    { scheme: 'dark', language: 'vi', width: 360 },
    { scheme: 'light', language: 'en', width: 360 },
    { scheme: 'dark', language: 'en', width: 1440 },
  ] as const satisfies Visit[])('no page violates WCAG AA: $scheme, $language, $width px', async (visit) => {
    const page = await on.visitors.open('#/', visit);
    expect(await violationsOf(page)).toEqual([]);
    for (const { endpointId } of Object.values(on.stage.machines)) {
      await page.goto(`${on.stage.url}/#/endpoints/${endpointId}?state=any`);
      await page.locator('dl').first().waitFor();
      for (const summary of await page.locator('details > summary').all()) await summary.click();
      expect(await violationsOf(page)).toEqual([]);
    }
    await page.goto(`${on.stage.url}/#/?state=acknowledged`);
    await page.locator('.notice').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.route('**/api/v1/**', (route) => route.abort());
    await page.getByRole('combobox').first().selectOption({ index: 0 });
    await page.locator('.notice-problem').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await violationsOf(await on.visitors.stranger(on.stage.url, visit))).toEqual([]);
    const refused = await on.visitors.stranger(`${on.stage.url}/#/sign-in?token=short`, visit);
    await refused.locator('.notice').waitFor();
    expect(await violationsOf(refused)).toEqual([]);
  });

  test.for([320, 360, 768, 1024, 1440])('nothing has to be scrolled sideways at %d px', async (width) => {
    const page = await on.visitors.open('#/', { width });
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(overflow)).toBe(0);
    await page.goto(`${on.stage.url}/#/endpoints/${on.stage.machines.reception.endpointId}`);
    await page.locator('.finding-card').first().waitFor();
    expect(await page.evaluate(overflow)).toBe(0);
    // Text at twice its size, as WCAG 1.4.4 asks; a narrower page is the same text at four times its size (1.4.10).
    if (width < 768) return;
    await page.evaluate("document.documentElement.style.fontSize = '200%'");
    expect(await page.evaluate(overflow)).toBe(0);
  });

  test('everything can be done with the keyboard alone', async () => {
    const page = await on.visitors.open('#/');
    const press = pressOn(page);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Đến nội dung chính');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    expect(new URL(page.url()).hash).toBe('#/');

    await press('Tab', 'Bệnh viện Đa khoa tỉnh');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Máy của Bệnh viện Đa khoa tỉnh' }).waitFor();
    expect(await focused(page), 'the focus stays where the person is').toBe('Bệnh viện Đa khoa tỉnh');
    await press('Tab', 'bvt-tiep-don-01');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), 'the focus is seen').toBe('solid');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'bvt-tiep-don-01' }).waitFor();
    await expect.poll(() => focused(page), { message: 'reading starts at the heading' }).toMatch(/^bvt-tiep-don-01/);

    await press('Tab', 'và 2 mục khác');
    await page.keyboard.press('Enter');
    await page.getByText('vim-common', { exact: true }).waitFor();
    await press('Shift+Tab', 'Tổng quan');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Đơn vị', exact: true }).waitFor();
    await press('Shift+Tab', 'Đăng xuất');
    await press('Shift+Tab', 'English');
    await page.keyboard.press('Space');
    await page.getByRole('heading', { name: 'Units', exact: true }).waitFor();
  });
});

inBrowser('the pages of warnings for everybody', () => {
  const on = onStage(setWarnedStage);

  test.for([
    { scheme: 'light', language: 'vi', width: 360 },
    { scheme: 'dark', language: 'vi', width: 1440 },
    { scheme: 'light', language: 'en', width: 320 },
    { scheme: 'dark', language: 'en', width: 2560 },
  ] as const satisfies Visit[])('no page violates WCAG AA or is scrolled sideways: $scheme, $language, $width px', async (visit) => {
    const page = await on.visitors.open('#/warnings', visit);
    await page.getByRole('table').nth(1).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: letters[0].number }).first().click();
    await page.getByRole('table').nth(3).waitFor();
    for (const summary of await page.locator('details > summary').all()) await summary.click();
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${on.stage.url}/#/warnings/new`);
    await page.locator('textarea').first().fill(pasted);
    await page.locator('.letter-entry button').click();
    await page.locator('.sources').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${on.stage.url}/#/imported-machines`);
    await page.getByText('XN-MAY-SINH-HOA').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  test('what to fix first is told with its reason, warning by warning and CVE by CVE', async () => {
    const page = await on.visitors.open('#/warnings');
    const order = (name: RegExp) => page.getByRole('table', { name }).getByRole('rowheader').allInnerTexts();
    await expect
      .poll(async () => (await order(/theo thứ tự nên xử lý/)).map((text) => text.split('\n')[0]))
      .toEqual(letters.map(({ number }, at) => `${at + 1}. ${number}`));
    await page.getByRole('link', { name: letters[0].number }).first().click();
    const cves = page.getByRole('table', { name: /Các mã CVE/ });
    await cves.waitFor();
    const rows = await cves.getByRole('row').allInnerTexts();
    expect(rows[1]).toMatch(/1\. CVE-2026-90102[^]*chưa được vá[^]*CISA KEV[^]*EPSS 89,4% · CVSS 8,8[^]*mã độc tống tiền đang dùng/);
    expect(rows.slice(1).map((row) => /CVE-2026-\d+/.exec(row)?.[0])).toEqual(
      ['02', '03', '05', '01', '04'].map((end) => `CVE-2026-901${end}`),
    );
  });

  test('a letter is entered, a warning looked at and a machine imported with the keyboard alone', async () => {
    const page = await on.visitors.open('#/');
    const press = pressOn(page);
    await press('Tab', 'Cảnh báo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Cảnh báo' }).waitFor();
    await press('Tab', 'Nhập cảnh báo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Nhập cảnh báo' }).waitFor();
    await press('Tab', 'TEXTAREA');
    await page.keyboard.insertText(pasted);
    await press('Tab', 'Nhận dạng văn bản');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page), { message: 'reading goes on at what was recognised' }).toBe('Nội dung cảnh báo');
    await press('Tab', 'Dùng “30/11/2026”');
    await page.keyboard.press('Enter');
    await press('Tab', 'Lưu cảnh báo');
    await page.keyboard.press('Space');
    await page.getByRole('heading', { level: 1, name: 'Đã lưu cảnh báo 215/CATTT-NCSC' }).waitFor();
    await press('Tab', 'Mở cảnh báo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Cảnh báo 215/ }).waitFor();
    await press('Tab', 'Đóng cảnh báo');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    expect(await focused(page), 'the focus goes back to where it was').toBe('Đóng cảnh báo');

    await page.goto(`${on.stage.url}/#/imported-machines`);
    await page.getByText('XN-MAY-SINH-HOA').waitFor();
    await press('Tab', 'Chọn đơn vị');
    await page.keyboard.press('ArrowDown');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const { systeminfo, qfe } = capturesOf('CT-MAY-CHUP-02');
    await (await chooser).setFiles([systeminfo, qfe]);
    await press('Tab', 'Đọc tệp');
    await page.keyboard.press('Enter');
    await page.getByText('Windows 7 SP1 Professional x86 (bản dựng 7601)').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press('Tab', 'Lưu máy này');
    await page.keyboard.press('Enter');
    await page.getByText('Đã lưu máy CT-MAY-CHUP-02').waitFor();
  });
});
