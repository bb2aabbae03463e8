import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBrowser, letVisitorsIn, type Visitors } from './console-browser.ts';
import { setStage, type Stage, unitNames } from './console-stage.ts';
import { violationsOf } from './console-violations.ts';

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
  let stage: Stage;
  let visitors: Visitors;
  beforeAll(async () => {
    stage = await setStage();
    visitors = await letVisitorsIn(stage);
  });
  afterAll(async () => {
    await visitors.close();
    await stage.close();
  });

  test('a warning that was entered from the page’s own origin is listed with its figure, and its machines are told apart', async () => {
    const page = await visitors.open('#/');
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
    const page = await visitors.open('#/warnings', visit);
    for (const name of [null, letter.number]) {
      if (name !== null) await page.getByRole('link', { name }).click();
      await page.getByRole('table').first().waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    }
  });

  test('a warning that is not there is told as such', async () => {
    const page = await visitors.open('#/warnings/00000000-0000-4000-8000-000000000000');
    await page.getByText('Không có cảnh báo này.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});
