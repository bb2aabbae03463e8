import { createHash, type KeyObject, sign } from 'node:crypto';
import { signatureBase, signatureLabel, signatureParams } from '../../contracts/signature.ts';

export interface SignedBy {
  readonly endpointId: string;
  readonly key: KeyObject;
}

export interface RequestSignature {
  readonly contentDigest: string;
  readonly signatureInput: string;
  readonly signature: string;
}

/** The value of Content-Digest for these bytes as sent (RFC 9530). */
export const contentDigestOf = (body: Buffer): string => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/** Signs a request whose body goes out as these bytes; the network takes no part in it, so a file may carry it as well. */
export function signRequest(method: string, path: string, body: Buffer, { endpointId, key }: SignedBy): RequestSignature {
  const contentDigest = contentDigestOf(body);
  const signature = sign(null, Buffer.from(signatureBase({ method, path, contentDigest, endpointId })), key);
  return {
    contentDigest,
    signatureInput: `${signatureLabel}=${signatureParams(endpointId)}`,
    signature: `${signatureLabel}=:${signature.toString('base64')}:`,
  };
}
