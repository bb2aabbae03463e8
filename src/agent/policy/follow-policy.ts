import { createPrivateKey } from 'node:crypto';
import { Cron } from 'croner';
import type { Logger } from 'pino';
import { toAppError } from '../../base/app-error.ts';
import { type PolicyQuestion, signedPolicy } from '../../contracts/policy.ts';
import type { Enrolment } from '../identity.ts';
import { createCollectorClient } from '../upload/collector-client.ts';
import type { Proxy } from '../upload/proxy.ts';
import { policyQuestionOf, type Taken, takePolicy } from './kept-policy.ts';

export interface PolicyDeps {
  readonly agentFolder: string;
  readonly everyMinutes: number;
  readonly log: Logger;
  readonly proxy?: Proxy;
  enrolment(): Enrolment | null;
  onTaken(): void;
}

export interface PolicyFollower {
  /** Asks the collector now. */
  follow(signal: AbortSignal): Promise<Taken>;
  stop(): void;
}

/** Asks the collector for its policy from time to time; what cannot be verified, is older or out of bounds changes nothing. */
export function followPolicy({ agentFolder, everyMinutes, log, proxy = {}, enrolment, onTaken }: PolicyDeps): PolicyFollower {
  const stopping = new AbortController();
  const follow = async (signal: AbortSignal): Promise<Taken> => {
    const at = enrolment();
    if (at === null) return 'known';
    const offered = await ask(at, policyQuestionOf(agentFolder), proxy, signal);
    const taken = offered === null ? 'known' : takePolicy(agentFolder, offered, at.authority);
    if (taken === 'taken') onTaken();
    if (taken === 'refused')
      log.warn('the policy of the collector is refused; "wardwatch status" says why, and the last good one is followed');
    return taken;
  };
  const startAt = new Date(Date.now() + (2 + Math.random() * everyMinutes * 60) * 1000);
  const job = new Cron('* * * * * *', { interval: everyMinutes * 60, startAt, protect: true, unref: true }, () =>
    follow(stopping.signal).then(
      () => undefined,
      (thrown: unknown) => log.warn({ code: toAppError(thrown).code }, 'the collector was not asked for its policy'),
    ),
  );
  return {
    follow,
    stop() {
      job.stop();
      stopping.abort();
    },
  };
}

async function ask(at: Enrolment, question: PolicyQuestion, proxy: Proxy, signal: AbortSignal) {
  const client = createCollectorClient({ ...at, proxy });
  try {
    const signedBy = { endpointId: at.endpointId, key: createPrivateKey(at.privateKey) };
    const call = { method: 'POST', path: '/api/v1/agent/policy', body: JSON.stringify(question), signal, signedBy } as const;
    return await client.send(call, signedPolicy.nullable());
  } finally {
    client.close();
  }
}
