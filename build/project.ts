import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

/** The top of the checkout. */
export const root = join(import.meta.dirname, '..');

export const inProject = (...parts: readonly string[]): string => join(root, ...parts);

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Where what it prints goes; `stderr` keeps standard output free for a command's result. */
  readonly output?: 'inherit' | 'stderr';
  /** For wrappers that do not end what they started: the program leads a group of its own, and a signal ends all of that. */
  readonly endsAsGroup?: boolean;
}

/** Runs a program to its end and resolves with its exit code; signals that this process gets are passed on. */
export function run(
  program: string,
  args: readonly string[],
  { env = {}, output = 'inherit', endsAsGroup = false }: RunOptions = {},
): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const child = spawn(program, [...args], {
    cwd: root,
    env: { ...process.env, ...env },
    detached: endsAsGroup,
    stdio: ['inherit', output === 'stderr' ? 2 : 'inherit', 'inherit'],
  });
  const pass = (signal: NodeJS.Signals): void => {
    if (endsAsGroup && child.pid !== undefined) endGroup(child.pid);
    else child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass).on('SIGHUP', pass);
  child.once('error', (error) => {
    console.error(`${program} could not be started: ${error.message}`);
    resolve(3);
  });
  child.once('close', (code, signal) => {
    process.off('SIGINT', pass).off('SIGTERM', pass).off('SIGHUP', pass);
    resolve(code ?? (signal ? 128 + constants.signals[signal] : 3));
  });
  return promise;
}

/** SIGTERM whatever the signal was: what a shell started in the background ignores SIGINT. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGTERM');
  } catch (error) {
    console.error(`The processes of group ${leader} could not be ended: ${String(error)}`);
  }
}
