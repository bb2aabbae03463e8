import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { build } from 'vite';
import { inProject } from '../../../build/project.ts';
import { electronExecutable } from '../../../build/setup/electron-runtime.ts';
import { openTrayHost, type TrayHost, type TrayIcon } from './tray-host.ts';

export interface RunningTray {
  readonly app: ElectronApplication;
  readonly icon: TrayIcon;
  /** What the page complained about: errors of scripts, forbidden code, requests that failed. */
  readonly complaints: string[];
  /** Clicks the icon and waits for the window. */
  openDashboard(): Promise<Page>;
  close(): Promise<void>;
}

export interface TrayStart {
  /** Where an agent answers; null for whatever the application finds or starts by itself. */
  readonly socket: string | null;
  /** Further variables. */
  readonly env?: Readonly<Record<string, string>>;
  readonly language?: 'vi' | 'en';
  /** Where the person's own settings lie; a fresh folder when absent. */
  readonly home?: string;
}

export interface TrayStage {
  /** Starts the application and waits for its icon. */
  start(start: TrayStart): Promise<RunningTray>;
  /** What a second start of the application ends with. */
  startAgain(home: string): Promise<number | null>;
  /** Ends the panel and starts it again; the icon that comes back. */
  restartPanel(): Promise<TrayIcon>;
  /** Another application in the same runtime, for comparison. */
  startOther(application: string): Promise<ElectronApplication>;
  /** A folder that is gone at the end. */
  folder(): string;
  close(): Promise<void>;
}

const args = ['--no-sandbox', '--disable-gpu'];

/** The tray application of these very sources in a real Electron, and a tray for its icon. */
export async function setTrayStage(): Promise<TrayStage> {
  const top = mkdtempSync(join(tmpdir(), 'wardwatch-tray-'));
  for (const part of ['tray', 'electron']) {
    const configFile = join(import.meta.dirname, `../../../build/vite.${part}.config.ts`);
    await build({ configFile, logLevel: 'error', build: { outDir: join(top, 'dist', part), emptyOutDir: true } });
  }
  // The agent of the tree that these sources are in, as a built tree has it.
  symlinkSync(inProject('dist', 'node'), join(top, 'dist', 'node'));
  symlinkSync(inProject('node_modules'), join(top, 'node_modules'));
  startsWith(join(top, 'dist', 'electron'));
  const host = await openTrayHost();
  const running = new Set<RunningTray>();
  const folder = (): string => mkdtempSync(join(top, 'home-'));
  return {
    folder,
    async start({ home = folder(), ...how }) {
      const tray = await launch(host, environment({ ...how, home }));
      running.add(tray);
      return tray;
    },
    startAgain(home) {
      const ended = Promise.withResolvers<number | null>();
      spawn(electronExecutable, args, { env: environment({ socket: '', home }), stdio: 'ignore' }).once('exit', ended.resolve);
      return ended.promise;
    },
    async startOther(application) {
      startsWith(application);
      try {
        return await _electron.launch({ executablePath: electronExecutable, args });
      } finally {
        startsWith(join(top, 'dist', 'electron'));
      }
    },
    async restartPanel() {
      await host.restart();
      return host.nextIcon();
    },
    async close() {
      for (const tray of running) await tray.close();
      host.close();
      rmSync(applicationLink, { force: true });
      rmSync(top, { recursive: true, force: true });
    },
  };
}

/** The runtime has no application of its own: it starts what lies here. */
const applicationLink = join(dirname(electronExecutable), 'resources', 'app');

function startsWith(application: string): void {
  rmSync(applicationLink, { recursive: true, force: true });
  symlinkSync(application, applicationLink);
}

function environment({ socket, env = {}, language = 'vi', home = '' }: TrayStart): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const named = socket === null ? {} : { WARDWATCH_SOCKET: socket };
  return { ...Object.fromEntries(inherited), XDG_CONFIG_HOME: home, ...named, WARDWATCH_LANGUAGE: language, ...env };
}

async function launch(host: TrayHost, env: Record<string, string>): Promise<RunningTray> {
  const complaints: string[] = [];
  const app = await _electron.launch({ executablePath: electronExecutable, args, env });
  app.on('window', (page) => {
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
  });
  const icon = await host.nextIcon();
  return {
    app,
    icon,
    complaints,
    async openDashboard() {
      const opened = app.windows().length === 0 ? app.waitForEvent('window') : null;
      await icon.activate();
      const page = (await opened) ?? (await app.firstWindow());
      await page.locator('h1').waitFor();
      return page;
    },
    close: () => app.close().catch(() => undefined),
  };
}
