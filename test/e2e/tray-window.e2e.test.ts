import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { finding } from '../../src/contracts/finding.ts';
import { type ContractAgent, createContractAgent } from './tray/contract-agent.ts';
import { type DashboardPage, dashboardPage } from './tray/dashboard-page.ts';
import { intrusion } from './tray/found.ts';
import { dashboardViews } from '../../src/contracts/tray-app.ts';
import { troubledMachine } from './tray/shown-machine.ts';
import { lacksDesktop } from './tray/needs.ts';
import { type RunningTray, setTrayStage, type TrayStage } from './tray/tray-stage.ts';

const soon = { timeout: 15_000, interval: 100 };

describe.skipIf(lacksDesktop)('the dashboard at a workstation', () => {
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
    if (tray.complaints.length > 0) throw new Error(`The page complained: ${tray.complaints.join('; ')}`);
  });
  const open = async (language: 'vi' | 'en' = 'vi'): Promise<DashboardPage> => {
    tray = await stage.start({ socket: agent.path, language });
    await expect.poll(() => tray.icon.tooltip(), soon).not.toContain('…');
    return dashboardPage(await tray.openDashboard());
  };

  test('one click on the icon leads to the gravest finding, in words, with what to do and what it rests on', async () => {
    agent.has(intrusion);
    agent.is({ patchStatus: 'fail' });
    const dashboard = await open();
    expect(await dashboard.sentence()).toBe('Có tài khoản khác ngoài root mang quyền root: svc-backup');
    await dashboard.page.locator('.gravest').waitFor();
    await dashboard.page.getByText('Kiểm tra ngay ai đã tạo tài khoản này.').first().waitFor();
    await dashboard.page.getByText('Còn 3 phát hiện khác cần xử lý').waitFor();
    expect(await dashboard.fact('Tình trạng cập nhật bản vá')).toBe('còn thiếu bản vá');
    expect(await dashboard.fact('Phát hiện chưa khắc phục')).toMatch(/2 Nghiêm trọng\s+2 Cao\s+1 Trung bình\s+trong đó 1 đã tiếp nhận/);
    await dashboard.show('findings');
    await dashboard.card(/passwd/).waitFor();
    const titles = await dashboard.page.getByRole('article').getByRole('heading').allInnerTexts();
    expect(titles).toEqual([
      'Có tài khoản khác ngoài root mang quyền root: svc-backup',
      expect.stringContaining('/usr/bin/passwd'),
      expect.stringContaining('/etc/cron.d/cap-nhat'),
      expect.stringContaining('openssl, libssl3'),
      expect.stringContaining('tcp/4444 /usr/bin/nc'),
    ]);
    const changed = await dashboard.card(/passwd/).innerText();
    expect(changed).toMatch(/Quyền truy cập\s+0755\s+4755/);
    expect(changed).toContain('T1554');
    expect(await dashboard.card(/openssl/).innerText()).toContain('đã tiếp nhận');
  });

  test('a person acknowledges and accepts with a name and a reason, by keyboard alone', async () => {
    agent.has(intrusion);
    const dashboard = await open();
    const { page, card } = dashboard;
    await dashboard.show('findings');
    await card(/svc-backup/)
      .getByRole('button', { name: 'Tiếp nhận…' })
      .press('Enter');
    await page.keyboard.type('Lê Thị An');
    await page.keyboard.press('Tab');
    await page.keyboard.type('tài khoản của bên bảo trì, đang hỏi lại');
    await dashboard.expectNoViolations();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await card(/svc-backup/)
      .getByText('đã tiếp nhận', { exact: true })
      .waitFor();
    expect(await card(/svc-backup/).innerText()).toMatch(/Lê Thị An: đã tiếp nhận[^]*Lý do: tài khoản của bên bảo trì, đang hỏi lại/);
    expect(agent.calls).toContain('acknowledge Lê Thị An: tài khoản của bên bảo trì, đang hỏi lại');
    await card(/svc-backup/)
      .getByRole('button', { name: 'Chấp nhận…' })
      .press('Enter');
    await page.keyboard.type('đã có phiếu yêu cầu');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => card(/svc-backup/).count(), soon).toBe(0);
    await dashboard.show('overview');
    await expect.poll(dashboard.sentence, soon).toContain('/usr/bin/passwd');
    expect(agent.calls, 'the name is remembered in this window').toContain('accept Lê Thị An: đã có phiếu yêu cầu');
  });

  test('a person without the right is told so, and keeps what was written', async () => {
    agent.has(intrusion);
    agent.refuseDecisions();
    const dashboard = await open('en');
    const { page, card } = dashboard;
    await dashboard.show('findings');
    await card(/passwd/)
      .getByRole('button', { name: 'Accept…' })
      .click();
    await page.getByLabel('Full name of whoever decides').fill('Lê Thị An');
    await page.getByLabel('Reason').fill('password tool of the hospital');
    await page.getByRole('button', { name: 'Confirm: accept' }).click();
    await page.getByText('Only an administrator of this machine may decide this.').waitFor();
    await page.getByText(/wardwatch accept [0-9a-f]{8} --by/).waitFor();
    expect(await page.getByLabel('Reason').inputValue()).toBe('password tool of the hospital');
    await dashboard.expectNoViolations();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Acknowledge…');
  });

  test('a long list comes in parts, and every finding can be reached', async () => {
    const [first] = intrusion;
    const many = Array.from({ length: 70 }, (_, at) => ({ ...first, fingerprint: String(at).padStart(32, '0') }));
    agent.has(many.map((one) => finding.parse(one)));
    const { page, show } = await open('en');
    await show('findings');
    await page.getByRole('button', { name: 'Show 30 more of the remaining 40' }).click();
    await page.getByRole('button', { name: 'Show 10 more of the remaining 10' }).click();
    expect(await page.getByRole('article').count()).toBe(70);
  });

  test('what is well is said only of what was read, in both languages', async () => {
    const dashboard = await open();
    expect(await dashboard.sentence()).toBe('Chưa thấy việc gì cần xử lý trên máy này');
    await dashboard.show('findings');
    await dashboard.page.getByText('Điều này chỉ nói về những gì phần mềm giám sát đã đọc được').waitFor();
    await dashboard.show('overview');
    await dashboard.speak('English');
    expect(await dashboard.sentence()).toBe('Nothing on this machine is known to need action');
    expect(await dashboard.page.evaluate('document.documentElement.lang')).toBe('en');
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('No finding needs action');
  });

  test('a machine that was never scanned is not well; a scan shows how far it is and what it brought', async () => {
    agent.is({ lastScanAt: null, patchStatus: 'unknown', endpointId: null, unitName: null, collectorUrl: null, lastUploadAt: null });
    const dashboard = await open('en');
    expect(await dashboard.sentence()).toBe('This machine has never been scanned');
    expect(await dashboard.fact('Patch status')).toBe('unknown');
    expect(await dashboard.fact('Last report sent')).toBe('this machine is not enrolled');
    await dashboard.show('findings');
    await dashboard.page.getByText('it is not known whether there are findings').waitFor();
    await dashboard.show('overview');
    await dashboard.page.getByRole('button', { name: 'Scan now' }).click();
    await dashboard.page.getByRole('progressbar').waitFor();
    await expect
      .poll(() => dashboard.page.locator('.scan-line').innerText(), { timeout: 5000, interval: 20 })
      .toContain('1 of 3 checks done');
    await dashboard.page.getByText('Scan finished: 2 new findings, 1 resolved.').waitFor();
    await expect.poll(dashboard.sentence, soon).toBe('The patch status of this machine is unknown');
    agent.failNextScan(new AppError('STORE_FULL', 'The disk is full.'));
    await dashboard.page.getByRole('button', { name: 'Scan now' }).click();
    await dashboard.page.getByText('The scan did not finish (STORE_FULL).').waitFor();
  });

  test('when the agent goes, every figure goes with it, and comes back by itself', async () => {
    agent.has(intrusion);
    const dashboard = await open();
    await dashboard.page.locator('.gravest').getByText('passwd').waitFor();
    await agent.stop();
    await expect.poll(dashboard.sentence, soon).toBe('Phần mềm giám sát trên máy này không trả lời');
    expect(await dashboard.page.locator('.fact').count()).toBe(0);
    expect(await dashboard.page.locator('.gravest').count()).toBe(0);
    await dashboard.page.getByText('wardwatch agent run').waitFor();
    await agent.start();
    await dashboard.page.locator('.gravest').getByText('passwd').waitFor();
  });

  test('reports that do not go out are told, with what waits', async () => {
    agent.is({ lastUploadError: 'The collector does not answer.', waitingUploads: 3 });
    const dashboard = await open();
    expect(await dashboard.sentence()).toBe('Chưa gửi được báo cáo về máy chủ thu thập');
    expect(await dashboard.fact('Gửi báo cáo lần cuối')).toContain('3 báo cáo đang chờ gửi');
    expect(await dashboard.fact('Lỗi gửi gần nhất')).toBe('The collector does not answer.');
  });

  test.for([
    { scheme: 'light', language: 'vi' },
    { scheme: 'dark', language: 'en' },
  ] as const)('no view violates WCAG AA: $scheme, $language', async ({ scheme, language }) => {
    const dashboard = await open(language);
    await dashboard.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await dashboard.expectNoViolations();
    await dashboard.page.getByRole('button', { name: /^(Quét ngay|Scan now)$/ }).click();
    await dashboard.page.getByRole('progressbar').waitFor();
    await dashboard.expectNoViolations();
    await agent.stop();
    await expect.poll(dashboard.sentence, soon).toMatch(/không trả lời|does not answer/);
    await dashboard.expectNoViolations();
    agent.has(intrusion);
    agent.shows(troubledMachine);
    await agent.start();
    await dashboard.page.locator('.gravest').waitFor();
    for (const view of dashboardViews) {
      await dashboard.show(view);
      await dashboard.settled();
      await dashboard.unfoldAll();
      await dashboard.settled();
      await dashboard.expectNoViolations();
    }
  });

  test('everything can be done with the keyboard alone, and the focus is seen', async () => {
    agent.has(intrusion);
    const { page, sentence, card } = await open();
    await page.locator('.gravest').waitFor();
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.innerText');
    const tabTo = async (text: string): Promise<void> => {
      for (let presses = 0; presses < 30; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await focused()) === text) return;
      }
      throw new Error(`Tab never led to "${text}"`);
    };
    await tabTo('English');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Space');
    expect(await sentence()).toContain('An account other than root');
    expect(await focused(), 'the focus stays where the person is').toBe('English');
    await tabTo('Scan now');
    await page.keyboard.press('Enter');
    await page.getByRole('progressbar').waitFor();
    await tabTo('Findings\n4');
    await page.keyboard.press('Enter');
    await card(/svc-backup/).waitFor();
    expect(await page.evaluate('document.activeElement.id'), 'the focus goes to what is shown').toBe('main');
    await tabTo('Evidence before and after');
    await page.keyboard.press('Enter');
    expect(
      await card(/svc-backup/)
        .locator('details')
        .getAttribute('open'),
    ).toBeNull();
  });

  test.for([720, 1040, 1920, 3840])('nothing has to be scrolled sideways at %d px, also at twice the text size', async (width) => {
    agent.has(intrusion);
    agent.shows(troubledMachine);
    const { page, show, settled, unfoldAll } = await open();
    await page.setViewportSize({ width, height: 760 });
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    for (const view of dashboardViews) {
      await show(view);
      await settled();
      await unfoldAll();
      await page.evaluate("document.documentElement.style.fontSize = '100%'");
      expect(await page.evaluate(overflow), view).toBe(0);
      await page.evaluate("document.documentElement.style.fontSize = '200%'");
      expect(await page.evaluate(overflow), view).toBe(0);
    }
  });
});
