import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { enrol } from '../../agent/enrol.ts';
import { type Enrolment, readEnrolment, writeEnrolment } from '../../agent/identity.ts';
import { systemClock } from '../../base/clock.ts';
import { createEnrolmentString } from '../../collector/administration.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import { openAuthority } from '../../collector/tls/collector-tls.ts';
import type { Proxy } from '../../agent/upload/proxy.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import { createHost } from '../../platform/create-host.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';

export interface EnrolHereDeps {
  readonly dataFolder: string;
  readonly configuration: Configuration['collector'];
  readonly collectorUrl: string;
  readonly signal: AbortSignal;
  /** The way that the agent beside it takes. */
  readonly proxy: Proxy;
}

const stringValidMs = 10 * 60 * 1000;

/** Enrols this machine at the collector beside it, unless it is enrolled: here already, or at another collector. */
export async function enrolHere({ dataFolder, configuration, collectorUrl, signal, proxy }: EnrolHereDeps): Promise<void> {
  const agentFolder = join(dataFolder, 'agent');
  const enrolment = readEnrolment(agentFolder);
  const { fingerprint } = await openAuthority(collectorFiles(dataFolder).tls);
  if (enrolment && fingerprintOf(enrolment) === fingerprint) {
    if (enrolment.url !== collectorUrl) writeEnrolment(agentFolder, { ...enrolment, url: collectorUrl });
    return;
  }
  if (enrolment && !isLoopback(enrolment.url)) return;
  const { enrolmentString } = await createEnrolmentString({
    dataFolder,
    configuration,
    unitName: defaultUnitName,
    uses: 1,
    validMs: stringValidMs,
  });
  const store = openAgentStore(agentFolder);
  try {
    await enrol(enrolmentString, { agentFolder, store, os: createHost().os, clock: systemClock, signal, proxy });
  } finally {
    store.close();
  }
}

export const defaultUnitName = 'Đơn vị của tôi';

function fingerprintOf({ authority }: Enrolment): string {
  return new X509Certificate(authority).fingerprint256.replaceAll(':', '').toLowerCase();
}

const isLoopback = (url: string): boolean => /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname);
