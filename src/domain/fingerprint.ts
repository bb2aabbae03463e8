import { createHash } from 'node:crypto';

/** 32 hexadecimal digits (the first half of a SHA-256) that name a thing on this endpoint, without telling its name. */
export function fingerprintOf(kind: string, key: string): string {
  return createHash('sha256').update(kind).update('\0').update(key).digest('hex').slice(0, 32);
}
