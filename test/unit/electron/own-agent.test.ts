import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createOwnAgent, findAgentRuntime } from '../../../electron/agent-link/own-agent.ts';
import type { OwnProcess, OwnProcessOptions } from '../../../src/platform/own-process.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const runtime = { program: '/opt/wardwatch/agent/node', entryPoint: '/opt/wardwatch/agent/wardwatch.js' };

function machine(over: Partial<Parameters<typeof createOwnAgent>[0]> = {}) {
  const started: OwnProcessOptions[] = [];
  let now = 0;
  let end: (code: number) => void = () => undefined;
  const terminated: string[] = [];
  const start = (options: OwnProcessOptions): OwnProcess => {
    started.push(options);
    const ended = Promise.withResolvers<number | string>();
    end = ended.resolve;
    return {
      pid: 1,
      ended: ended.promise,
      sample: () => ({ rssBytes: 0, cpuMs: 0 }),
      suspend: () => undefined,
      resume: () => undefined,
      terminate: (signal) => void terminated.push(signal),
    };
  };
  const agent = createOwnAgent({ runtime, env: {}, start, clock: { now: () => now }, ...over });
  return { agent, started, terminated, pass: (ms: number) => void (now += ms), end: (code: number) => end(code) };
}

test('one agent is started where none answers, and is on its way for a while, not forever', () => {
  const { agent, started, pass } = machine();
  expect(agent.isRunning()).toBe(false);
  expect(agent.rouse()).toBe(true);
  expect(agent.isRunning()).toBe(true);
  pass(5000);
  expect(agent.rouse()).toBe(true);
  expect(started).toEqual([
    expect.objectContaining({ program: runtime.program, args: [runtime.entryPoint, 'agent', 'run'], endsWithParent: true }),
  ]);
  pass(20_000);
  expect(agent.rouse(), 'one that does not answer by now is told as unreachable').toBe(false);
});

test('one that ended is not started again at once, but later', async () => {
  const { agent, started, pass, end } = machine();
  agent.rouse();
  end(3);
  await setImmediate();
  pass(10_000);
  expect(agent.rouse()).toBe(false);
  pass(60_000);
  expect(agent.rouse()).toBe(true);
  expect(started).toHaveLength(2);
});

test('it ends with the application; where none can be started nothing is', () => {
  const { agent, terminated } = machine();
  agent.rouse();
  agent.stop();
  expect(terminated).toEqual(['SIGTERM']);
  const none = machine({ runtime: null });
  expect(none.agent.rouse()).toBe(false);
  expect(none.started).toEqual([]);
});

test('an agent lies beside the packaged application, or in the tree that it was built in, always with a Node of its own', () => {
  const root = tempFolder();
  const find = () => findAgentRuntime(join(root, 'resources'), join(root, 'tree', 'dist'));
  layOut(root, { 'tree/dist/node/wardwatch.js': '' });
  expect(find()).toBeNull();
  layOut(root, { 'tree/node_modules/node/bin/node': '' });
  expect(find()).toEqual({ program: join(root, 'tree/node_modules/node/bin/node'), entryPoint: join(root, 'tree/dist/node/wardwatch.js') });
  layOut(root, { 'resources/agent/node': '', 'resources/agent/wardwatch.js': '' });
  expect(find()).toEqual({ program: join(root, 'resources/agent/node'), entryPoint: join(root, 'resources/agent/wardwatch.js') });
});
