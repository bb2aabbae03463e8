import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ContractAgent, createContractAgent } from './tray/contract-agent.ts';
import { intrusion } from './tray/found.ts';
import { lacksDesktop } from './tray/needs.ts';
import { type NotificationHost, openNotificationHost } from './tray/notification-host.ts';
import { type RunningTray, setTrayStage, type TrayStage } from './tray/tray-stage.ts';

const soon = { timeout: 20_000, interval: 100 };
/** Longer than two turns of the status. */
const aWhileMs = 12_000;
const critical = intrusion.filter(({ severity }) => severity === 'critical');

describe.skipIf(lacksDesktop)('notifications to the person at the machine', () => {
  let stage: TrayStage;
  let desktop: NotificationHost;
  let agent: ContractAgent;
  let tray: RunningTray;
  beforeAll(async () => {
    stage = await setTrayStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    desktop = await openNotificationHost();
    agent = createContractAgent(stage.folder());
    await agent.start();
  });
  afterEach(async () => {
    await tray.close();
    await agent.stop();
    desktop.close();
  });

  test('nobody is told of anything unless policy says so', async () => {
    agent.has(intrusion);
    tray = await stage.start({ socket: agent.path, language: 'en' });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Unresolved');
    await wait(aWhileMs);
    expect(desktop.shown).toEqual([]);
  });

  test('where it does, once for what is new, never again after a restart, and a click leads to the findings', {
    timeout: 90_000,
  }, async () => {
    const home = stage.folder();
    agent.is({ notifications: { tell: 'critical' } });
    agent.has(critical);
    tray = await stage.start({ socket: agent.path, language: 'en', home });
    await expect.poll(() => desktop.shown.length, soon).toBe(1);
    const [first] = desktop.shown;
    expect(first).toMatchObject({ title: 'WardWatch: 2 new findings need action', body: expect.stringContaining('/usr/bin/passwd') });
    agent.has(intrusion); // three more, none of them critical
    await wait(aWhileMs);
    expect(desktop.shown).toHaveLength(1);
    const opened = tray.app.waitForEvent('window');
    if (first) desktop.click(first);
    await (await opened).getByRole('heading', { level: 1, name: 'Findings' }).waitFor();
    await tray.close();
    tray = await stage.start({ socket: agent.path, language: 'en', home });
    await expect.poll(() => tray.icon.tooltip(), soon).toContain('Unresolved');
    await wait(aWhileMs);
    expect(desktop.shown).toHaveLength(1);
  });
});
