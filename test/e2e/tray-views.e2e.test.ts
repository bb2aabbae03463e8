import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { type ContractAgent, createContractAgent } from './tray/contract-agent.ts';
import { type DashboardPage, dashboardPage } from './tray/dashboard-page.ts';
import { intrusion } from './tray/found.ts';
import { lacksDesktop } from './tray/needs.ts';
import { troubledMachine } from './tray/shown-machine.ts';
import { type RunningTray, setTrayStage, type TrayStage } from './tray/tray-stage.ts';

const soon = { timeout: 15_000, interval: 100 };

describe.skipIf(lacksDesktop)('the views of the dashboard', () => {
  let stage: TrayStage;
  let agent: ContractAgent;
  let tray: RunningTray;
  let home: string;
  beforeAll(async () => {
    stage = await setTrayStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    home = stage.folder();
    agent = createContractAgent(stage.folder());
    agent.has(intrusion);
    agent.shows(troubledMachine);
    await agent.start();
  });
  afterEach(async () => {
    await tray.close();
    await agent.stop();
    if (tray.complaints.length > 0) throw new Error(`The page complained: ${tray.complaints.join('; ')}`);
  });
  const open = async (language: 'vi' | 'en' = 'en'): Promise<DashboardPage> => {
    tray = await stage.start({ socket: agent.path, language, home });
    await expect.poll(() => tray.icon.tooltip(), soon).not.toContain('…');
    return dashboardPage(await tray.openDashboard());
  };
  const rowsOf = ({ page }: DashboardPage, table: string): Promise<string[]> => page.locator(`.table-${table} tbody tr`).allInnerTexts();

  test('patches: what is missing, how old, what it leaves open, and the number of the warning', async () => {
    const dashboard = await open();
    await dashboard.show('patches');
    await dashboard.page.getByText('2 security updates are missing').waitFor();
    expect(await dashboard.fact('Longest missing since')).toContain('3 days ago');
    expect(await dashboard.fact('Automatic updates')).toBe('turned off');
    expect(await rowsOf(dashboard, 'pending')).toEqual([
      expect.stringMatching(/libssl3[^]*3\.0\.19-1[^]*3\.0\.22-1[^]*security/),
      expect.stringMatching(/openssl/),
      expect.stringMatching(/tzdata[^]*other/),
    ]);
    const exposed = await rowsOf(dashboard, 'exposed');
    expect(exposed[0]).toMatch(/openssl[^]*CVE-2026-31415[^]*41\/CATTT-NCSC/);
    expect(exposed[2]).toMatch(/python2\.7[^]*out of support, no fix will come[^]*none/);
    await dashboard.page.getByText(/By the vulnerability data on this machine/).waitFor();
  });

  test('patches: without data nothing is called safe, and what cannot be told is unknown', async () => {
    agent.shows({ exposed: { dataReadAt: null, items: [], itemCount: 0 }, updates: { ...noUpdates, pending: null } });
    const dashboard = await open();
    await dashboard.show('patches');
    await dashboard.page.getByText('It is unknown which updates are missing').waitFor();
    await dashboard.page.getByText('This machine has no vulnerability data yet').waitFor();
    expect(await dashboard.page.getByText('no installed software is affected').count()).toBe(0);
  });

  test('changes: unexplained ones with before and after, explained ones folded away with their reason', async () => {
    const dashboard = await open();
    await dashboard.show('changes');
    const titles = dashboard.page.locator('.timeline-title');
    await expect.poll(() => titles.allInnerTexts(), soon).toHaveLength(3);
    await dashboard.page.locator('.timeline').getByText('Before and after').first().click();
    await dashboard.page.getByText('4755').waitFor();
    await dashboard.page.getByText('By a package update, a known publisher').click();
    await dashboard.page.getByText('Reason: package cron 3.0pl1-162, upgraded').waitFor();
    await dashboard.page.getByText('Reason: Lê Thị An accepted it: cài máy in phòng khám theo phiếu 12').waitFor();
    expect(await titles.count()).toBe(5);
  });

  test('checks: failed ones first with what they speak of, and what could not be read with why', async () => {
    const dashboard = await open();
    await dashboard.show('checks');
    await dashboard.page.getByText('3 failed, 1 unknown, 3 passed').waitFor();
    const rows = await rowsOf(dashboard, 'checks');
    expect(rows[0]).toMatch(/fail[^]*libssl3/);
    await dashboard.page.getByText('1 place could not be read').click();
    await dashboard.page.getByText('/home/kcb/.ssh/authorized_keys').waitFor();
  });

  test('a scan shows how far each check is, and stops when a person says so', async () => {
    const dashboard = await open();
    await dashboard.show('checks');
    await dashboard.page.getByRole('button', { name: 'Scan now' }).click();
    const steps = dashboard.page.locator('.scan-steps > li');
    await expect
      .poll(() => steps.allInnerTexts(), { ...soon, interval: 20 })
      .toEqual([expect.stringMatching(/pass/), expect.stringMatching(/running/), expect.stringMatching(/waiting/)]);
    await dashboard.page.getByRole('button', { name: 'Stop the scan' }).click();
    await dashboard.page.getByText('The scan was stopped as asked.').waitFor();
    expect(agent.calls).toContain('cancel-scan');
    await expect.poll(() => tray.icon.menu().then((items) => items.map(({ label }) => label)), soon).toContain('Scan now');
    expect((await tray.icon.menu()).some(({ label }) => label.includes('did not finish'))).toBe(false);
  });

  test('findings are filtered and searched, without accents too', async () => {
    const dashboard = await open('vi');
    await dashboard.show('findings');
    const cards = dashboard.page.getByRole('article');
    await expect.poll(() => cards.count(), soon).toBe(5);
    await dashboard.page.getByLabel('Tìm trong danh sách').fill('tai khoan');
    await expect.poll(() => cards.count(), soon).toBe(1);
    await dashboard.page.getByLabel('Tìm trong danh sách').fill('không có gì như vậy');
    await dashboard.page.getByText('Không có phát hiện nào khớp bộ lọc.').waitFor();
    await dashboard.page.getByLabel('Tìm trong danh sách').fill('');
    await dashboard.page.getByLabel('Mức').selectOption('critical');
    await expect.poll(() => cards.count(), soon).toBe(2);
    await dashboard.page.getByLabel('Mức').selectOption('any');
    await dashboard.page.getByLabel('Trạng thái').selectOption('acknowledged');
    await expect.poll(() => cards.allInnerTexts(), soon).toEqual([expect.stringContaining('openssl')]);
  });

  test('history: each chart has the same figures as a table', async () => {
    const dashboard = await open();
    await dashboard.show('history');
    await expect.poll(() => dashboard.page.locator('.chart').count(), soon).toBe(3);
    await dashboard.unfoldAll();
    const tables = dashboard.page.locator('.table-figures');
    expect(await tables.nth(0).locator('tbody tr').count()).toBe(troubledMachine.history.findings.length);
    expect(await tables.nth(0).locator('tbody tr').first().innerText()).toMatch(/8[^]*4/);
    expect(await tables.nth(1).locator('tbody tr').count()).toBe(troubledMachine.history.updates.length);
    expect(await tables.nth(2).locator('tbody tr').count()).toBe(troubledMachine.history.scans.length);
  });

  test('history: of one point nothing is drawn', async () => {
    agent.shows({ history: { findings: [], updates: [], scans: [{ at: new Date().toISOString(), durationMs: 8000 }] } });
    const dashboard = await open();
    await dashboard.show('history');
    await expect.poll(() => dashboard.page.getByText('Not enough data to draw').count(), soon).toBe(3);
    expect(await dashboard.page.locator('.chart').count()).toBe(0);
  });

  test('what leaves the machine is shown word for word', async () => {
    const dashboard = await open();
    await dashboard.show('uploads');
    await dashboard.page.getByRole('button', { name: 'As sent' }).click();
    expect(await dashboard.page.locator('.payload').innerText()).toBe(troubledMachine.lastUpload.body);
  });

  test('a pause asks who, why, and for the code where the person has no right; going on needs nothing', async () => {
    agent.refuseDecisions(new AppError('IT_CODE_REQUIRED', 'A code, please.'));
    const dashboard = await open();
    const { page } = dashboard;
    await dashboard.show('settings');
    await page.getByLabel('For how long').selectOption('240');
    await page.getByLabel('Full name of whoever decides').fill('Lê Thị An');
    await page.getByLabel('Reason').fill('ultrasound all morning');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('This account is no administrator.').waitFor();
    await page.getByLabel('Code of the IT department').fill('mã-của-phòng-IT');
    await dashboard.expectNoViolations();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText(/^Paused until/).waitFor();
    expect(agent.calls).toContain('pause 240 Lê Thị An: ultrasound all morning with a code');
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Scheduled scans are paused until');
    await page.getByRole('button', { name: 'Run scheduled scans again' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await expect.poll(() => tray.icon.tooltip(), soon).not.toContain('paused');
  });

  test('the icon starts at login when the person says so, and no longer when not', async () => {
    const dashboard = await open();
    await dashboard.show('settings');
    const box = dashboard.page.getByLabel('Show the WardWatch icon when you sign in');
    expect(await box.isChecked()).toBe(false);
    await box.check();
    const entry = join(home, 'autostart', 'wardwatch.desktop');
    await expect.poll(() => existsSync(entry), soon).toBe(true);
    expect(readFileSync(entry, 'utf8')).toMatch(/^Exec="\/.*electron"/m);
    await box.uncheck();
    await expect.poll(() => existsSync(entry), soon).toBe(false);
  });

  test.for([
    { version: '0.0.9', sentence: 'The agent is older than this window' },
    { version: '9.0.0', sentence: 'The agent is newer than this window' },
  ])('an agent of version $version is told as such, without any figure of before', async ({ version, sentence }) => {
    const dashboard = await open();
    agent.speaksAs(version);
    await expect.poll(dashboard.sentence, soon).toBe(sentence);
    expect(await dashboard.page.locator('.fact').count()).toBe(0);
    expect(await tray.icon.tooltip()).toContain(sentence.replace('window', 'icon'));
  });

  test('a finding and a report are kept as PDF where the person says, with Vietnamese letters that can be read', async () => {
    const dashboard = await open('vi');
    const folder = stage.folder();
    const choose = (name: string): Promise<void> =>
      tray.app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath });
      }, name);
    await choose(join(folder, 'Báo cáo'));
    await dashboard.page.getByRole('button', { name: 'Xuất báo cáo PDF' }).click();
    await dashboard.page.getByText('Đã lưu tệp PDF.').waitFor();
    const report = readFileSync(join(folder, 'Báo cáo.pdf'));
    expect(report.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    // A font in a file of its own, with a map back to letters: without both, a printed ắ is a hole and cannot be searched.
    expect(report.toString('latin1')).toMatch(/\/FontFile[23]/);
    expect(report.toString('latin1')).toContain('/ToUnicode');
    expect(await dashboard.page.locator('.paper').count(), 'nothing of it stays in the window').toBe(0);
    await choose('');
    await dashboard.show('findings');
    await dashboard
      .card(/passwd/)
      .getByRole('button', { name: 'Xuất PDF' })
      .click();
    await choose(join(folder, 'no', 'such', 'folder.pdf'));
    await dashboard
      .card(/passwd/)
      .getByRole('button', { name: 'Xuất PDF' })
      .click();
    await dashboard.page.getByText('Chưa lưu được PDF (FILE_UNREADABLE).').waitFor();
  });
});

const noUpdates = {
  listsFetchedAt: null,
  lastInstalledAt: null,
  oldestSecuritySince: null,
  automatic: 'unknown',
  lastAutomaticAt: null,
} as const;
