import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { AppError, toAppError } from '../../base/app-error.ts';
import { type BackoffLimits, backoffMs } from '../../base/backoff.ts';
import type { Clock } from '../../base/clock.ts';
import { receipt } from '../../contracts/summary.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { WaitingSummary } from '../../storage/agent/outbox-store.ts';
import type { CollectorClient } from './collector-client.ts';
import { confirmSummaries } from './confirm-summary.ts';
import { shortHeartbeat } from './short-heartbeat.ts';
import type { SignedBy } from './sign-request.ts';

export interface UploaderDeps {
  readonly store: AgentStore;
  readonly client: CollectorClient;
  readonly signedBy: SignedBy;
  readonly clock: Clock;
  readonly backoff: BackoffLimits;
  /** Before anything is sent: ends a change of the key that was begun; null where there is none. */
  readonly changedKey: (signal: AbortSignal) => Promise<SignedBy | null>;
  /**
   * Another machine uses this identity, as it seems from what `by` signed: gives this one a new one, which what waits has taken on, or the
   * key that this machine itself has had since.
   */
  readonly whenForked: (refused: WaitingSummary, by: SignedBy, signal: AbortSignal) => Promise<SignedBy>;
}

/** Sends the outbox in order, one summary at a time, for as long as the agent runs. */
export interface Uploader {
  /** Sends all that waits now; resolves with how many were sent, rejects with what stopped it. */
  flush(signal: AbortSignal): Promise<number>;
  /** Flushes whenever `wake` is called, and again after a growing, jittered wait when that failed; ends with the signal. */
  run(signal: AbortSignal): Promise<void>;
  wake(): void;
  lastError(): AppError | null;
}

export function createUploader(given: UploaderDeps): Uploader {
  let deps = given;
  let lastError: AppError | null = null;
  let underWay: Promise<number> | null = null;
  let woken = Promise.withResolvers<void>();

  const flush = (signal: AbortSignal): Promise<number> => {
    underWay ??= sendAllAsOne(signal).finally(() => {
      underWay = null;
    });
    return underWay;
  };

  const sendAllAsOne = async (signal: AbortSignal): Promise<number> => {
    try {
      const changed = await deps.changedKey(signal);
      if (changed) deps = { ...deps, signedBy: changed };
      return await sendAll(deps, signal);
    } catch (thrown) {
      const refused = deps.store.outbox.next();
      if (!(thrown instanceof AppError) || thrown.code !== 'SEQUENCE_FORKED' || refused === null) throw thrown;
      deps = { ...deps, signedBy: await deps.whenForked(refused, deps.signedBy, signal) };
      return sendAll(deps, signal); // a second conflict in a row is told, and tried again after a wait
    }
  };

  const tryFlush = async (signal: AbortSignal): Promise<boolean> => {
    try {
      await flush(signal);
      lastError = null;
    } catch (thrown) {
      lastError = toAppError(thrown);
    }
    return lastError === null;
  };

  return {
    flush,
    lastError: () => lastError,
    wake: () => woken.resolve(),
    async run(signal) {
      let failures = 0;
      const ended = whenAborted(signal);
      while (!signal.aborted) {
        woken = Promise.withResolvers<void>();
        failures = (await tryFlush(signal)) ? 0 : failures + 1;
        const pause = failures > 0 ? wait(backoffMs(failures, deps.backoff), undefined, { signal }) : ended;
        await Promise.race([woken.promise, pause.catch(() => undefined)]);
      }
    },
  };
}

async function sendAll({ store, client, signedBy, clock }: UploaderDeps, signal: AbortSignal): Promise<number> {
  let sent = 0;
  for (let next = store.outbox.next(); next; next = store.outbox.next()) {
    const { previousSequence } = await sendOne({ store, client, signedBy }, next, signal);
    confirmSummaries(store, [next.summaryId], previousSequence, clock);
    sent += 1;
  }
  return sent;
}

type Sending = Pick<UploaderDeps, 'store' | 'client' | 'signedBy'>;

/** A summary is done when the collector has it and all the inventory it names; inventory that has moved on since is not owed. */
async function sendOne(deps: Sending, next: WaitingSummary, signal: AbortSignal): Promise<z.infer<typeof receipt>> {
  const { store, client, signedBy } = deps;
  const answer = (await sendShort(deps, next, signal)) ?? (await post(deps, 'summaries', next.body, signal));
  for (const digest of answer.missingSections) {
    const body = store.results.sectionBody(digest);
    if (body !== null) await client.send({ method: 'PUT', path: `/api/v1/agent/sections/${digest}`, body, signal, signedBy }, z.null());
  }
  return answer;
}

const wantsWhole: ReadonlySet<string> = new Set(['SUMMARY_UNKNOWN', 'NOT_FOUND']);

/** Null where the summary says something new, and where the collector needs the whole of it: it lacks the one before, or is an older one. */
async function sendShort(deps: Sending, next: WaitingSummary, signal: AbortSignal): Promise<z.infer<typeof receipt> | null> {
  const short = shortHeartbeat(next.body, deps.store.outbox.lastSent());
  if (short === null) return null;
  try {
    return await post(deps, 'heartbeats', JSON.stringify(short), signal);
  } catch (thrown) {
    if (thrown instanceof AppError && wantsWhole.has(thrown.code)) return null;
    throw thrown;
  }
}

const post = ({ client, signedBy }: Sending, what: 'summaries' | 'heartbeats', body: string, signal: AbortSignal) =>
  client.send({ method: 'POST', path: `/api/v1/agent/${what}`, body, signal, signedBy }, receipt);

function whenAborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}
