import { existsSync } from 'node:fs';
import { inProject, run } from './project.ts';
import { setUpDebianPackages } from './setup/debian-packages.ts';
import { setUpElectronRuntime } from './setup/electron-runtime.ts';

const display = '/usr/bin/xvfb-run';

/** The tray application needs a display and a session bus: where there is none, the same command runs once more within its own. */
export async function benchTrayOnDisplay(): Promise<boolean> {
  if (process.env.DISPLAY && process.env.DBUS_SESSION_BUS_ADDRESS) return (await import('../test/bench/tray.ts')).benchTray();
  const missing = setUpDebianPackages(['display', 'electron']);
  if (missing.length > 0 || !setUpElectronRuntime() || !existsSync(display))
    throw new Error('The benchmark of the tray needs Xvfb, a session bus and the Electron test runtime: run it as root on Debian.');
  const again = [process.execPath, inProject('build', 'bench.ts'), 'tray'];
  const screen = ['--auto-servernum', '--server-args=-screen 0 1600x1200x24', '/usr/bin/dbus-run-session', '--'];
  return (await run(display, [...screen, ...again], { endsAsGroup: true })) === 0;
}
