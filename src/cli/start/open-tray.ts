import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { localSocketPath } from '../../agent/local-api/socket-path.ts';
import { findElectron, sandboxArguments } from '../../platform/find-electron.ts';
import { startOwnProcess } from '../../platform/own-process.ts';
import type { CliIo } from '../cli-io.ts';
import type { Part } from './part.ts';

const quiet = (): void => undefined;

/** Opens the tray application where a display, Electron and the built application are at hand; null otherwise. */
export function openTray({ dataFolder, io }: { readonly dataFolder: string; readonly io: CliIo }): Part | null {
  const dist = join(dirname(io.entryPoint), '..');
  const application = join(dist, 'electron');
  const electron = findElectron(io.env, join(dist, '..'));
  if (electron === null || !existsSync(join(application, 'main.js'))) return null;
  const env = { ...io.env, WARDWATCH_SOCKET: localSocketPath(dataFolder), WARDWATCH_LANGUAGE: io.language };
  const process = startOwnProcess({
    program: electron,
    args: [application, ...sandboxArguments()],
    lowPriority: false,
    env,
    onLine: quiet,
    onErrorLine: quiet,
  });
  return { name: 'tray', process, address: application };
}
