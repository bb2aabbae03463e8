import { hostname } from 'node:os';
import type { Clock } from '../base/clock.ts';
import { productVersion } from '../base/version.ts';
import { enrolAnswer, readEnrolmentString } from '../contracts/enrolment.ts';
import type { Host } from '../platform/host.ts';
import type { AgentStore } from '../storage/agent/agent-store.ts';
import { type Enrolment, keyForEnrolling, keyText, publicKeyText, writeEnrolment } from './identity.ts';
import { createCollectorClient } from './upload/collector-client.ts';
import { enqueueSummary } from './upload/enqueue-summary.ts';
import { fetchPinnedAuthority } from './upload/pinned-authority.ts';
import type { Proxy } from './upload/proxy.ts';

export interface EnrolDeps {
  readonly agentFolder: string;
  readonly store: AgentStore;
  readonly os: Host['os'];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly proxy?: Proxy;
}

/** Binds this machine to the collector that the string names; all that is known of the machine goes into its first summary. */
export async function enrol(enrolmentString: string, { agentFolder, store, os, clock, signal, proxy = {} }: EnrolDeps): Promise<Enrolment> {
  const offer = readEnrolmentString(enrolmentString);
  const url = new URL(offer.url);
  const authority = await fetchPinnedAuthority(url, offer.authority, signal, proxy);
  const key = keyForEnrolling(agentFolder);
  const client = createCollectorClient({ url: offer.url, authority, proxy });
  try {
    const body = JSON.stringify({
      token: offer.token,
      publicKey: publicKeyText(key),
      hostname: hostname(),
      os,
      agentVersion: productVersion,
    });
    const { endpointId, unitName } = await client.send({ method: 'POST', path: '/api/v1/enrol', body, signal }, enrolAnswer);
    const enrolment: Enrolment = { endpointId, unitName, url: url.origin, authority, privateKey: keyText(key) };
    writeEnrolment(agentFolder, enrolment);
    store.transaction(() => {
      store.setSetting('endpointId', endpointId);
      store.outbox.forgetAll();
      store.findings.reportAllAgain();
      enqueueSummary(store, clock);
    });
    return enrolment;
  } finally {
    client.close();
  }
}
