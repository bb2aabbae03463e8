import { AppError } from '../base/app-error.ts';
import type { Host } from './host.ts';
import { createLinuxHost } from './linux/linux-host.ts';
import { runCommand } from './run-command.ts';

/** The host of the machine that we run on. Throws PLATFORM_UNSUPPORTED where there is no implementation yet. */
export function createHost(): Host {
  if (process.platform === 'linux') return createLinuxHost({ run: runCommand });
  throw new AppError('PLATFORM_UNSUPPORTED', `This version reads Linux machines; this one is ${process.platform}. Nothing was scanned.`);
}
