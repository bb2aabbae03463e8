import { createHash, X509Certificate } from 'node:crypto';
import type { RegistryKey } from '../../domain/registry-key.ts';
import type { WatchedThing } from '../../domain/thing.ts';

const certificateProperty = 32; // CERT_CERT_PROP_ID, wincrypt.h

/** Pure. One thing per certificate key. What Windows notes beside a certificate changes by itself and is left out. */
export function certificateThings(keys: readonly RegistryKey[]): WatchedThing[] {
  return keys
    .filter(({ path }) => /\\Certificates\\[^\\]+$/i.test(path))
    .map(({ path, values }): WatchedThing => {
      const blob = values.find(({ name }) => name.toLowerCase() === 'blob')?.data;
      const der = blob?.type === 'bytes' ? certificateOf(Buffer.from(blob.hex, 'hex')) : null;
      return { kind: 'root-certificate', key: path, state: der ? describe(der) : { name: 'not understood' } };
    });
}

/** The certificate among the properties of a stored one: each is its number, a reserved word, its length and its bytes. */
function certificateOf(blob: Buffer): Buffer | null {
  for (let at = 0; at + 12 <= blob.length; ) {
    const length = blob.readUInt32LE(at + 8);
    if (blob.readUInt32LE(at) === certificateProperty) return blob.subarray(at + 12, at + 12 + length);
    at += 12 + length;
  }
  return null;
}

function describe(der: Buffer): WatchedThing['state'] {
  const digest = createHash('sha256').update(der).digest('hex');
  try {
    const { subject } = new X509Certificate(der);
    return { name: /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', '), digest };
  } catch {
    return { name: 'unreadable certificate', digest };
  }
}
