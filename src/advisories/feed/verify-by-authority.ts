import { verify, X509Certificate } from 'node:crypto';

const forSigning = '1.3.6.1.5.5.7.3.3'; // id-kp-codeSigning, RFC 5280 section 4.2.1.12

export interface SignedBytes {
  readonly bytes: Buffer;
  /** ECDSA P-256 with SHA-256, IEEE P1363, base64. */
  readonly signature: string;
  readonly certificatePem: string;
}

/** Null where the signature leads to the authority (PEM) that this machine pinned; else what is wrong with it. */
export function wrongSignature({ bytes, signature, certificatePem }: SignedBytes, authorityPem: string): string | null {
  let certificate: X509Certificate;
  let authority: X509Certificate;
  try {
    [certificate, authority] = [new X509Certificate(certificatePem), new X509Certificate(authorityPem)];
  } catch {
    return 'its certificate cannot be read';
  }
  if (!certificate.verify(authority.publicKey) || certificate.ca || !certificate.keyUsage?.includes(forSigning))
    return 'it was not signed by the collector that this machine is enrolled at';
  const decoded = Buffer.from(signature, 'base64');
  // One signature, one text: decoding passes over what is no base64.
  const isWhole = decoded.toString('base64') === signature;
  const key = { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return isWhole && verify('sha256', bytes, key, decoded) ? null : 'its signature does not fit';
}
