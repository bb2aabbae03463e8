import type { App } from 'electron';
import { type Autostart, desktopAutostart } from '../../src/platform/desktop-autostart.ts';

/** How this application starts when the person signs in: by the desktop on Linux, by the system elsewhere. */
export function loginStart(app: App, env: Readonly<Record<string, string | undefined>>): Autostart {
  const started = app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
  return (
    desktopAutostart(started, env) ?? {
      isOn: () => app.getLoginItemSettings().openAtLogin,
      turn: (isOn) => app.setLoginItemSettings({ openAtLogin: isOn }),
    }
  );
}
