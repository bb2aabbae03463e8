import { AppError } from '../base/app-error.ts';
import type { Host } from './host.ts';
import { createLinuxHost } from './linux/linux-host.ts';
import { runCommand } from './run-command.ts';
import { createWindowsHost } from './windows/windows-host.ts';

/** The host of the machine that we run on. Throws PLATFORM_UNSUPPORTED where there is no implementation yet. */
export function createHost(): Host {
  if (process.platform === 'linux') return createLinuxHost({ run: runCommand });
  if (process.platform === 'win32') return createWindowsHost({ run: runCommand });
  throw new AppError(
    'PLATFORM_UNSUPPORTED',
    `This version reads Linux and Windows machines; this one is ${process.platform}. Nothing was scanned.`,
  );
}
