import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { oidcProvider } from '../fixtures/collector/oidc-provider.ts';
import { inBrowser, onStage } from './console-browser.ts';
import { openStage } from './console-stage.ts';
import { violationsOf } from './console-violations.ts';

inBrowser('signing in at an identity provider', () => {
  const on = onStage(openStage);

  test('the browser goes there and comes back signed in, or told why not', async () => {
    const { stage, visitors } = on;
    const provider = await oidcProvider(`${stage.url}/api/v1/session/provider/callback`, {
      'subject-lan': { email: 'lan@bv-a.vn', email_verified: true },
    });
    const secretFile = join(stage.dataFolder, 'client-secret');
    writeFileSync(secretFile, provider.clientSecret);
    stage.configure({
      oidc_issuer: provider.issuer,
      oidc_client_id: 'wardwatch',
      oidc_client_secret_file: secretFile,
      oidc_name: 'Cổng Sở Y tế',
      oidc_match_email: true,
    });
    await stage.stop();
    await stage.restart();
    await stage.person('auditor', 'lan@bv-a.vn');

    const page = await visitors.stranger(stage.url);
    const signInAs = async (subject: string) => {
      await page.getByRole('link', { name: 'Đăng nhập bằng Cổng Sở Y tế' }).click();
      await page.locator('input[name="login"]').fill(subject);
      await page.locator('input[name="password"]').fill('any');
      await page.locator('button[type="submit"]').click();
      await page.getByRole('button', { name: 'Continue' }).click();
    };
    await page.getByRole('link', { name: 'Đăng nhập bằng Cổng Sở Y tế' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await signInAs('subject-nobody');
    await page.getByText('chưa có người dùng nào gắn với danh tính đó').waitFor();
    await page.context().clearCookies();
    await signInAs('subject-lan');
    await page.getByText('Chưa có máy nào được giám sát.').waitFor();
    await page.reload();
    await page.getByText('Chưa có máy nào được giám sát.').waitFor();
  });
});
