import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An Electron that can show windows here: the one that WARDWATCH_ELECTRON names, or that of the `electron` package beside the
 * product. Null without one, or without a display.
 */
export function findElectron(env: Readonly<Record<string, string | undefined>>, productFolder: string): string | null {
  const hasDisplay = process.platform !== 'linux' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
  const packaged = join(productFolder, 'node_modules', 'electron', 'dist', process.platform === 'win32' ? 'electron.exe' : 'electron');
  const executable = env.WARDWATCH_ELECTRON ?? packaged;
  return hasDisplay && existsSync(executable) ? executable : null;
}

/** Chromium's sandbox refuses to run as root, which only a first look at the product does. */
export const sandboxArguments = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
