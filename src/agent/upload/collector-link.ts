import { createPrivateKey } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { AppError } from '../../base/app-error.ts';
import type { BackoffLimits } from '../../base/backoff.ts';
import type { Clock } from '../../base/clock.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { adoptIdentity } from '../adopt-identity.ts';
import { changeKey, settleKeyChange } from '../change-key.ts';
import { type Enrolment, isKeyChanging, publicKeyText, readEnrolment } from '../identity.ts';
import { becomeNewEndpoint } from './become-new-endpoint.ts';
import { createCollectorClient } from './collector-client.ts';
import type { Proxy } from './proxy.ts';
import { createUploader, type Uploader } from './uploader.ts';

export interface CollectorLinkDeps {
  readonly agentFolder: string;
  readonly store: AgentStore;
  readonly clock: Clock;
  readonly backoff: BackoffLimits;
  readonly log: Logger;
  readonly proxy?: Proxy;
}

/** The way to the collector, once there is one: an enrolment made while the agent runs is taken up by itself. */
export interface CollectorLink {
  enrolment(): Enrolment | null;
  lastError(): AppError | null;
  /** Sends soon. */
  wake(): void;
  /** Sends now. Throws NOT_ENROLLED where there is nobody to send to. */
  flush(signal: AbortSignal): Promise<number>;
  stop(): void;
}

interface Connected {
  readonly enrolment: Enrolment;
  readonly uploader: Uploader;
  readonly stop: () => void;
}

const lookEveryMs = 5000;

export function linkToCollector({ agentFolder, store, clock, backoff, log, proxy = {} }: CollectorLinkDeps): CollectorLink {
  let seenAtMs = 0;
  let connected: Connected | null = null;

  let newest = store.outbox.lastCreatedAt();
  /** A scan that a person ran has put something into the outbox: it is sent now, and a failing collector is not asked more often for it. */
  const wakeForNews = (): void => {
    const latest = store.outbox.lastCreatedAt();
    if (latest !== newest) connected?.uploader.wake();
    newest = latest;
  };

  const look = (): void => {
    const changedAtMs = statSync(join(agentFolder, 'enrolment.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changedAtMs === seenAtMs) return;
    seenAtMs = changedAtMs;
    connected?.stop();
    connected = connect(readEnrolment(agentFolder));
  };

  const connect = (enrolment: Enrolment | null): Connected | null => {
    if (!enrolment) return null;
    adoptIdentity(store, enrolment.endpointId, clock); // where the agent was stopped between the file and the database
    const stopping = new AbortController();
    const client = createCollectorClient({ ...enrolment, proxy });
    const uploader = createUploader({
      store,
      client,
      clock,
      backoff,
      signedBy: { endpointId: enrolment.endpointId, key: createPrivateKey(enrolment.privateKey) },
      async changedKey(signal) {
        if (!isKeyChanging(agentFolder)) return null;
        // As the file has it now: this machine may have been told apart since.
        const { endpointId, privateKey } = await changeKey(agentFolder, readEnrolment(agentFolder) ?? enrolment, proxy, signal);
        return { endpointId, key: createPrivateKey(privateKey) };
      },
      async whenForked(refused, by, signal) {
        const present = await settleKeyChange(agentFolder, enrolment, proxy, signal);
        const ownKey = createPrivateKey(present.privateKey);
        if (publicKeyText(ownKey) !== publicKeyText(by.key)) return { endpointId: present.endpointId, key: ownKey };
        const ours = await becomeNewEndpoint(present, refused, { agentFolder, store, client, clock, signal });
        log.warn({ endpointId: ours.endpointId, was: present.endpointId }, 'another machine uses our identity: this one has a new one');
        return { endpointId: ours.endpointId, key: createPrivateKey(ours.privateKey) };
      },
    });
    uploader.run(stopping.signal).catch((error: unknown) => log.error({ error }, 'uploads ended'));
    return { enrolment, uploader, stop: () => (stopping.abort(), client.close()) };
  };

  look();
  const looking = setInterval(() => {
    look();
    wakeForNews();
  }, lookEveryMs);
  looking.unref();
  return {
    enrolment: () => connected?.enrolment ?? null,
    lastError: () => connected?.uploader.lastError() ?? null,
    wake: () => connected?.uploader.wake(),
    async flush(signal) {
      look();
      if (!connected)
        throw new AppError(
          'NOT_ENROLLED',
          'This machine is not enrolled at a collector yet. Run "wardwatch agent enroll" with the string from the department.',
        );
      return connected.uploader.flush(signal);
    },
    stop: () => {
      clearInterval(looking);
      connected?.stop();
    },
  };
}
