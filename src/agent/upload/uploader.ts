import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { AppError, toAppError } from '../../base/app-error.ts';
import { type BackoffLimits, backoffMs } from '../../base/backoff.ts';
import { type Clock, isoTime } from '../../base/clock.ts';
import { receipt } from '../../contracts/summary.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { WaitingSummary } from '../../storage/agent/outbox-store.ts';
import type { CollectorClient } from './collector-client.ts';
import type { SignedBy } from './sign-request.ts';

export interface UploaderDeps {
  readonly store: AgentStore;
  readonly client: CollectorClient;
  readonly signedBy: SignedBy;
  readonly clock: Clock;
  readonly backoff: BackoffLimits;
  /** Before anything is sent: ends a change of the key that was begun; null where there is none. */
  readonly changedKey: (signal: AbortSignal) => Promise<SignedBy | null>;
  /** Another machine uses this identity: gives this one a new one, which what waits has taken on. */
  readonly whenForked: (refused: WaitingSummary, signal: AbortSignal) => Promise<SignedBy>;
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
    const changed = await deps.changedKey(signal);
    if (changed) deps = { ...deps, signedBy: changed };
    try {
      return await sendAll(deps, signal);
    } catch (thrown) {
      const refused = deps.store.outbox.next();
      if (!(thrown instanceof AppError) || thrown.code !== 'SEQUENCE_FORKED' || refused === null) throw thrown;
      deps = { ...deps, signedBy: await deps.whenForked(refused, signal) };
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
    await sendOne({ store, client, signedBy }, next, signal);
    store.outbox.acknowledge(next.sequence, isoTime(clock));
    sent += 1;
  }
  return sent;
}

/** A summary is done when the collector has it and all the inventory it names; inventory that has moved on since is not owed. */
async function sendOne(
  { store, client, signedBy }: Pick<UploaderDeps, 'store' | 'client' | 'signedBy'>,
  next: WaitingSummary,
  signal: AbortSignal,
): Promise<void> {
  const { missingSections } = await client.send(
    { method: 'POST', path: '/api/v1/agent/summaries', body: next.body, signal, signedBy },
    receipt,
  );
  for (const digest of missingSections) {
    const body = store.results.sectionBody(digest);
    if (body !== null) await client.send({ method: 'PUT', path: `/api/v1/agent/sections/${digest}`, body, signal, signedBy }, z.null());
  }
}

function whenAborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}
