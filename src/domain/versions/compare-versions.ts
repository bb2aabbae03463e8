import { versionKey } from './version-key.ts';
import type { VersionScheme } from './version-scheme.ts';

/** The order of the keys themselves, so that the two can never differ; null where one of them is no version of the scheme. */
export function compareVersions(scheme: VersionScheme, a: string, b: string): -1 | 0 | 1 | null {
  const keyOfA = versionKey(scheme, a);
  const keyOfB = versionKey(scheme, b);
  return keyOfA && keyOfB && compareKeys(keyOfA, keyOfB);
}

/** As memcmp, a beginning before what goes on. */
export function compareKeys(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}
