import { type KeyObject, X509Certificate } from 'node:crypto';

const forSigning = '1.3.6.1.5.5.7.3.3'; // id-kp-codeSigning, RFC 5280 section 4.2.1.12

/** The public key of a certificate (PEM) that this authority (PEM) issued for signing data; null for any other. */
export function dataSigningKey(certificatePem: string, authorityPem: string): KeyObject | null {
  try {
    const certificate = new X509Certificate(certificatePem);
    const isIssued = certificate.verify(new X509Certificate(authorityPem).publicKey);
    return isIssued && !certificate.ca && certificate.keyUsage?.includes(forSigning) ? certificate.publicKey : null;
  } catch {
    return null;
  }
}
