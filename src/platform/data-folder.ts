import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the data of a machine's service lies, whoever asks. */
export function machineDataFolder(env: Readonly<Record<string, string | undefined>>): string {
  if (process.platform === 'win32') return join(env.PROGRAMDATA ?? 'C:\\ProgramData', 'WardWatch');
  return process.platform === 'darwin' ? '/Library/Application Support/WardWatch' : '/var/lib/wardwatch';
}

/** The platform's usual folder for this product's data: of the machine for the superuser, of the person otherwise. */
export function defaultDataFolder(env: Readonly<Record<string, string | undefined>>): string {
  if (process.platform === 'win32' || process.getuid?.() === 0) return machineDataFolder(env);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'WardWatch');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'wardwatch');
}
