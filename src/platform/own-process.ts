import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism, constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { type ProcessSample, sampleProcessGroup } from './process-sample.ts';

/** A further process of the product itself, in a process group of its own, so that all it starts is measured and ended with it. */
export interface OwnProcess {
  readonly pid: number;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  sample(): ProcessSample;
  /** Stops the whole group from running until `resume`; does nothing where the system cannot. */
  suspend(): void;
  resume(): void;
  terminate(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface OwnProcessOptions {
  /** Arguments after Node's own: the entry point, then the command. */
  readonly args: readonly string[];
  readonly lowPriority: boolean;
  /** The process ends cleanly when this one is gone, however that came: see `parentGone`. */
  readonly endsWithParent?: boolean;
  readonly onLine: (line: string) => void;
  readonly onErrorLine: (line: string) => void;
  /** Another program of the product than Node: the tray application's Electron. */
  readonly program?: string;
  /** Instead of this process's own environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export const coreCount = availableParallelism();

const endsWithParentVariable = 'WARDWATCH_ENDS_WITH_PARENT';

/** Fires when the process that started this one with `endsWithParent` is gone: the pipe from it has closed. */
export function parentGone(onGone: () => void): void {
  if (process.env[endsWithParentVariable] !== '1') return;
  process.stdin.once('end', onGone).once('error', onGone).resume();
  process.stdin.unref();
}

export function startOwnProcess({
  args,
  lowPriority,
  endsWithParent = false,
  onLine,
  onErrorLine,
  program = process.execPath,
  env: given = process.env,
}: OwnProcessOptions): OwnProcess {
  const env = { ...given, [endsWithParentVariable]: endsWithParent ? '1' : '0' };
  const child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env });
  child.stdin.on('error', () => undefined); // the child has ended: told by `ended`
  const pid = child.pid ?? 0;
  if (lowPriority && pid > 0) lower(pid);
  createInterface({ input: child.stdout }).on('line', onLine);
  createInterface({ input: child.stderr }).on('line', onErrorLine);
  return {
    pid,
    ended: ended(child),
    sample: () => sampleProcessGroup(pid),
    suspend: () => signalGroup(pid, 'SIGSTOP'),
    resume: () => signalGroup(pid, 'SIGCONT'),
    terminate: (signal) => {
      signalGroup(pid, signal);
      signalGroup(pid, 'SIGCONT'); // a suspended group would take its end only when it runs again
    },
  };
}

function ended(child: ChildProcess): Promise<number | string> {
  const { promise, resolve } = Promise.withResolvers<number | string>();
  child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  child.once('error', (error) => resolve(error.message));
  return promise;
}

function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or the system forbids it: the CPU budget still holds.
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (pid <= 0 || process.platform === 'win32') return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended.
  }
}
