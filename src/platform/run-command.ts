import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { AppError } from '../base/app-error.ts';

/** A command that the product may run: absolute paths, fixed arguments, never a shell. */
export interface AllowedCommand {
  readonly paths: readonly string[];
  readonly args: readonly string[];
  readonly timeoutMs: number;
  readonly maxBytes?: number;
  /** 0 alone by default. */
  readonly goodExitCodes?: readonly number[];
}

/** Standard output of a command that ended with 0, as UTF-8, in the C locale. */
export type RunCommand = (command: AllowedCommand, signal: AbortSignal) => Promise<string>;

const defaultMaxBytes = 32 * 1024 * 1024;

/** The path under which a command is installed, or null. */
export function findCommand(command: AllowedCommand): string | null {
  return command.paths.find((path) => existsSync(path)) ?? null;
}

/** Throws COMMAND_MISSING, COMMAND_TIMED_OUT, COMMAND_OUTPUT_TOO_LARGE, COMMAND_FAILED or CANCELLED. */
export const runCommand: RunCommand = (command, signal) => {
  const path = findCommand(command);
  if (path === null)
    return Promise.reject(new AppError('COMMAND_MISSING', `${command.paths[0] ?? 'a command'} is not installed on this machine.`));
  return run(path, command, signal);
};

function run(path: string, command: AllowedCommand, signal: AbortSignal): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const timeout = AbortSignal.timeout(command.timeoutMs);
  const child = spawn(path, command.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' },
    signal: AbortSignal.any([signal, timeout]),
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  const maxBytes = command.maxBytes ?? defaultMaxBytes;
  const chunks: Buffer[] = [];
  let size = 0;
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) {
      reject(new AppError('COMMAND_OUTPUT_TOO_LARGE', `${path} printed more than ${maxBytes} bytes.`));
      child.kill('SIGKILL');
    } else chunks.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (said.length < 2000) said += chunk.toString('utf8');
  });
  child.once('error', (cause) => {
    if (signal.aborted) reject(new AppError('CANCELLED', `${path} was cancelled.`, { cause }));
    else if (timeout.aborted) reject(new AppError('COMMAND_TIMED_OUT', `${path} did not end within ${command.timeoutMs} ms.`, { cause }));
    else reject(new AppError('COMMAND_FAILED', `${path} could not be started: ${cause.message}.`, { cause }));
  });
  child.once('close', (code) => {
    if (code !== null && (command.goodExitCodes ?? [0]).includes(code)) resolve(Buffer.concat(chunks).toString('utf8'));
    else reject(new AppError('COMMAND_FAILED', `${path} ended with ${code ?? 'a signal'}: ${said.trim().slice(0, 300)}`));
  });
  return promise;
}
