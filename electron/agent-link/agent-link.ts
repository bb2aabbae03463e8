import type { LocalClient } from '../../src/agent/local-api/local-client.ts';
import { AppError, toAppError } from '../../src/base/app-error.ts';
import { backoffMs } from '../../src/base/backoff.ts';
import { productVersion } from '../../src/base/version.ts';
import { getAgentVersion, getStatus, type LocalCall } from '../../src/contracts/local-api.ts';
import type { ScanEvent } from '../../src/contracts/scan-event.ts';
import type { LinkState } from './link-state.ts';

const pollMs = 10_000;
const pollWhileScanningMs = 2_000;
const answerMs = 5_000;
const reconnect = { firstMs: 500, mostMs: 10_000 };

export interface AgentLinkDeps {
  /** Opens a connection, which breaks when the signal fires. */
  readonly connect: (signal: AbortSignal) => Promise<LocalClient>;
  /** Resolves after so many ms, or at once when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onChange: (state: LinkState) => void;
  /** Asked when no agent can be reached; true where one is starting. */
  readonly isStarting: () => boolean;
  /** Ends the link. */
  readonly signal: AbortSignal;
}

/** The one connection to the agent: it asks for the status again and again and comes back by itself. */
export interface AgentLink {
  state(): LinkState;
  /** Rejects with AGENT_UNREACHABLE while there is no connection. */
  call<Request, Response>(spec: LocalCall<Request, Response>, request: Request, onProgress?: (event: ScanEvent) => void): Promise<Response>;
  /** Asks for the status now instead of at the next turn. */
  refresh(): void;
}

export function keepAgentLink({ connect, wait, onChange, isStarting, signal }: AgentLinkDeps): AgentLink {
  let state: LinkState = { kind: 'connecting' };
  let client: LocalClient | null = null;
  let wake = new AbortController();
  const tell = (next: LinkState): void => {
    state = next;
    if (!signal.aborted) onChange(next);
  };
  const tellBroken = (thrown: unknown): void => {
    const error = toAppError(thrown);
    const isAway = error.code === 'AGENT_UNREACHABLE' && isStarting();
    tell({ kind: 'unreachable', error: isAway ? new AppError('AGENT_STARTING', 'The agent is starting.', { cause: thrown }) : error });
  };
  const pause = async (ms: number): Promise<void> => {
    await wait(ms, wake.signal);
    wake = signal.aborted ? wake : new AbortController();
  };

  const askStatus = async (linked: LocalClient): Promise<number> => {
    const status = await withinTime(
      linked.call(getStatus, {}).catch((thrown: unknown) => tellVersions(linked, thrown)),
      wait,
    );
    tell({ kind: 'reachable', status });
    return status.scanning ? pollWhileScanningMs : pollMs;
  };
  /** Resolves with whether the agent ever answered, once the connection has ended. */
  const follow = async (linked: LocalClient): Promise<boolean> => {
    const closed = new AbortController();
    let hasAnswered = false;
    const onClosed = async (): Promise<void> => {
      await linked.closed;
      closed.abort();
      if (client === linked) wake.abort();
    };
    void onClosed();
    while (!closed.signal.aborted && !signal.aborted) {
      const nextMs = await askStatus(linked);
      hasAnswered = true;
      if (!closed.signal.aborted) await pause(nextMs);
    }
    return hasAnswered;
  };
  const linkOnce = async (): Promise<boolean> => {
    const connection = new AbortController();
    const end = (): void => connection.abort();
    signal.addEventListener('abort', end, { once: true });
    try {
      client = await withinTime(connect(connection.signal), wait);
      return await follow(client);
    } catch (thrown) {
      tellBroken(thrown);
      return false;
    } finally {
      client = null;
      wake = signal.aborted ? wake : new AbortController(); // what woke this connection does not hurry the next one
      signal.removeEventListener('abort', end);
      end();
    }
  };
  const keep = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; ) {
      failures = (await linkOnce()) ? 0 : failures + 1;
      // A connection that ended after it had answered is tried again at once: the agent may just have been upgraded.
      if (failures > 0) await pause(backoffMs(failures, reconnect));
    }
  };
  signal.addEventListener('abort', () => wake.abort(), { once: true });
  void keep();

  return {
    state: () => state,
    refresh: () => wake.abort(),
    call: (spec, request, onProgress) =>
      client
        ? client.call(spec, request, onProgress)
        : Promise.reject(new AppError('AGENT_UNREACHABLE', 'There is no connection to the agent now.')),
  };
}

/** Throws AGENT_OLDER or AGENT_NEWER where a status is not understood because the agent is; else what was thrown. */
async function tellVersions(linked: LocalClient, thrown: unknown): Promise<never> {
  if (toAppError(thrown).code !== 'LOCAL_CALL_INVALID') throw thrown;
  const { agentVersion } = await linked.call(getAgentVersion, {});
  const order = compareReleases(agentVersion, productVersion);
  if (order === 0) throw thrown;
  throw new AppError(
    order < 0 ? 'AGENT_OLDER' : 'AGENT_NEWER',
    `The agent is version ${agentVersion}, this application ${productVersion}. Install the same version of both.`,
    { cause: thrown },
  );
}

/** The numbers of `major.minor.patch`; what is no number counts as 0. */
const numbersOf = (version: string): number[] => version.split(/[.+-]/, 3).map((part) => Number.parseInt(part, 10) || 0);

function compareReleases(a: string, b: string): number {
  const others = numbersOf(b);
  const differences = numbersOf(a).map((part, at) => part - (others[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** The answer, or AGENT_UNREACHABLE when it takes longer than an agent that lives would need. */
async function withinTime<Value>(answer: Promise<Value>, wait: AgentLinkDeps['wait']): Promise<Value> {
  const answered = new AbortController();
  const late = async (): Promise<never> => {
    await wait(answerMs, answered.signal);
    throw new AppError('AGENT_UNREACHABLE', `The agent took the call but did not answer within ${answerMs / 1000} s.`);
  };
  try {
    return await Promise.race([answer, late()]);
  } finally {
    answered.abort();
  }
}
