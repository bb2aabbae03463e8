import type { DocumentFormat, NamedRelease } from './advisory.ts';
import { type ProductKey, productKey, productKeyParts } from './product-key.ts';

const ofSystem = /^(?:windows|debian|ubuntu|alpine|rpm\/[^|]*)\|/;

/** A Windows, or a package of a distribution. */
export const isOfSystem = (key: ProductKey): boolean => ofSystem.test(key);

/** The release of a system that a key names, `debian|12|`; null for what is of no system, and where no release is named. */
export function systemReleaseOf(key: ProductKey): ProductKey | null {
  if (!isOfSystem(key)) return null;
  const parts = productKeyParts(key);
  return parts.release === '' ? null : productKey({ ...parts, name: '' });
}

/**
 * Formats that speak of other releases of a system and never of this one: that an advisory of theirs does not name it means nothing.
 * `named` is what documents name at all. Letters are left out: each names what it is about, and none of them is a whole.
 */
export function gapsOf(systemKey: ProductKey, named: readonly NamedRelease[]): ReadonlySet<DocumentFormat> {
  const own = systemReleaseOf(systemKey);
  const { space } = productKeyParts(systemKey);
  const ofSpace = named.filter(({ format, release }) => format !== 'letters' && productKeyParts(release).space === space);
  const covering = new Set(ofSpace.filter(({ release }) => release === own).map(({ format }) => format));
  return new Set(ofSpace.map(({ format }) => format).filter((format) => !covering.has(format)));
}
