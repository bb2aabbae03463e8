import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wardwatchRunning } from '../support/run-wardwatch.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { connectLocalApi } from '../../src/agent/local-api/local-client.ts';
import { localSocketPath } from '../../src/agent/local-api/socket-path.ts';
import { getStatus } from '../../src/contracts/local-api.ts';
import { dashboardViews } from '../../src/contracts/tray-app.ts';
import { dashboardPage } from './tray/dashboard-page.ts';
import { lacksDesktop } from './tray/needs.ts';
import { setTrayStage, type TrayStage } from './tray/tray-stage.ts';

const soon = { timeout: 20_000, interval: 100 };

describe.skipIf(lacksDesktop)('the tray application with a real agent', () => {
  let stage: TrayStage;
  beforeAll(async () => {
    stage = await setTrayStage();
  });
  afterAll(() => stage.close());

  test('starts an agent where none is, says so, and takes it along when it ends', async () => {
    const folder = tempFolder();
    const tray = await stage.start({ socket: null, language: 'en', env: { WARDWATCH_DATA_DIR: folder, WARDWATCH_LOG_LEVEL: 'silent' } });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('This machine has never been scanned');
    const dashboard = dashboardPage(await tray.openDashboard());
    expect(await dashboard.sentence()).toBe('This machine has never been scanned');
    const client = await connectLocalApi({ path: localSocketPath(folder), signal: new AbortController().signal });
    const { pid } = await client.call(getStatus, {});
    const isAlive = (): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    expect(isAlive()).toBe(true);
    await dashboard.show('settings');
    await dashboard.page.getByText('This application started the agent, which ends with it.').waitFor();
    await tray.close();
    await expect.poll(isAlive, soon).toBe(false);
  });

  test('scans this very machine on a click, tells what it found, and lives through the end of the agent', {
    timeout: 180_000,
  }, async () => {
    const folder = tempFolder();
    const settings = { WARDWATCH_LOG_LEVEL: 'silent', WARDWATCH_AGENT_MAX_CPU_PERCENT: '100' }; // a test does not wait for a paced scan
    const startAgent = () => wardwatchRunning(['agent', 'run', '--data-dir', folder], settings);
    const agent = await startAgent();
    const tray = await stage.start({ socket: agent.address, language: 'en' });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('This machine has never been scanned');
    const dashboard = dashboardPage(await tray.openDashboard());
    expect(await dashboard.sentence()).toBe('This machine has never been scanned');

    await tray.icon.choose('Scan now');
    await dashboard.page.getByRole('progressbar').waitFor();
    // The whole page: what it says instead is the reason when the scan does not finish.
    await expect.poll(() => dashboard.page.locator('body').innerText(), { timeout: 120_000 }).toMatch(/^Scan finished/m);
    expect(await dashboard.fact('Patch status')).toMatch(/^(patched|patches missing|unknown)$/);
    expect(await dashboard.fact('Last scan')).toContain('just now');
    expect(await dashboard.fact('Version')).toMatch(/^\d+\.\d+\.\d+/);
    await expect.poll(() => tray.icon.tooltip(), soon).not.toContain('never been scanned');
    expect(await tray.icon.tooltip()).toContain(`Patch status: ${await dashboard.fact('Patch status')}`);

    for (const view of dashboardViews) {
      await dashboard.show(view);
      await dashboard.settled();
      expect(await dashboard.page.getByText('could not be loaded').count(), view).toBe(0);
    }
    await dashboard.show('checks');
    await expect.poll(() => dashboard.page.locator('.table-checks tbody tr').count(), soon).toBeGreaterThan(10);
    await dashboard.show('overview');

    await agent.stop('SIGKILL');
    await expect.poll(dashboard.sentence, soon).toBe('The agent on this machine does not answer');
    expect(await tray.icon.tooltip()).toContain('does not answer');
    await startAgent();
    await expect.poll(dashboard.sentence, soon).not.toBe('The agent on this machine does not answer');
    expect(await dashboard.fact('Last scan')).toMatch(/just now|minute/);
    expect(tray.complaints).toEqual([]);
  });
});
