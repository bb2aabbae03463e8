/**
 * How an agent signs a request: HTTP Message Signatures (RFC 9421) with Ed25519 over these components, in this order,
 * and the body's Content-Digest (RFC 9530, sha-256 over the bytes as sent). No `created` parameter: hospital clocks lie,
 * and order comes from the sequence inside the signed body.
 */
export const signedComponents = ['@method', '@path', 'content-digest'] as const;
export const signatureLabel = 'ww';

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  /** The whole header value, `sha-256=:…:`. */
  readonly contentDigest: string;
  readonly endpointId: string;
}

/** The value of Signature-Input after the label. */
export function signatureParams(endpointId: string): string {
  return `(${signedComponents.map((name) => `"${name}"`).join(' ')});keyid="${endpointId}";alg="ed25519"`;
}

/** The bytes that are signed, as text (RFC 9421 section 2.5). */
export function signatureBase({ method, path, contentDigest, endpointId }: SignedRequest): string {
  const values = { '@method': method.toUpperCase(), '@path': path, 'content-digest': contentDigest };
  const lines = signedComponents.map((name) => `"${name}": ${values[name]}`);
  return [...lines, `"@signature-params": ${signatureParams(endpointId)}`].join('\n');
}

const headerShape = /^ww=\("@method" "@path" "content-digest"\);keyid="([0-9a-f-]{36})";alg="ed25519"$/;

/** The endpoint that a Signature-Input header names, or null when the header is not exactly of our form. */
export function signerOf(signatureInput: string): string | null {
  return headerShape.exec(signatureInput)?.[1] ?? null;
}
