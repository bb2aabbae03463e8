import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LocalClient } from '../../../src/agent/local-api/local-client.ts';
import { AppError } from '../../../src/base/app-error.ts';
import type { AgentStatus } from '../../../src/contracts/local-api.ts';
import { getStatus } from '../../../src/contracts/local-api.ts';
import { type AgentLink, keepAgentLink } from '../../../electron/agent-link/agent-link.ts';
import type { LinkState } from '../../../electron/agent-link/link-state.ts';
import { statusWith } from './agent-statuses.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
};
const unreachableError = (): AppError => new AppError('AGENT_UNREACHABLE', 'no socket');

/** A clock that stands still until it is told to go on, and an agent that answers as it is told to. */
function stage() {
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  const told: (LinkState['kind'] | 'starting')[] = [];
  const ending = new AbortController();
  let connections = 0;
  let answer: () => Promise<AgentStatus> = () => Promise.resolve(statusWith());
  let isListening = true;
  let isStarting = false;
  let breakConnection: () => void = () => undefined;
  const connect = (signal: AbortSignal): Promise<LocalClient> => {
    connections += 1;
    if (!isListening) return Promise.reject(unreachableError());
    const closed = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => closed.resolve());
    breakConnection = closed.resolve;
    return Promise.resolve({
      call: async (spec) => spec.response.parse(await answer()),
      closed: closed.promise,
      close: () => closed.resolve(),
    });
  };
  const link: AgentLink = keepAgentLink({
    connect,
    wait: (ms, signal) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const one = { ms, end: resolve };
      waits.push(one);
      signal.addEventListener('abort', () => resolve(), { once: true });
      if (signal.aborted) resolve();
      return promise.finally(() => waits.splice(waits.indexOf(one), 1));
    },
    onChange: (state) => told.push(state.kind === 'unreachable' && state.error.code === 'AGENT_STARTING' ? 'starting' : state.kind),
    isStarting: () => isStarting,
    signal: ending.signal,
  });
  return {
    link,
    told,
    end: () => ending.abort(),
    connections: () => connections,
    waiting: () => waits.map(({ ms }) => ms),
    async pass(ms: number): Promise<void> {
      for (const one of waits.filter((waiting) => waiting.ms === ms)) one.end();
      await settle();
    },
    /** Ends the one wait that is under way. */
    async passAny(): Promise<void> {
      for (const one of waits) one.end();
      await settle();
    },
    answers(status: () => Promise<AgentStatus>): void {
      answer = status;
    },
    starts(does: boolean): void {
      isStarting = does;
    },
    listens(does: boolean): void {
      isListening = does;
    },
    breaks: async (): Promise<void> => {
      breakConnection();
      await settle();
    },
  };
}

describe('the link to the agent', () => {
  let at: ReturnType<typeof stage>;
  beforeEach(async () => {
    at = stage();
    await settle();
  });

  test('knows nothing before the first answer', () => expect(stage().link.state()).toEqual({ kind: 'connecting' }));

  test('asks for the status every 10 s on one connection', async () => {
    expect(at.waiting()).toEqual([10_000]);
    await at.pass(10_000);
    await at.pass(10_000);
    expect(at.told).toEqual(['reachable', 'reachable', 'reachable']);
    expect(at.connections()).toBe(1);
  });

  test('asks more often while a scan runs', async () => {
    at.answers(() => Promise.resolve(statusWith({ scanning: true })));
    await at.pass(10_000);
    expect(at.waiting()).toEqual([2_000]);
  });

  test('an agent that was restarted is found again without a word', async () => {
    await at.breaks();
    expect(at.told).toEqual(['reachable', 'reachable']);
    expect(at.connections()).toBe(2);
    expect(at.waiting()).toEqual([10_000]);
  });

  test('one that is on its way is starting, not gone; when it does not come it is gone', async () => {
    at.listens(false);
    at.starts(true);
    await at.breaks();
    expect(at.told.at(-1)).toBe('starting');
    at.starts(false);
    await at.passAny();
    expect(at.told.at(-1)).toBe('unreachable');
    at.listens(true);
    await at.passAny();
    expect(at.told.at(-1)).toBe('reachable');
  });

  test('an agent that is gone is unreachable at once, and looked for again, ever more patiently', async () => {
    at.listens(false);
    await at.breaks();
    expect(at.told).toEqual(['reachable', 'unreachable']);
    expect(at.link.state()).toMatchObject({ kind: 'unreachable', error: { code: 'AGENT_UNREACHABLE' } });
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      waits.push(...at.waiting());
      await at.passAny();
    }
    expect(waits).toHaveLength(8);
    expect(waits[0]).toBeLessThanOrEqual(500);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(5_000);
    at.listens(true);
    await at.passAny();
    expect(at.link.state()).toMatchObject({ kind: 'reachable' });
  });

  test('an agent that takes the call and does not answer is unreachable after 5 s, and a new connection is tried', async () => {
    at.answers(() => Promise.withResolvers<AgentStatus>().promise);
    await at.pass(10_000);
    expect(at.waiting()).toEqual([5_000]);
    await at.pass(5_000);
    expect(at.link.state()).toMatchObject({ kind: 'unreachable' });
    await expect(at.link.call(getStatus, {})).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE' });
    at.answers(() => Promise.resolve(statusWith()));
    await at.passAny();
    expect(at.link.state()).toMatchObject({ kind: 'reachable' });
    expect(at.connections()).toBe(2);
  });

  test('an agent that hangs up on every call is not asked without pause', async () => {
    at.answers(async () => {
      await at.breaks();
      throw unreachableError();
    });
    await at.pass(10_000);
    const before = at.connections();
    await settle();
    expect(at.connections() - before).toBeLessThanOrEqual(1);
    expect(at.link.state()).toMatchObject({ kind: 'unreachable' });
  });

  test('an answer that is not understood is told as such', async () => {
    at.answers(() => Promise.reject(new AppError('LOCAL_CALL_INVALID', 'of another version')));
    await at.pass(10_000);
    expect(at.link.state()).toMatchObject({ kind: 'unreachable', error: { code: 'LOCAL_CALL_INVALID' } });
  });

  test('a refresh asks now', async () => {
    at.link.refresh();
    await settle();
    expect(at.told).toEqual(['reachable', 'reachable']);
    expect(at.waiting()).toEqual([10_000]);
  });

  test('at the end it tells nothing more and tries nothing more', async () => {
    at.end();
    await settle();
    expect(at.told).toEqual(['reachable']);
    expect(at.waiting()).toEqual([]);
    expect(at.connections()).toBe(1);
  });
});
