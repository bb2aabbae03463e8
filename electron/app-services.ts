import type { App, Dialog } from 'electron';
import { productVersion } from '../src/base/version.ts';
import type { AppSettings } from '../src/contracts/tray-app.ts';
import { createPdfSaver } from './export/save-pdf.ts';
import type { AppServices } from './ipc/relay.ts';
import { loginStart } from './settings/login-start.ts';
import type { Dashboard } from './windows/dashboard-window.ts';

export interface AppServiceDeps {
  readonly app: App;
  readonly dialog: Dialog;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dashboard: Dashboard;
  readonly isAgentOurs: () => boolean;
}

/** What the application does for its window by itself. */
export function createAppServices({ app, dialog, env, dashboard, isAgentOurs }: AppServiceDeps): AppServices {
  const atLogin = loginStart(app, env);
  const settings = (): AppSettings => ({ appVersion: productVersion, startsAtLogin: atLogin.isOn(), isAgentOurs: isAgentOurs() });
  const choose = async (defaultPath: string): Promise<string | null> => {
    const window = dashboard.window();
    const options = { defaultPath, filters: [{ name: 'PDF', extensions: ['pdf'] }] };
    const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
    return canceled ? null : (filePath ?? null);
  };
  return {
    settings,
    setStartsAtLogin(isOn) {
      atLogin.turn(isOn);
      return settings();
    },
    savePdf: createPdfSaver({ print: dashboard.print, documents: () => app.getPath('documents'), choose }),
  };
}
