import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goodPassword } from '../fixtures/collector/people.ts';
import { inBrowser, onStage } from './console-browser.ts';
import { takePicture } from './console-picture.ts';
import { openStage } from './console-stage.ts';
import { faultsOf } from './console-violations.ts';

/** What WebAuthn calls a platform authenticator that has checked who sits before it. */
async function addAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

inBrowser('passkeys', () => {
  const on = onStage(openStage);
  const named = (hash: string) => `${on.stage.url.replace('127.0.0.1', 'localhost')}/${hash}`;

  test('an account is set up with a passkey, left, entered again by it alone, and loses it again', async () => {
    const { hash } = new URL(await on.stage.invitation({ login: 'hoa', name: 'Trần Thị Hoa', role: 'auditor' }));
    const page = await on.visitors.stranger(named(hash));
    await addAuthenticator(page);
    await page.getByLabel('Mật khẩu mới').fill(goodPassword);
    await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
    await page.getByText('Dùng khóa truy cập (passkey) thay cho ứng dụng').click();
    await page.getByLabel('Tên của khóa').fill('Máy phòng CNTT');
    await page.getByLabel('Nhập lại mật khẩu').last().fill(goodPassword);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click();
    await page.getByRole('heading', { name: 'Mã khôi phục' }).waitFor();
    expect((await page.locator('.command').innerText()).split('\n')).toHaveLength(10);
    await page.getByRole('button', { name: 'Đã cất giữ' }).click();
    await page.getByText('Chưa có máy nào được giám sát.').waitFor();

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).waitFor();
    expect(await takePicture(page, 'console-sign-in-vi-light')).toBeGreaterThan(10_000);
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await page.getByText('Chưa có máy nào được giám sát.').waitFor();

    await page.getByRole('link', { name: 'Tài khoản' }).click();
    const row = page.getByRole('row', { name: /Máy phòng CNTT/ });
    expect(await row.innerText()).toContain('localhost');
    await row.getByRole('button', { name: 'Xóa: Máy phòng CNTT' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nhập lại mật khẩu').fill(goodPassword);
    await dialog.getByRole('button', { name: 'Xóa' }).click();
    await dialog.getByText('Đây là thứ duy nhất đứng cạnh mật khẩu').waitFor();
    await page.keyboard.press('Escape');
    expect(await takePicture(page, 'console-account-passkey-vi-light')).toBeGreaterThan(20_000);
  });

  test('under an address without a name it is said that passkeys do not work, and what to do', async () => {
    const { cookies } = await on.stage.person('auditor');
    const page = await on.visitors.open('#/account', { as: cookies });
    await page.getByText('Ở địa chỉ này không dùng được khóa truy cập.').waitFor();
    await page.getByText('collector.public_url').waitFor();
    expect(await page.getByRole('button', { name: 'Tạo khóa truy cập' }).count()).toBe(0);
  });
});
