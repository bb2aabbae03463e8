import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inBrowser, onStage, type Visit } from './console-browser.ts';
import { setStage } from './console-stage.ts';
import { violationsOf } from './console-violations.ts';

const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement.innerText || document.activeElement.getAttribute("aria-label") || document.activeElement.tagName');

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
    const press = async (key: string, until: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press(key);
        if (String(await focused(page)).startsWith(until)) return;
      }
      throw new Error(`${key} never led to "${until}"`);
    };
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
