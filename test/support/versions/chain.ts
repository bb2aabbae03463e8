import { compareVersions } from '../../../src/domain/versions/compare-versions.ts';
import type { VersionScheme } from '../../../src/domain/versions/version-scheme.ts';

/** Versions from the least to the greatest; those in one list are equal. */
export type Chain = readonly (string | readonly string[])[];

/** Pairs of the chain, each with each, that compare otherwise than their places say. */
export function outOfPlace(scheme: VersionScheme, chain: Chain): string[] {
  const placed = chain.flatMap((versions, place) => [versions].flat().map((version) => ({ version, place })));
  return placed.flatMap((a) =>
    placed.flatMap((b) => {
      const found = compareVersions(scheme, a.version, b.version);
      return found === Math.sign(a.place - b.place) ? [] : [`${a.version} to ${b.version}: ${found}`];
    }),
  );
}
