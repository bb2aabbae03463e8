import { verify } from 'node:crypto';
import { dataSigningKey } from '../../domain/data-signer.ts';

export interface SignedBytes {
  readonly bytes: Buffer;
  /** ECDSA P-256 with SHA-256, IEEE P1363, base64. */
  readonly signature: string;
  readonly certificatePem: string;
}

/** Null where the signature leads to the authority (PEM) that this machine pinned; else what is wrong with it. */
export function wrongSignature({ bytes, signature, certificatePem }: SignedBytes, authorityPem: string): string | null {
  const publicKey = dataSigningKey(certificatePem, authorityPem);
  if (publicKey === null) return 'it was not signed by the collector that this machine is enrolled at';
  const decoded = Buffer.from(signature, 'base64');
  // One signature, one text: decoding passes over what is no base64.
  const isWhole = decoded.toString('base64') === signature;
  return isWhole && verify('sha256', bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, decoded) ? null : 'its signature does not fit';
}
