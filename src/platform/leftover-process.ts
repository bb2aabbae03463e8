import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Remembers which process group works for the owner of `pidFile`, so that a successor can end it. */
export function rememberProcess(pidFile: string, pid: number): void {
  writeFileSync(pidFile, String(pid), { mode: 0o600 });
}

/**
 * Ends the process group that a killed predecessor left behind: stopped, it would wait for ever and keep its locks. A
 * process of that number whose command line lacks `mark` is somebody else's by now and is left alone.
 */
export function endLeftover(pidFile: string, mark: string): void {
  const pid = readPid(pidFile);
  if (pid !== null && commandLine(pid).includes(mark)) killGroup(pid);
  rmSync(pidFile, { force: true });
}

function readPid(pidFile: string): number | null {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null; // none was left
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // ended, or a system without /proc, where nothing is ever stopped
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended at this very moment.
  }
}
