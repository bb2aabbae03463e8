import { expect, test } from 'vitest';
import { withStore } from '../../src/collector/administration.ts';
import { type Role, roles } from '../../src/domain/access/roles.ts';
import { goodPassword } from '../fixtures/collector/people.ts';
import { inBrowser, onStage, type Visit } from './console-browser.ts';
import { takePicture } from './console-picture.ts';
import { setStage } from './console-stage.ts';
import { faultsOf } from './console-violations.ts';
import { setWarnedStage } from './console-warned-stage.ts';

inBrowser('accounts, people and the audit log', () => {
  const on = onStage(setStage);

  test.for([
    { scheme: 'light', language: 'vi', width: 1440 },
    { scheme: 'dark', language: 'vi', width: 360 },
    { scheme: 'light', language: 'en', width: 360 },
    { scheme: 'dark', language: 'en', width: 2560 },
  ] as const satisfies Visit[])('no page violates WCAG AA or is scrolled sideways: $scheme, $language, $width px', async (visit) => {
    const { cookies } = await on.stage.person('department-administrator');
    for (const page of ['account', 'people', 'audit']) {
      const shown = await on.visitors.open(`#/${page}`, { ...visit, as: cookies });
      await shown.getByRole('table').last().waitFor();
      for (const summary of await shown.locator('details > summary').all()) await summary.click();
      // As the page comes to rest: on a busy machine it was once looked at before that.
      await expect.poll(() => faultsOf(shown), { timeout: 10_000, interval: 500 }).toEqual([]);
      await shown.evaluate('document.activeElement.blur(); window.scrollTo(0, 0)');
      await shown.setViewportSize({ width: visit.width, height: 1100 });
      const name = `console-${page}-${visit.language}-light${visit.width === 360 ? '-360' : ''}`;
      if (visit.scheme === 'light') expect(await takePicture(shown, name)).toBeGreaterThan(10_000);
      await shown.context().close();
    }
  });

  test('an administrator invites a person, gives another role and shuts them out, and the audit log has it', async () => {
    const { cookies, login } = await on.stage.person('department-administrator');
    const page = await on.visitors.open('#/people', { as: cookies });
    await page.getByLabel(/^Tên đăng nhập/).fill('minh@bv-a.vn');
    await page
      .getByLabel(/^Họ và tên/)
      .last()
      .fill('Lê Văn Minh');
    await page.getByLabel(/^Đơn vị/).selectOption({ label: 'Bệnh viện Đa khoa tỉnh' });
    await page.getByRole('button', { name: 'Tạo liên kết mời' }).click();
    const link = await page.locator('.notice .command').innerText();
    expect(new URL(link.trim()).hash).toMatch(/^#\/first-password\?token=/);
    const row = page.getByRole('row', { name: /minh@bv-a\.vn/ });
    await row.locator('.column-role', { hasText: 'Người xem của đơn vị' }).waitFor();
    await row.getByText('Chọn thao tác').click();
    await row.getByRole('button', { name: 'Sửa: minh@bv-a.vn' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Vai trò/).selectOption('auditor');
    await dialog.getByRole('button', { name: 'Sửa' }).click();
    await row.locator('.column-role', { hasText: 'Kiểm tra viên' }).waitFor();
    await row
      .getByText('Chọn thao tác')
      .click()
      .catch(() => null);
    await row.getByRole('button', { name: 'Khóa: minh@bv-a.vn' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Khóa' }).click();
    await row.getByText('đã khóa').waitFor();
    const own = page.getByRole('row', { name: new RegExp(login) });
    await own.getByText('Chọn thao tác').click();
    expect(await own.getByRole('button', { name: /^Khóa/ }).count(), 'nobody shuts themselves out').toBe(0);

    await page.getByRole('link', { name: 'Nhật ký' }).click();
    for (const action of ['person.add', 'person.change', 'person.disable']) await page.getByText(action).first().waitFor();
  });

  test('one changes the password and ends all other sessions', async () => {
    const { cookies, personId } = await on.stage.person('auditor');
    await withStore(on.stage, (store, now) =>
      store.access.sessions.open(personId, {
        sessionHash: 'of another browser',
        now,
        expiresAt: now + 1_000_000,
        address: '10.0.0.9',
        browser: 'Edge',
        openedBy: 'passkey',
      }),
    );
    const page = await on.visitors.open('#/account', { as: cookies });
    await page.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).waitFor({ state: 'detached' });
    await page.getByLabel('Mật khẩu hiện tại').fill('một mật khẩu khác');
    await page.getByLabel('Mật khẩu mới').fill('năm từ khác nối với nhau');
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.getByText('Mật khẩu không đúng.').waitFor();
    await page.getByLabel('Mật khẩu hiện tại').fill(goodPassword);
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.getByText('Đã đổi mật khẩu.').waitFor();
    expect(await page.getByLabel('Mật khẩu mới').inputValue(), 'nothing is left to read').toBe('');
  });

  test('an administrator takes a machine out of service with a reason, with the keyboard alone', async () => {
    const { cookies } = await on.stage.person('department-administrator');
    const page = await on.visitors.open(`#/endpoints/${on.stage.machines.silent.endpointId}`, { as: cookies });
    await page.getByRole('button', { name: 'Ngừng theo dõi máy' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.type('đã thanh lý');
    expect(await takePicture(page, 'console-endpoint-retire-vi-light')).toBeGreaterThan(10_000);
    await page.keyboard.press('Enter');
    await page.getByText('đã ngừng dùng', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Ngừng theo dõi máy' }).count()).toBe(0);
  });
});

/** What each role finds on the pages; everything else is absent. */
const sights: Readonly<Record<Role, readonly string[]>> = {
  'department-administrator': ['enter warning', 'correct warning', 'attach', 'import', 'retire', 'people', 'invite', 'audit'],
  'department-viewer': [],
  'unit-administrator': ['import'],
  'unit-viewer': [],
  auditor: ['people', 'audit'],
};

inBrowser('what each role finds', () => {
  const on = onStage(setWarnedStage);

  test.for(roles)('%s sees what they may do, and nothing that would be refused', async (role) => {
    const { cookies } = await on.stage.person(role);
    const page = await on.visitors.open('#/', { as: cookies });
    const seen: string[] = [];
    const look = async (what: string, name: string, kind: 'link' | 'button' = 'button') => {
      if ((await page.getByRole(kind, { name }).count()) > 0) seen.push(what);
    };
    const goTo = async (hash: string) => {
      await page.goto(`${on.stage.url}/${hash}`);
      await page.locator('main h1').waitFor();
      await page.locator('.loading').waitFor({ state: 'detached' });
    };
    await page.getByRole('table').nth(1).waitFor();
    await page
      .getByRole('table', { name: /^Các máy/ })
      .getByRole('link')
      .first()
      .click();
    await page.locator('.facts-identity').waitFor();
    const endpointHash = new URL(page.url()).hash;
    await goTo('#/warnings');
    await page.getByRole('table').nth(1).waitFor();
    await look('enter warning', 'Nhập cảnh báo', 'link');
    await page.getByRole('table').first().getByRole('link').first().click();
    await page.locator('.breadcrumb').waitFor();
    await page.getByRole('table').nth(2).waitFor();
    await look('correct warning', 'Sửa', 'link');
    if ((await page.locator('.attach-more').count()) > 0) seen.push('attach');
    await goTo('#/imported-machines');
    await page.getByText('XN-MAY-SINH-HOA').waitFor();
    await look('import', 'Đọc tệp');
    await goTo(endpointHash);
    await page.locator('.facts-identity').waitFor();
    await look('retire', 'Ngừng theo dõi máy');
    await look('people', 'Người dùng', 'link');
    await goTo('#/people');
    await look('invite', 'Tạo liên kết mời');
    await look('audit', 'Nhật ký', 'link');
    expect(seen).toEqual(sights[role]);

    const closed = ['#/warnings/new', '#/people', '#/audit'];
    const open = { '#/warnings/new': 'enter warning', '#/people': 'people', '#/audit': 'audit' } as const;
    for (const hash of closed) {
      await goTo(hash);
      const isRefused = (await page.getByText('Vai trò của chị/anh không gồm việc này').count()) > 0;
      expect([hash, isRefused]).toEqual([hash, !Object.entries(open).some(([at, what]) => at === hash && sights[role].includes(what))]);
    }
    expect(on.visitors.complaints).toEqual([]);
  });
});
