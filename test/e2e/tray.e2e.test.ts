import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { type ContractAgent, createContractAgent } from './tray/contract-agent.ts';
import type { ShownItem } from './tray/dbus-menu.ts';
import { intrusion } from './tray/found.ts';
import { lacksDesktop } from './tray/needs.ts';
import { type RunningTray, setTrayStage, type TrayStage } from './tray/tray-stage.ts';

const soon = { timeout: 15_000, interval: 100 };
const labels = (items: readonly ShownItem[]): string[] => items.filter(({ isSeparator }) => !isSeparator).map(({ label }) => label);

describe.skipIf(lacksDesktop)('the icon in the tray', () => {
  let stage: TrayStage;
  let agent: ContractAgent;
  let tray: RunningTray;
  beforeAll(async () => {
    stage = await setTrayStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    agent = createContractAgent(stage.folder());
    await agent.start();
  });
  afterEach(async () => {
    await tray.close();
    await agent.stop();
  });

  test('starts with an icon and without a window, and says what the agent says', async () => {
    tray = await stage.start({ socket: agent.path });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Không còn phát hiện nào cần xử lý');
    expect(await tray.icon.tooltip()).toContain('Tình trạng bản vá: đã cập nhật');
    const menu = await tray.icon.menu();
    expect(labels(menu)).toEqual([
      'Không còn phát hiện nào cần xử lý',
      'Tình trạng bản vá: đã cập nhật',
      'Mở bảng theo dõi',
      'Quét ngay',
      expect.stringMatching(/^Quét lần cuối: \d\d:\d\d \d\d\/\d\d\/\d{4}$/),
      expect.stringMatching(/^Gửi báo cáo lần cuối: /),
      'Máy này gửi đi những gì',
      'Cán bộ trực: máy này chưa có lịch trực',
      'Tạm dừng quét theo lịch…',
      'Ngôn ngữ',
      'Giới thiệu WardWatch',
      'Thoát biểu tượng WardWatch',
    ]);
    expect(menu.filter(({ isEnabled, isSeparator }) => isEnabled && !isSeparator).map(({ label }) => label)).toEqual([
      'Mở bảng theo dõi',
      'Quét ngay',
      'Máy này gửi đi những gì',
      'Tạm dừng quét theo lịch…',
      'Ngôn ngữ',
      'Giới thiệu WardWatch',
      'Thoát biểu tượng WardWatch',
    ]);
    expect(tray.app.windows()).toEqual([]);
  });

  test('has another image for each state, and follows the agent from one to the next', async () => {
    tray = await stage.start({ socket: agent.path });
    const images: string[] = [];
    const remember = async (): Promise<void> => void images.push((await tray.icon.image()).argb.toString('hex'));
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Không còn phát hiện nào');
    await remember();
    agent.has(intrusion.filter(({ severity }) => severity === 'high'));
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Chưa khắc phục: 2 cao');
    await remember();
    await agent.stop();
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('không trả lời');
    expect(await tray.icon.tooltip()).toContain('wardwatch agent run');
    await remember();
    expect((await tray.icon.menu()).find(({ label }) => label === 'Quét ngay')).toMatchObject({ isEnabled: false });
    agent.has(intrusion);
    await agent.start();
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Chưa khắc phục: 2 nghiêm trọng, 2 cao, 1 trung bình');
    await remember();
    agent.has([]);
    agent.is({ pause: { until: new Date(Date.now() + 3_600_000).toISOString(), by: 'An', reason: 'siêu âm' } });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Đang tạm dừng quét theo lịch đến');
    await remember();
    expect(new Set(images).size).toBe(5);
  });

  test('an agent that takes calls and never answers is unreachable, not as it last was', async () => {
    tray = await stage.start({ socket: agent.path });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Không còn phát hiện nào');
    agent.hang();
    await expect.poll(() => tray.icon.tooltip(), { timeout: 25_000, interval: 200 }).toContain('không trả lời');
  });

  test('an item of the menu scans, and a scan that fails is told', async () => {
    tray = await stage.start({ socket: agent.path, language: 'en' });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('No finding needs action');
    await tray.icon.choose('Scan now');
    await expect.poll(() => tray.icon.menu().then(labels), soon).toContain('Scanning this machine…');
    await expect.poll(() => tray.icon.menu().then(labels), soon).toContain('Scan now');
    expect(agent.calls.filter((call) => call === 'scan')).toHaveLength(1);
    agent.failNextScan(new AppError('STORE_FULL', 'The disk is full.'));
    await tray.icon.choose('Scan now');
    await expect.poll(() => tray.icon.menu().then(labels), soon).toContain('The scan asked for did not finish (STORE_FULL)');
  });

  test('the language is chosen in the menu, holds for the window, and is remembered', async () => {
    const home = stage.folder();
    tray = await stage.start({ socket: agent.path, home });
    await expect.poll(() => tray.icon.menu().then(labels), soon).toContain('Mở bảng theo dõi');
    const page = await tray.openDashboard();
    await page.getByRole('heading', { name: 'Phần mềm giám sát', exact: true }).waitFor();
    await tray.icon.choose('English');
    await page.getByRole('heading', { name: 'Agent', exact: true }).waitFor();
    await expect.poll(() => tray.icon.menu().then(labels), soon).toContain('Open the dashboard');
    const choices = (await tray.icon.menu()).find(({ label }) => label === 'Language')?.items ?? [];
    expect(choices.map(({ label, isChecked }) => [label, isChecked])).toEqual([
      ['Tiếng Việt', false],
      ['English', true],
    ]);
    await tray.close();
    tray = await stage.start({ socket: agent.path, home, language: 'vi' });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('No finding needs action');
  });

  test('a second start ends at once and brings up the window of the first', async () => {
    const home = stage.folder();
    tray = await stage.start({ socket: agent.path, home });
    expect(tray.app.windows()).toHaveLength(0);
    const window = tray.app.waitForEvent('window');
    expect(await stage.startAgain(home)).toBe(0);
    await (await window).getByRole('heading', { level: 1 }).waitFor();
    expect(tray.app.windows()).toHaveLength(1);
  });

  test('there is one window, and no page stays in memory once it is closed', async () => {
    tray = await stage.start({ socket: agent.path });
    const pages = (): Promise<number> => tray.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Tab').length);
    expect(await pages()).toBe(0);
    const page = await tray.openDashboard();
    await tray.icon.choose('Mở bảng theo dõi');
    await wait(500);
    expect(tray.app.windows()).toHaveLength(1);
    expect(await pages()).toBe(1);
    await page.close();
    await expect.poll(pages, soon).toBe(0);
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('WardWatch');
    await tray.openDashboard();
  });

  test('two clicks lead from the icon to the gravest finding, and an item of the menu to its view in the same window', async () => {
    agent.has(intrusion);
    tray = await stage.start({ socket: agent.path });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Chưa khắc phục');
    const page = await tray.openDashboard();
    await page.locator('.gravest a').first().click();
    await page.getByRole('article').first().getByText('svc-backup').first().waitFor();
    await tray.icon.choose('Máy này gửi đi những gì');
    await page.getByRole('heading', { level: 1, name: 'Máy này gửi đi những gì' }).waitFor();
    await tray.icon.choose('English');
    await page.getByRole('heading', { level: 1, name: 'What leaves this machine' }).waitFor();
    expect(tray.app.windows()).toHaveLength(1);
  });

  test('the icon comes back when the panel of the desktop has started anew', async () => {
    tray = await stage.start({ socket: agent.path });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Không còn phát hiện nào');
    const icon = await stage.restartPanel();
    expect(await icon.tooltip()).toContain('Không còn phát hiện nào');
    expect(labels(await icon.menu())).toContain('Mở bảng theo dõi');
  });

  test('the last item of the menu ends the application', async () => {
    tray = await stage.start({ socket: agent.path });
    const ended = new Promise((resolve) => tray.app.process().once('exit', resolve));
    await tray.icon.choose('Thoát biểu tượng WardWatch');
    expect(await ended).toBe(0);
  });
});
