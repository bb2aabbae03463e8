import { createPrivateKey } from 'node:crypto';
import { type Clock, isoTime } from '../../base/clock.ts';
import { AppError } from '../../base/app-error.ts';
import { productVersion } from '../../base/version.ts';
import { enrolAnswer } from '../../contracts/enrolment.ts';
import type { CloneRequest } from '../../contracts/endpoint-life.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { WaitingSummary } from '../../storage/agent/outbox-store.ts';
import { adoptIdentity } from '../adopt-identity.ts';
import { type Enrolment, keyForEnrolling, keyText, publicKeyText, writeEnrolment } from '../identity.ts';
import type { CollectorClient } from './collector-client.ts';

export interface TwinDeps {
  readonly agentFolder: string;
  readonly store: AgentStore;
  readonly client: CollectorClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Another machine uses this identity, and its summary came first. This one makes a key of its own and goes on as an endpoint of its own;
 * nothing that waits is lost. Whatever step it is stopped at, the next try ends at the same endpoint: the new key is on disk before it is
 * sent, and the file that names the endpoint is written before the database follows it.
 */
export async function becomeNewEndpoint(enrolment: Enrolment, refused: WaitingSummary, deps: TwinDeps): Promise<Enrolment> {
  const { agentFolder, store, client, clock, signal } = deps;
  const host = store.results.lastScan()?.host;
  if (!host) throw new AppError('INTERNAL', 'A summary waits on a machine that was never scanned.');
  const key = keyForEnrolling(agentFolder);
  const { summaryId, sequence } = refused;
  const { hostname, os } = host;
  const request: CloneRequest = { publicKey: publicKeyText(key), hostname, os, agentVersion: productVersion, summaryId, sequence };
  const signedBy = { endpointId: enrolment.endpointId, key: createPrivateKey(enrolment.privateKey) };
  const { endpointId, unitName } = await client.send(
    { method: 'POST', path: '/api/v1/agent/clone', body: JSON.stringify(request), signal, signedBy },
    enrolAnswer,
  );
  const ours: Enrolment = { ...enrolment, endpointId, unitName, privateKey: keyText(key) };
  writeEnrolment(agentFolder, ours);
  const detail = `Another machine uses the identity ${enrolment.endpointId}; this one goes on as ${endpointId}.`;
  store.results.addEvent({ at: isoTime(clock), code: 'identity-cloned', detail });
  adoptIdentity(store, endpointId, clock);
  return ours;
}
