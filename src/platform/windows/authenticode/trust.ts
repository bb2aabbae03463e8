import type { X509Certificate } from 'node:crypto';

/** Extended key usages (RFC 5280 section 4.2.1.12). */
export const codeSigning = '1.3.6.1.5.5.7.3.3';
export const timeStamping = '1.3.6.1.5.5.7.3.8';

export interface TrustQuestion {
  readonly certificate: X509Certificate;
  /** What may stand between the certificate and a root. */
  readonly others: readonly X509Certificate[];
  readonly roots: readonly X509Certificate[];
  readonly usage: string;
  /** When the certificate was used. */
  readonly atMs: number;
}

const longestChain = 8;

/** Whether a chain of valid signatures leads from the certificate to a root, all of it valid at that time, for that usage. */
export function isTrusted({ certificate, others, roots, usage, atMs }: TrustQuestion): boolean {
  if (!certificate.keyUsage?.includes(usage)) return false;
  let current = certificate;
  for (let length = 0; length < longestChain; length += 1) {
    if (!isValidAt(current, atMs)) return false;
    const issued = current;
    if (roots.some((root) => isIssuer(root, issued))) return true;
    const next = others.find((other) => other.ca && !other.raw.equals(issued.raw) && isIssuer(other, issued));
    if (!next) return false;
    current = next;
  }
  return false;
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, atMs: number): boolean =>
  Date.parse(validFrom) <= atMs && atMs <= Date.parse(validTo);

const isIssuer = (issuer: X509Certificate, certificate: X509Certificate): boolean =>
  issuer.raw.equals(certificate.raw) || (certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey));
