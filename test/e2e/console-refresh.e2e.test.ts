import { expect, test } from 'vitest';
import { inBrowser, onStage } from './console-browser.ts';
import { setStage } from './console-stage.ts';
import { found } from './console-story.ts';

// Layout shifts without a person's doing, as browsers measure them (https://web.dev/cls); 0.1 is the limit of "good".
const watchShifts = `
  window.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

inBrowser('the console as time goes on', () => {
  const on = onStage(setStage);

  test('what a machine reports shows by itself within half a minute, and nothing else moves', async () => {
    const page = await on.visitors.open('#/');
    await page.clock.install();
    await page.reload();
    await page.getByText('/etc/cron.d/sys-backup').waitFor();
    await page.evaluate(watchShifts);
    await page.evaluate(`window.heading = document.querySelector('h1'); window.seenLoading = false;
      new MutationObserver(() => { window.seenLoading ||= document.querySelector('.loading') !== null; }).observe(document.body, { childList: true, subtree: true });`);
    await on.stage.machines.crowded.report({ findings: [found('cron-job.added', '/etc/cron.d/moi', { severity: 'critical' })] });
    expect(await page.getByText('/etc/cron.d/moi').count()).toBe(0);
    await page.clock.fastForward(30_000);
    await page.getByText('/etc/cron.d/moi').waitFor();
    await page.getByText('7 phát hiện mức Nghiêm trọng hoặc Cao chưa khắc phục').waitFor();
    expect(await page.evaluate('window.heading === document.querySelector("h1") && !window.seenLoading')).toBe(true);
  });

  test('a page is laid out once', async () => {
    const page = await on.visitors.open('#/', { width: 360 });
    await page.addInitScript(watchShifts);
    await page.reload();
    await page.getByText('/etc/cron.d/sys-backup').waitFor();
    await page.waitForTimeout(500);
    expect(await page.evaluate('window.layoutShift')).toBeLessThan(0.02);
  });

  test('without the collector the last figures stay, marked with their time, until it is back', async () => {
    const page = await on.visitors.open('#/');
    await page.clock.install();
    await page.reload();
    await page.getByText('/etc/cron.d/sys-backup').waitFor();
    await on.stage.stop();
    await page.clock.fastForward(30_000);
    await page.getByText(/Chưa cập nhật được: số liệu dưới đây là của \d\d:\d\d \d\d\/\d\d\/\d{4}\./).waitFor();
    await page.getByText('Không liên lạc được với máy chủ thu thập.').waitFor();
    expect(await page.getByText('/etc/cron.d/sys-backup').count()).toBe(1);

    const late = await on.visitors.stranger(`${on.stage.url}/`).catch(() => null);
    expect(late).toBeNull();

    await on.stage.restart();
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText(/^Số liệu lúc/).waitFor();
    expect(await page.getByText('Chưa cập nhật được').count()).toBe(0);
  });

  test('a collector that answers what nobody understands is told apart from one that does not answer', async () => {
    const page = await on.visitors.open('#/', { language: 'en' });
    await page.route('**/api/v1/units', (route) => route.fulfill({ json: { items: 'none' } }));
    await page.reload();
    await page.getByText('The collector answered something that this page does not understand').waitFor();
    await page.unroute('**/api/v1/units');
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await expect.poll(() => page.getByRole('table', { name: /^Units/ }).count()).toBe(1);
  });

  test('a page whose script is gone asks to be loaded again, and the others go on', async () => {
    const page = await on.visitors.open('#/', { language: 'en' });
    await page.route('**/assets/endpoint-page*', (route) => route.abort());
    await page.reload();
    await page.getByRole('link', { name: 'bvt-tiep-don-01' }).first().click();
    await page.getByText('This page met an unforeseen error').waitFor();
    await page.goBack();
    await expect.poll(() => page.getByRole('table', { name: /^Units/ }).count()).toBe(1);
  });

  test('one list that cannot be loaded does not take the others with it', async () => {
    const page = await on.visitors.open('#/', { language: 'en' });
    await page.route('**/api/v1/findings?**', (route) => route.fulfill({ status: 507, json: { code: 'STORE_FULL', message: 'full' } }));
    await page.reload();
    await page.getByText('The disk of the collector is full.').waitFor();
    expect(await page.getByRole('table', { name: /^Endpoints/ }).count()).toBe(1);
    await page.unroute('**/api/v1/findings?**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('/etc/cron.d/sys-backup').waitFor();
  });

  test('a session that ends is said to have ended', async () => {
    const page = await on.visitors.open('#/');
    await page.context().clearCookies();
    await page.getByLabel('Mức').selectOption({ label: 'Cao' });
    await page.getByText('Phiên làm việc đã hết hạn hoặc đã được kết thúc.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});
