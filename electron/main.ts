import './runtime-gaps.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, dialog, ipcMain, nativeImage, nativeTheme, session } from 'electron';
import { connectLocalApi } from '../src/agent/local-api/local-client.ts';
import { agentSocketFor } from '../src/agent/local-api/socket-path.ts';
import { overControl } from './agent-link/over-control.ts';
import { AppError } from '../src/base/app-error.ts';
import { machineDataFolder } from '../src/platform/data-folder.ts';
import { startOwnProcess } from '../src/platform/own-process.ts';
import { systemClock } from '../src/base/clock.ts';
import { createAppServices } from './app-services.ts';
import { keepAgentLink } from './agent-link/agent-link.ts';
import { createOwnAgent, findAgentRuntime } from './agent-link/own-agent.ts';
import { localApiChannel } from './ipc/channel.ts';
import { createRelay, refusal } from './ipc/relay.ts';
import { createNotifier } from './notifications/notifier.ts';
import { showNotice } from './notifications/show-notice.ts';
import { createToldFindings } from './notifications/told-findings.ts';
import { createLanguageSetting } from './settings/language-setting.ts';
import { showTray } from './tray/show-tray.ts';
import type { TrayAction } from './tray/tray-menu.ts';
import { trayStates } from './tray/tray-state.ts';
import { createTrayApp } from './tray-app.ts';
import { declareAppProtocol, serveAppProtocol } from './windows/app-protocol.ts';
import { createDashboard } from './windows/dashboard-window.ts';
import { denyByDefault } from './windows/deny-by-default.ts';
import { isOwnPage } from './windows/page-address.ts';
import { setWindowMenu } from './windows/window-menu.ts';

// The composition of the tray application. It has no privilege and no database: all it knows, the agent tells it.
const here = import.meta.dirname;
const iconFile = (name: string): string => join(here, 'icons', `${name}.png`);

function start(): void {
  const ending = new AbortController();
  app.on('before-quit', () => ending.abort());
  app.on('window-all-closed', () => undefined); // without a window it lives on in the tray

  const pages = session.fromPartition('pages'); // in memory: nothing of a page is written to disk
  denyByDefault(app, pages);
  serveAppProtocol(pages, join(here, '..', 'tray'));

  const isElsewhere = isServedElsewhere(process.env);
  const ownAgent = createOwnAgent({
    runtime: isElsewhere ? null : findAgentRuntime(process.resourcesPath, join(here, '..')),
    env: process.env,
    start: startOwnProcess,
    clock: systemClock,
  });
  app.on('before-quit', () => ownAgent.stop());
  const language = createLanguageSetting({
    file: join(app.getPath('userData'), 'settings.json'),
    configured: process.env.WARDWATCH_LANGUAGE,
    locale: app.getPreferredSystemLanguages()[0] ?? app.getLocale(),
    onNotStored: (error) => console.error('wardwatch: the choice of language could not be stored:', error),
  });
  const tray = createTrayApp({
    language,
    clock: systemClock,
    link: (onChange) =>
      keepAgentLink({
        connect: (signal) => connectLocalApi({ path: agentSocketFor(process.env), signal }),
        wait: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
        onChange,
        isStarting: ownAgent.rouse,
        signal: ending.signal,
      }),
    dashboard: (onLanguage) =>
      createDashboard({
        session: pages,
        preload: join(here, 'dashboard.js'),
        icon: iconFile('app'),
        isDark: () => nativeTheme.shouldUseDarkColors,
        onLanguage,
      }),
    tray: (first, onAction: (action: TrayAction) => void) => {
      const images = trayStates.map((state) => [state, nativeImage.createFromPath(iconFile(`tray-${state}`))] as const);
      return showTray(new Map(images), first, onAction);
    },
    setWindowMenu,
    overControl: overControl(ending.signal),
    notifier: (deps) =>
      createNotifier({
        ...deps,
        clock: systemClock,
        told: createToldFindings(join(app.getPath('userData'), 'told-findings.json')),
        show: showNotice(iconFile('app')),
        onFailure: (error) => console.error('wardwatch: a notification was not shown:', error),
      }),
    services: (dashboard) => createAppServices({ app, dialog, env: process.env, dashboard, isAgentOurs: ownAgent.isRunning }),
    quit: () => app.quit(),
  });
  app.on('second-instance', () => tray.openDashboard());

  const relay = createRelay(tray);
  ipcMain.handle(localApiChannel, (event, raw: unknown) =>
    isOwnPage(event.senderFrame?.url ?? '') ? relay(raw) : refusal(0, new AppError('FORBIDDEN', 'Only our own page may ask.')),
  );
}

/** Whether another address was named, or the machine has a service of its own, which is to be waited for. */
function isServedElsewhere(env: NodeJS.ProcessEnv): boolean {
  if (env.WARDWATCH_SOCKET !== undefined) return true;
  return env.WARDWATCH_DATA_DIR === undefined && existsSync(machineDataFolder(env));
}

process.on('uncaughtException', (error) => {
  console.error('wardwatch:', error); // never a dialog: people at this machine have patients before them
  app.exit(3);
});
app.setName('WardWatch');
app.setPath('userData', join(app.getPath('appData'), 'WardWatch'));
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox(); // root, as in tests, cannot have one
app.disableHardwareAcceleration();
app.commandLine.appendSwitch('disable-background-networking');
declareAppProtocol();
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.exit(0);
