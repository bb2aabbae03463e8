import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContractAgent, healthy } from './tray/contract-agent.ts';
import { type DashboardPage, dashboardPage } from './tray/dashboard-page.ts';
import { intrusion } from './tray/found.ts';
import { dashboardViews } from '../../src/contracts/tray-app.ts';
import { troubledMachine } from './tray/shown-machine.ts';
import { lacksDesktop } from './tray/needs.ts';
import { setTrayStage, type TrayStage } from './tray/tray-stage.ts';

const folder = join(import.meta.dirname, '../../docs/screenshots');
const notEnrolled = { endpointId: null, unitName: null, collectorUrl: null, lastUploadAt: null };
const { endpointId, unitName, collectorUrl, lastUploadAt } = healthy();
const enrolled = { endpointId, unitName, collectorUrl, lastUploadAt };
const soon = { timeout: 15_000, interval: 50 };

// Kept in docs/screenshots when WARDWATCH_SCREENSHOTS=1; taken all the same, so that a view that cannot be drawn is noticed.
const isKept = process.env.WARDWATCH_SCREENSHOTS === '1';

describe.skipIf(lacksDesktop)('screenshots of the dashboard', () => {
  let stage: TrayStage;
  beforeAll(async () => {
    stage = await setTrayStage();
    mkdirSync(folder, { recursive: true });
  });
  afterAll(() => stage.close());

  test.for([
    { language: 'vi', scheme: 'light' },
    { language: 'vi', scheme: 'dark' },
    { language: 'en', scheme: 'light' },
    { language: 'en', scheme: 'dark' },
  ] as const)('every view: $language, $scheme', async ({ language, scheme }) => {
    const agent = createContractAgent(stage.folder());
    await agent.start();
    const tray = await stage.start({ socket: agent.path, language });
    await expect.poll(() => tray.icon.tooltip(), soon).not.toContain('…');
    const dashboard = dashboardPage(await tray.openDashboard());
    await dashboard.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const shoot = async (view: string, size = { width: 1040, height: 760 }): Promise<void> => {
      await dashboard.page.setViewportSize(size);
      const kept = isKept ? { path: join(folder, `tray-${view}-${language}-${scheme}.png`) } : {};
      expect((await dashboard.page.screenshot(kept)).length).toBeGreaterThan(10_000);
    };
    const afresh = async (isShown: (page: DashboardPage) => Promise<unknown>): Promise<void> => {
      await agent.stop();
      await agent.start();
      await isShown(dashboard);
    };
    await dashboard.page.getByRole('heading', { level: 2 }).first().waitFor();
    await shoot('good');
    agent.is({ lastScanAt: null, patchStatus: 'unknown', ...notEnrolled });
    await afresh(() => expect.poll(dashboard.sentence, soon).toMatch(/chưa được quét|never been scanned/));
    await shoot('never-scanned');
    await dashboard.page.getByRole('button', { name: /^(Quét ngay|Scan now)$/ }).click();
    await expect.poll(() => dashboard.page.locator('.scan-line').innerText(), soon).toContain('2');
    await dashboard.show('checks');
    await shoot('scanning');
    await dashboard.show('overview');
    await dashboard.page.getByText(/Đã quét xong|Scan finished/).waitFor();
    agent.has(intrusion);
    agent.is(enrolled);
    agent.is({ patchStatus: 'fail', lastUploadError: 'The collector does not answer.', waitingUploads: 3 });
    agent.shows(troubledMachine);
    await afresh(({ page }) => page.locator('.gravest').waitFor());
    await shoot('critical');
    for (const view of dashboardViews.slice(1)) {
      await dashboard.show(view);
      await dashboard.settled();
      await dashboard.page.mouse.move(0, 0);
      await shoot(view, { width: 1040, height: view === 'settings' || view === 'patches' ? 1000 : 760 });
    }
    await dashboard.show('findings');
    await shoot('findings-narrow', { width: 720, height: 1000 });
    await dashboard.show('overview');
    await tray.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => new Promise((resolve) => setTimeout(() => resolve({ canceled: true, filePath: '' }), 2000));
    });
    await dashboard.page.getByRole('button', { name: /PDF$/ }).click();
    await dashboard.page.emulateMedia({ media: 'print', colorScheme: scheme });
    await dashboard.page.evaluate('scrollTo(0, 0)');
    await shoot('report', { width: 794, height: 1123 });
    await dashboard.page.locator('.paper').waitFor({ state: 'detached' });
    await dashboard.page.emulateMedia({ media: 'screen', colorScheme: scheme, reducedMotion: 'reduce' });
    agent.has([]);
    agent.is({ pause: { until: new Date(Date.now() + 3_600_000).toISOString(), by: 'Lê Thị An', reason: 'siêu âm buổi sáng' } });
    await dashboard.show('settings');
    await afresh(({ page }) => page.getByText(/^(Đang tạm dừng đến|Paused until)/).waitFor());
    await shoot('paused');
    await dashboard.show('overview');
    await agent.stop();
    await expect.poll(dashboard.sentence, soon).toMatch(/không trả lời|does not answer/);
    await shoot('unreachable');
    await tray.close();
  });
});
