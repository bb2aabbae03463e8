import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeBase32 } from '../../src/domain/access/base32.ts';
import { hotp, totpStepAt } from '../../src/domain/access/totp.ts';
import { inBrowser, onStage } from './console-browser.ts';
import { openStage } from './console-stage.ts';
import { violationsOf } from './console-violations.ts';

const password = 'bốn từ nối với nhau';

inBrowser('signing in with a password', () => {
  const on = onStage(openStage);

  test('from the invitation over the second factor to the figures, and back in with password and recovery code', async () => {
    const page = await on.visitors.stranger(await on.stage.invitation({ login: 'lan', name: 'Nguyễn Thị Lan', role: 'auditor' }));
    await page.getByLabel('Mật khẩu mới').fill('ngắn');
    await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
    await page.getByText('Mật khẩu này chưa đủ dài').waitFor();
    await page.getByLabel('Mật khẩu mới').fill(password);
    await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();

    await page.getByLabel('Nhập lại mật khẩu').fill(password);
    await page.getByRole('button', { name: 'Tạo khóa' }).click();
    const secret = await page.locator('.command').first().innerText();
    await page.getByText('otpauth://totp/WardWatch:lan').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Mã xác thực').fill(hotp(decodeBase32(secret.trim()), totpStepAt(Date.now())));
    await page.getByRole('button', { name: 'Xác nhận mã' }).click();
    await page.getByRole('heading', { name: 'Mã khôi phục' }).waitFor();
    const [recovery = ''] = (await page.locator('.command').innerText()).split('\n');
    await page.getByRole('button', { name: 'Đã cất giữ' }).click();
    await page.getByText('Chưa có máy nào được giám sát.').waitFor();

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByLabel('Tên đăng nhập').fill('lan');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('một mật khẩu khác');
    const submit = page.locator('form').getByRole('button', { name: 'Đăng nhập' });
    await submit.click();
    await page.getByText('mật khẩu hoặc mã không đúng').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const folder = join(import.meta.dirname, '../../.cache/screenshots');
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, 'console-sign-in.png') });
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByLabel('Mã xác thực').fill(recovery);
    await submit.click();
    await page.getByText('Chưa có máy nào được giám sát.').waitFor();
  });
});
