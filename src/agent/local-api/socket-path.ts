import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultDataFolder, machineDataFolder } from '../../platform/data-folder.ts';
import { localEndpoint } from '../../platform/local-endpoint.ts';

/** Where a person's tray application finds the agent: the named one, that of the machine's service, else one of the person's own. */
export function agentSocketFor(env: Readonly<Record<string, string | undefined>>): string {
  if (env.WARDWATCH_SOCKET === undefined && env.WARDWATCH_DATA_DIR !== undefined) return localSocketPath(resolve(env.WARDWATCH_DATA_DIR));
  const service = localSocketPath(machineDataFolder(env));
  return env.WARDWATCH_SOCKET ?? (existsSync(service) ? service : localSocketPath(defaultDataFolder(env)));
}

/** Beside where the agent answers everybody: where it takes what only an administrator may ask. */
export function controlPathOf(socketPath: string): string {
  return socketPath.endsWith('.sock') ? `${socketPath.slice(0, -'.sock'.length)}-control.sock` : `${socketPath}-control`;
}

/** Where the agent of this data folder listens: a Unix socket in it, beside the folders that are closed to others, or a named pipe named after it. */
export function localSocketPath(dataFolder: string): string {
  return localEndpoint(join(dataFolder, 'agent.sock'), createHash('sha256').update(dataFolder).digest('hex').slice(0, 12));
}
