import { expect, test } from 'vitest';
import { inBrowser, onStage } from './console-browser.ts';
import { setStage, unitNames } from './console-stage.ts';

inBrowser('the console of a real collector', () => {
  const on = onStage(setStage);

  test('who has no session is told how to get a link', async () => {
    const page = await on.visitors.stranger(on.stage.url);
    await page.getByRole('heading', { name: 'Đăng nhập', exact: true }).waitFor();
    await page.getByText('wardwatch collector token create --for sign-in').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });

  test('a sign-in link works once, and its token leaves the address', async () => {
    const link = await on.stage.signInLink();
    const page = await on.visitors.stranger(link);
    await page.getByRole('table', { name: /Các đơn vị/ }).waitFor();
    expect(page.url()).toBe(`${on.stage.url}/#/`);
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain('token');
    await page.goto(on.stage.url);
    await page.getByRole('table', { name: /Các đơn vị/ }).waitFor();

    const second = await on.visitors.stranger(link);
    await second.getByText('Liên kết đăng nhập đã được dùng hoặc đã hết hạn.').waitFor();
    const cut = await on.visitors.stranger(link.slice(0, -5));
    await cut.getByText('Liên kết đăng nhập không đầy đủ').waitFor();

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByText('Đã đăng xuất.').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Đăng nhập', exact: true }).waitFor();
  });

  test('the overview says in words what the machines reported', async () => {
    const page = await on.visitors.open('#/');
    expect(await page.title()).toBe('Tổng quan · WardWatch');
    expect(await page.locator('h1').innerText()).toBe(
      '3 đơn vị, 6 máy: 1 máy mất kết nối; 6 phát hiện mức Nghiêm trọng hoặc Cao chưa khắc phục.',
    );
    const rowOf = (name: string): Promise<string> =>
      page
        .getByRole('row')
        .filter({ has: page.getByRole('link', { name, exact: true }) })
        .first()
        .innerText();
    expect(await rowOf('bvt-tiep-don-01')).toMatch(/Debian GNU\/Linux 12[^]*còn thiếu bản vá[^]*2 Nghiêm trọng[^]*3 Cao/);
    expect(await rowOf('bvt-cdha-pacs')).toMatch(/Ubuntu 24.04.1 LTS[^]*đã cập nhật[^]*không có/);
    expect(await rowOf('ml-tiep-don-02')).toMatch(/mất kết nối[^]*chưa xác định[^]*báo cáo cuối: đã cập nhật[^]*5 giờ trước/);
    expect(await rowOf('bvt-khoa-duoc-03')).toMatch(/đồng hồ nhanh 7 phút/);
    expect(await rowOf('HAMRONG-PC1')).toMatch(/Windows[^]*chưa xác định[^]*chưa gửi báo cáo nào/);
    const technique = page.getByRole('link', { name: 'Kỹ thuật ATT&CK T1053.003' });
    expect(await technique.getAttribute('href')).toBe('https://attack.mitre.org/techniques/T1053/003/');
  });

  test('English is one step away and is remembered', async () => {
    const page = await on.visitors.open('#/');
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('6 critical or high findings unresolved').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await page.getByText('New cron job: /etc/cron.d/sys-backup').waitFor();
    expect(await page.title()).toBe('Overview · WardWatch');
  });

  test('a unit shows its own endpoints and findings; the way back is the browser’s', async () => {
    const page = await on.visitors.open('#/');
    await page.getByRole('link', { name: unitNames[1] }).click();
    await page.getByRole('heading', { name: `Máy của ${unitNames[1]}` }).waitFor();
    await page.getByText('bvt-tiep-don-01').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('link', { name: /^ml-/ }).count()).toBe(4);
    await page.goBack();
    await page.getByText('bvt-tiep-don-01').first().waitFor();
  });

  test('findings are filtered by state and severity, and read page by page', async () => {
    const page = await on.visitors.open('#/');
    const findings = page.getByRole('table', { name: /phát hiện bất thường/ });
    await page.getByLabel('Mức').selectOption({ label: 'Nghiêm trọng' });
    await expect.poll(() => findings.getByRole('row').count()).toBe(1 + 2);
    expect(page.url()).toContain('severity=critical');
    await page.getByLabel('Mức').selectOption({ label: 'Mọi mức' });
    await page.getByLabel('Trạng thái').selectOption({ label: 'đã khắc phục' });
    await expect.poll(() => findings.getByRole('row').count()).toBe(1 + 25);
    const first = await findings.getByRole('rowheader').allInnerTexts();
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await expect.poll(() => findings.getByRole('row').count()).toBe(1 + 5);
    expect(first).not.toContain((await findings.getByRole('rowheader').allInnerTexts())[0]);
    expect(await page.getByRole('button', { name: 'Trang sau' }).getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Trang trước' }).click();
    await expect.poll(() => findings.getByRole('rowheader').allInnerTexts()).toEqual(first);
    await page.getByLabel('Mức').selectOption({ label: 'Cao' });
    await page.getByText('Không có phát hiện nào khớp bộ lọc').waitFor();
    await page.getByRole('link', { name: 'Xem mọi trạng thái và mọi mức' }).click();
    await page.getByText('/etc/cron.d/sys-backup').waitFor();
  });

  test('the page of an endpoint tells who it is, what failed, what could not be read, and on what findings rest', async () => {
    const page = await on.visitors.open('#/');
    await page.getByRole('link', { name: 'bvt-tiep-don-01' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'bvt-tiep-don-01' }).waitFor();
    expect(await page.locator('dl').first().innerText()).toContain(on.stage.machines.reception.endpointId);
    const results = await page
      .getByRole('table', { name: /Kết quả từng kiểm tra/ })
      .getByRole('row')
      .allInnerTexts();
    expect(results.slice(1).map((row) => row.split(/\s{2,}|\t|\n/)[0])).toEqual([
      ...Array(5).fill('không đạt'),
      ...Array(3).fill('chưa xác định'),
      ...Array(2).fill('đạt'),
    ]);
    const unread = page.getByRole('table', { name: /không đọc được đầy đủ/ });
    expect(await unread.innerText()).toMatch(/quá thời gian cho phép[^]*\/srv\/keys lỗi đọc ổ đĩa/);
    const evidence = page.getByRole('table', { name: 'Bằng chứng trước và sau: Tệp hệ thống đã bị thay đổi: /usr/sbin/sshd' }).first();
    expect(await evidence.getByRole('row', { name: /Quyền truy cập/ }).innerText()).toMatch(/0755\s+4755/);
    const changed = page.getByRole('article').filter({ hasText: '/usr/sbin/sshd' });
    expect(await changed.innerText()).toMatch(/Kết quả quét: đang mở[^]*~51b2c4d8: đã tiếp nhận[^]*Lý do: đang hỏi bên bảo trì/);
    await page.getByRole('link', { name: 'Tổng quan', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /3 đơn vị/ }).waitFor();
  });

  test('an address that leads nowhere says so', async () => {
    const nowhere = await on.visitors.open('#/nowhere');
    await nowhere.getByText('Địa chỉ này không dẫn đến trang nào.').waitFor();
    const unknown = await on.visitors.open('#/endpoints/00000000-0000-4000-8000-000000000000', { language: 'en' });
    await unknown.getByText('There is no such endpoint.').waitFor();
    expect(await unknown.getByRole('link', { name: 'Overview', exact: true }).getAttribute('href')).toBe('#/');
  });

  test('no browser had anything to complain of but what it was refused', () => {
    expect(on.visitors.complaints.filter((text) => !/status of (401|404)/.test(text))).toEqual([]);
  });
});
