import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../src/base/clock.ts';
import type { OwnProcess, OwnProcessOptions } from '../../src/platform/own-process.ts';

/** An agent's program with the Node that it ships with. */
export interface AgentRuntime {
  readonly program: string;
  readonly entryPoint: string;
}

/** Beside a packaged application, or in the tree that this one was built in; null where neither is. */
export function findAgentRuntime(resources: string, dist: string): AgentRuntime | null {
  const places = ['node', 'node.exe'].flatMap((node) => [
    { program: join(resources, 'agent', node), entryPoint: join(resources, 'agent', 'wardwatch.js') },
    { program: join(dist, '..', 'node_modules', 'node', 'bin', node), entryPoint: join(dist, 'node', 'wardwatch.js') },
  ]);
  return places.find(({ program, entryPoint }) => existsSync(program) && existsSync(entryPoint)) ?? null;
}

export interface OwnAgentDeps {
  /** Null where there is nothing to start: another address was named, a service is installed, or no agent lies here. */
  readonly runtime: AgentRuntime | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly start: (options: OwnProcessOptions) => OwnProcess;
  readonly clock: Clock;
}

/** The agent of a person on whose machine none is installed as a service: it lives as long as the icon does. */
export interface OwnAgent {
  /** Called when no agent answers. True while one of ours is on its way. */
  rouse(): boolean;
  isRunning(): boolean;
  stop(): void;
}

/** An agent that ended is not started again at once: what stopped it would stop it again. */
const restMs = 60_000;
const startsWithinMs = 20_000;

export function createOwnAgent({ runtime, env, start, clock }: OwnAgentDeps): OwnAgent {
  let running: OwnProcess | null = null;
  let startedAt = Number.NEGATIVE_INFINITY;
  const forgetWhenEnded = async (process: OwnProcess): Promise<void> => {
    await process.ended;
    if (running === process) running = null;
  };
  const begin = ({ program, entryPoint }: AgentRuntime): void => {
    startedAt = clock.now();
    const process = start({
      program,
      args: [entryPoint, 'agent', 'run'],
      env,
      lowPriority: false,
      endsWithParent: true,
      onLine: () => undefined,
      onErrorLine: () => undefined,
    });
    running = process;
    void forgetWhenEnded(process);
  };
  return {
    rouse() {
      if (runtime === null) return false;
      if (running === null && Math.abs(clock.now() - startedAt) >= restMs) begin(runtime);
      return running !== null && clock.now() - startedAt < startsWithinMs;
    },
    isRunning: () => running !== null,
    stop: () => running?.terminate('SIGTERM'),
  };
}
