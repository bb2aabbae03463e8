import { homedir } from 'node:os';
import { join } from 'node:path';

/** The platform's usual folder for this product's data: of the machine for the superuser, of the person otherwise. */
export function defaultDataFolder(env: Readonly<Record<string, string | undefined>>): string {
  if (process.platform === 'win32') return join(env.PROGRAMDATA ?? 'C:\\ProgramData', 'WardWatch');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'WardWatch');
  if (process.getuid?.() === 0) return '/var/lib/wardwatch';
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'wardwatch');
}
