import { createHash, createPublicKey, verify } from 'node:crypto';
import { AppError } from '../../base/app-error.ts';
import { signatureBase, signatureLabel, type SignedRequest } from '../../contracts/signature.ts';

export interface SignatureToVerify extends SignedRequest {
  /** The Signature header. */
  readonly signature: string;
  /** Ed25519, 32 bytes, base64url. */
  readonly publicKey: string;
}

/** The value that Content-Digest must have for these bytes, taken as sent, before any decompression (RFC 9530). */
export function contentDigestOf(bytes: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
}

/** Throws SIGNATURE_INVALID unless this key signed this request (RFC 9421). Verifies on the thread pool. */
export async function verifySignature({ signature, publicKey, ...signed }: SignatureToVerify): Promise<void> {
  const bytes = signatureBytes(signature);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  const isValid = await new Promise<boolean>((resolve, reject) => {
    verify(null, Buffer.from(signatureBase(signed)), key, bytes, (error, result) => (error ? reject(error) : resolve(result)));
  });
  if (!isValid) throw signatureInvalid('the signature is not by the key of this endpoint over this method, path and body');
}

const signatureShape = new RegExp(`^${signatureLabel}=:([A-Za-z0-9+/]{86}==):$`);

function signatureBytes(signature: string): Buffer {
  const base64 = signatureShape.exec(signature)?.[1];
  if (base64 === undefined) throw signatureInvalid('the Signature header is not of the form ww=:…:');
  return Buffer.from(base64, 'base64');
}

export function signatureInvalid(why: string): AppError {
  return new AppError('SIGNATURE_INVALID', `The request is not signed as it must be: ${why}. Nothing was stored.`);
}
