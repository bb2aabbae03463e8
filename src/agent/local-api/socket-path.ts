import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { localEndpoint } from '../../platform/local-endpoint.ts';

/** Where the agent of this data folder listens: a Unix socket in it, beside the folders that are closed to others, or a named pipe named after it. */
export function localSocketPath(dataFolder: string): string {
  return localEndpoint(join(dataFolder, 'agent.sock'), createHash('sha256').update(dataFolder).digest('hex').slice(0, 12));
}
