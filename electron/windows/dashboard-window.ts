import { BrowserWindow, type Session } from 'electron';
import { type LocalAnswer, localAnswer } from '../../src/contracts/local-api.ts';
import type { DashboardView } from '../../src/contracts/tray-app.ts';
import type { Language } from '../../src/domain/words/language.ts';
import { localApiChannel } from '../ipc/channel.ts';
import { languageInAddress, pageAddress, viewInAddress } from './page-address.ts';

export interface DashboardDeps {
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly isDark: () => boolean;
  /** Called when a person has changed the language in the window. */
  readonly onLanguage: (language: Language) => void;
}

export interface Dashboard {
  /** Brings the window to the front, and makes it first where there is none; without a view it stays at the one it shows. */
  open(language: Language, view?: DashboardView): void;
  /** Tells the window, if there is one. */
  tell(message: LocalAnswer): void;
  speak(language: Language): void;
  /** The page as it is laid out for paper; null without a window. */
  print(): Promise<Uint8Array | null>;
  /** For a dialog that belongs to it. */
  window(): BrowserWindow | null;
}

/** One window at most. It is destroyed when it is closed, so that no page stays in memory while nobody looks. */
export function createDashboard(deps: DashboardDeps): Dashboard {
  let window: BrowserWindow | null = null;
  return {
    open(language, view) {
      if (window === null) {
        window = openWindow(deps, language, view);
        window.once('closed', () => (window = null));
      } else {
        if (window.isMinimized()) window.restore();
        window.show();
        window.focus();
        if (view !== undefined) void window.loadURL(pageAddress(language, view)); // the same page: nothing is loaded anew
      }
    },
    tell: (message) => window?.webContents.send(localApiChannel, localAnswer.parse(message)),
    speak(language) {
      const address = window?.webContents.getURL() ?? '';
      if (window && languageInAddress(address) !== language) void window.loadURL(pageAddress(language, viewInAddress(address)));
    },
    print: async () => (window === null ? null : window.webContents.printToPDF(paper)),
    window: () => window,
  };
}

/** Margins in inches. */
const paper = { pageSize: 'A4', printBackground: true, margins: { top: 0.6, bottom: 0.6, left: 0.6, right: 0.6 } } as const;

function openWindow(
  { session, preload, icon, isDark, onLanguage }: DashboardDeps,
  language: Language,
  view: DashboardView = 'overview',
): BrowserWindow {
  const window = new BrowserWindow({
    width: 1040,
    height: 760,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'WardWatch',
    icon,
    backgroundColor: isDark() ? '#0f1720' : '#f4f7f8', // that of the page: no flash before it is drawn
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false, // its dictionaries would come from the network
    },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', () => window.destroy());
  window.webContents.on('did-navigate-in-page', (_event, address) => {
    const chosen = languageInAddress(address);
    if (chosen !== null) onLanguage(chosen);
  });
  void window.loadURL(pageAddress(language, view));
  return window;
}
