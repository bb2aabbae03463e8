import { X509Certificate } from 'node:crypto';
import { foldName, type RegistryKey } from '../../../domain/registry-key.ts';

/** Where Windows keeps the roots that the machine trusts: its own, Microsoft's programme, and policy's. */
export const rootStores: readonly string[] = [
  'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\*',
  'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\AuthRoot\\Certificates\\*',
  'HKLM\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates\\*',
];

const certificateProperty = 32;

/** Pure. The certificates in the `Blob` values of those keys; one that cannot be read is no root. */
export function trustedRoots(keys: readonly RegistryKey[]): X509Certificate[] {
  return keys.flatMap(({ values }) =>
    values.flatMap(({ name, data }) =>
      foldName(name) === 'blob' && data.type === 'bytes' ? certificateIn(Buffer.from(data.hex, 'hex')) : [],
    ),
  );
}

/** A serialised certificate store element: property id, 1, length, value, and again (wincrypt.h, CERT_CERT_PROP_ID is 32). */
function certificateIn(blob: Buffer): X509Certificate[] {
  for (let at = 0; at + 12 <= blob.length; ) {
    const length = blob.readUInt32LE(at + 8);
    const value = blob.subarray(at + 12, at + 12 + length);
    if (blob.readUInt32LE(at) === certificateProperty) return parse(value);
    at += 12 + length;
  }
  return [];
}

function parse(der: Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    return [];
  }
}
