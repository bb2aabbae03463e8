import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { endKeyChange, type Enrolment, keyText, keyToFollow, publicKeyText, writeEnrolment } from './identity.ts';
import { createCollectorClient } from './upload/collector-client.ts';
import type { Proxy } from './upload/proxy.ts';

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
