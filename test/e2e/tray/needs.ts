import { existsSync } from 'node:fs';
import { electronExecutable } from '../../../build/setup/electron-runtime.ts';

const unmet = [
  ...(process.env.DISPLAY ? [] : ['no display (Debian: xvfb)']),
  ...(process.env.DBUS_SESSION_BUS_ADDRESS ? [] : ['no session bus (Debian: dbus)']),
  ...(existsSync(electronExecutable) ? [] : ['no Electron test runtime']),
];
if (unmet.length > 0) console.warn(`Tests of the tray application are skipped: ${unmet.join(', ')}. "npm test" sets that up where it may.`);

/** True where the tests that need a desktop cannot run. */
export const lacksDesktop = unmet.length > 0;
