import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import {
  endKeyChange,
  type Enrolment,
  isKeyChanging,
  keyText,
  keyToFollow,
  publicKeyText,
  readEnrolment,
  writeEnrolment,
} from './identity.ts';
import { createCollectorClient } from './upload/collector-client.ts';
import type { Proxy } from './upload/proxy.ts';

/**
 * As this machine stands now: a change of the key that was begun is carried through, one that another machine with this identity has
 * outrun is given up.
 */
export async function settleKeyChange(agentFolder: string, known: Enrolment, proxy: Proxy, signal: AbortSignal): Promise<Enrolment> {
  const enrolment = readEnrolment(agentFolder) ?? known;
  if (!isKeyChanging(agentFolder)) return enrolment;
  try {
    return await changeKey(agentFolder, enrolment, proxy, signal);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'SEQUENCE_FORKED') throw thrown;
    endKeyChange(agentFolder);
    return enrolment;
  }
}

/**
 * Gives this endpoint a new key: the present one signs the request that announces it. The new key is on disk before it is announced and
 * in the enrolment file once the collector has it; whatever step it is stopped at, doing it again ends well.
 */
export async function changeKey(agentFolder: string, enrolment: Enrolment, proxy: Proxy, signal: AbortSignal): Promise<Enrolment> {
  const present = createPrivateKey(enrolment.privateKey);
  const next = keyToFollow(agentFolder);
  if (publicKeyText(next) === publicKeyText(present)) {
    endKeyChange(agentFolder);
    return enrolment;
  }
  const client = createCollectorClient({ ...enrolment, proxy });
  try {
    const body = JSON.stringify({ publicKey: publicKeyText(next) });
    const signedBy = { endpointId: enrolment.endpointId, key: present };
    await client.send({ method: 'POST', path: '/api/v1/agent/key', body, signal, signedBy }, z.null());
  } finally {
    client.close();
  }
  const changed = { ...enrolment, privateKey: keyText(next) };
  writeEnrolment(agentFolder, changed);
  endKeyChange(agentFolder);
  return changed;
}
