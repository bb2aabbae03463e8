import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The top of the checkout. */
export const root = join(import.meta.dirname, '..');

export const inProject = (...parts: readonly string[]): string => join(root, ...parts);

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Where what it prints goes; `stderr` keeps standard output free for a command's result. */
  readonly output?: 'inherit' | 'stderr';
}

/** Runs a program to its end and resolves with its exit code; signals that this process gets are passed on. */
export function run(program: string, args: readonly string[], { env = {}, output = 'inherit' }: RunOptions = {}): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const child = spawn(program, [...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['inherit', output === 'stderr' ? 2 : 'inherit', 'inherit'],
  });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass).on('SIGHUP', pass);
  child.once('error', (error) => {
    console.error(`${program} could not be started: ${error.message}`);
    resolve(3);
  });
  child.once('close', (code) => {
    process.off('SIGINT', pass).off('SIGTERM', pass).off('SIGHUP', pass);
    resolve(code ?? 130);
  });
  return promise;
}
