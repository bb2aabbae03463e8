import { createHash, X509Certificate } from 'node:crypto';
import type { WatchedThing } from '../../domain/thing.ts';

const pemBlock = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END (?:TRUSTED )?CERTIFICATE-----/g;

/**
 * Pure. One thing per certificate, known by the SHA-256 of its DER bytes, in however many files it stands. A certificate file
 * without a readable certificate is a thing by its path: what another program may read and we do not is not passed over.
 */
export function certificateThings(files: readonly { readonly path: string; readonly text: string }[]): WatchedThing[] {
  const certificatesByDigest = new Map<string, Buffer>();
  const odd: WatchedThing[] = [];
  for (const { path, text } of files) {
    const certificates = [...text.matchAll(pemBlock)].map(([, body = '']) => Buffer.from(body, 'base64'));
    for (const der of certificates) certificatesByDigest.set(createHash('sha256').update(der).digest('hex'), der);
    if (certificates.length === 0)
      odd.push({ kind: 'root-certificate', key: path, state: { digest: createHash('sha256').update(text).digest('hex') } });
  }
  const known = [...certificatesByDigest].map(([digest, der]): WatchedThing => {
    return { kind: 'root-certificate', key: `${nameOf(der)} SHA256:${digest.slice(0, 32)}`, state: { digest } };
  });
  return [...known, ...odd];
}

function nameOf(der: Buffer): string {
  try {
    const { subject } = new X509Certificate(der);
    return /^CN=(.*)$/m.exec(subject)?.[1] ?? /^O=(.*)$/m.exec(subject)?.[1] ?? 'certificate';
  } catch {
    return 'unreadable certificate';
  }
}
