import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const entry = new URL('../../src/cli/main.ts', import.meta.url).pathname;

const built = new URL('../../dist/node/wardwatch.js', import.meta.url).pathname;
/** The program as it is shipped, where it was built: it takes less memory than its sources. */
export const builtEntry = existsSync(built) ? built : entry;

const start = (args: readonly string[], env: Readonly<Record<string, string>>, from: string): ChildProcess =>
  spawn(process.execPath, [from, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WARDWATCH_LANGUAGE: 'en', ...env },
  });

/** Runs one command to its end within the test's own process: the same code, seen by coverage. */
export async function wardwatch(args: readonly string[], env: Readonly<Record<string, string>> = {}, stdin?: string): Promise<Ended> {
  const said = { out: '', err: '' };
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const code = await runCli(args, {
    out: (line) => void (said.out += `${line}\n`),
    err: (line) => void (said.err += `${line}\n`),
    isTty: false,
    env: { ...process.env, WARDWATCH_LANGUAGE: 'en', ...env },
    entryPoint: entry,
    signal: ending.signal,
    ...(stdin === undefined ? {} : { stdin: () => Readable.from([stdin]) }),
  });
  return { code, ...said };
}

export interface Running {
  /** What it said it listens on. */
  readonly address: string;
  readonly pid: number;
  readonly ended: Promise<Ended>;
  stop(signal: NodeJS.Signals): Promise<Ended>;
}

/** Starts `agent run` or `collector run` and resolves when it listens; ended with the test, however that ends. */
export async function wardwatchRunning(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  from = entry,
): Promise<Running> {
  const { listening, ...started } = startWardwatch(args, env, from);
  return { address: await listening, ...started };
}

/** The same, without waiting; `listening` rejects where it ends before. */
export function startWardwatch(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  from = entry,
): Omit<Running, 'address'> & { readonly listening: Promise<string> } {
  const child = start(args, env, from);
  const ended = Promise.withResolvers<Ended>();
  const listening = Promise.withResolvers<string>();
  let err = '';
  if (child.stderr)
    createInterface({ input: child.stderr }).on('line', (line) => {
      err += `${line}\n`;
      const address = /^listening on (.+)$/.exec(line)?.[1];
      if (address !== undefined) listening.resolve(address);
    });
  child.once('close', (code) => {
    ended.resolve({ code, out: '', err });
    listening.reject(new Error(`ended with ${code}: ${err}`));
  });
  const stop = (signal: NodeJS.Signals): Promise<Ended> => {
    child.kill(signal);
    return ended.promise;
  };
  onTestFinished(async () => void (await stop('SIGKILL')));
  listening.promise.catch(() => undefined);
  return { listening: listening.promise, pid: child.pid ?? 0, ended: ended.promise, stop };
}
