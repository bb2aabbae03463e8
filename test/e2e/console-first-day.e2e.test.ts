import { expect, test } from 'vitest';
import { inBrowser, onStage } from './console-browser.ts';
import { openStage } from './console-stage.ts';

inBrowser('the console on its first day', () => {
  const on = onStage(openStage);

  test('it says what to do first, then what to do next, and never that all is well', async () => {
    const page = await on.visitors.open('#/');
    expect(await page.locator('h1').innerText()).toBe('Chưa có máy nào được giám sát.');
    await page.getByText('Chưa có đơn vị nào').waitFor();
    await page.getByText('wardwatch collector token create --unit "Tên đơn vị" --uses 10').waitFor();

    await on.stage.province.found('Trạm Y tế phường Điện Biên');
    await page.reload();
    await page.getByText('Đơn vị này chưa có máy nào').waitFor();

    const machine = await on.stage.province.enrol({ unitName: 'Trạm Y tế phường Điện Biên', hostname: 'db-01' });
    await page.reload();
    await page.getByRole('link', { name: 'db-01' }).click();
    await page.getByText('Máy này đã ghi danh nhưng chưa gửi báo cáo nào.').waitFor();
    await page.getByText('wardwatch status').waitFor();

    await machine.report({});
    await page.reload();
    await page.getByText('Trong báo cáo gần nhất, mọi kiểm tra đã chạy đều đọc được đầy đủ.').waitFor();
    await page.getByRole('link', { name: 'Tổng quan', exact: true }).click();
    await page.getByText('không máy nào mất kết nối').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/an toàn|tốt đẹp|ổn cả/i);
  });

  test('two machines that use one identity are told apart from all others, with what to do', async () => {
    const machine = await on.stage.province.enrol({ unitName: 'Trạm Y tế phường Điện Biên', hostname: 'db-02' });
    await machine.report({});
    await machine.reportAsClone();
    const page = await on.visitors.open('#/');
    await page.getByText('trùng danh tính').waitFor();
    await page.getByRole('link', { name: 'db-02' }).click();
    await page.getByText('Hai máy đang dùng chung một danh tính').waitFor();
    expect(await page.getByText('máy gửi sau tự tạo khoá mới và hiện thành một máy riêng').count()).toBe(1);
  });
});
