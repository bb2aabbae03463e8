import type { SystemIdentity } from '../inventory/inventory.ts';
import type { DocumentFormat, NamedRelease, WindowsUpdate } from './advisory.ts';
import type { NamedItem } from './named-item.ts';
import { familyOf, type ProductKey, productKeyParts } from './product-key.ts';

/** Something installed that advisories may be about: an item of software, or a Windows itself (`19045.4046`). */
export interface Candidate extends NamedItem {
  /** The day after which no more fixes are made; null where that is unknown or still ahead. */
  readonly endedOn: string | null;
  /** A Windows whose build was told by one of its updates, from a list that was cut: `installed` is the least that it can be. */
  readonly isLowerBound?: true;
}

/** One inventory, made ready to be held against any number of advisories. */
export interface MatchTarget {
  readonly system: SystemIdentity;
  /** Null where the system cannot be told apart. */
  readonly systemKey: ProductKey | null;
  readonly hasSoftware: boolean;
  readonly candidates: readonly Candidate[];
  readonly byKey: ReadonlyMap<ProductKey, readonly Candidate[]>;
  /** Candidates past their end, by family: advisories of other releases may be about them too. */
  readonly endedByFamily: ReadonlyMap<ProductKey, readonly Candidate[]>;
  /** Formats that speak of other releases of the system and never of this one: what they leave out, nobody looked at. */
  readonly gaps: ReadonlySet<DocumentFormat>;
  /** Where there are gaps: the system, or its packages, by family. */
  readonly uncoveredByFamily: ReadonlyMap<ProductKey, readonly Candidate[]>;
  /** Windows: every update that is in effect, installed or taken the place of; null where unknown. */
  readonly updates: ReadonlySet<string> | null;
  /** Updates that are certainly not in effect; null where every one is that is not known to be in effect. */
  readonly missing: ReadonlySet<string> | null;
  /** The list of updates was cut: one that is not in effect may be installed all the same. */
  readonly areUpdatesPartial: boolean;
  /** The highest installed update that no document knows, as a number; 0 for none. */
  readonly newestUnknownUpdate: number;
}

/** What imported documents say of Windows updates. */
export interface UpdateFacts {
  /** What this update takes the place of; null for one that no document knows. */
  supersededBy(kb: string): readonly string[] | null;
  /** Updates with a known build for a system. */
  updatesOf(product: ProductKey): readonly WindowsUpdate[];
}

export interface CoverageFacts {
  /** Releases of a system, `debian` or `windows`, that documents name at all. */
  releasesOf(space: string): readonly NamedRelease[];
}

export interface TargetParts {
  readonly system: SystemIdentity;
  readonly systemKey: ProductKey | null;
  readonly hasSoftware: boolean;
  readonly candidates: readonly Candidate[];
  readonly gaps: MatchTarget['gaps'];
  readonly updates: MatchTarget['updates'];
  readonly missing: MatchTarget['missing'];
  readonly areUpdatesPartial: boolean;
  readonly newestUnknownUpdate: number;
}

export function createMatchTarget(parts: TargetParts): MatchTarget {
  const byKey = new Map<ProductKey, Candidate[]>();
  const endedByFamily = new Map<ProductKey, Candidate[]>();
  const uncoveredByFamily = new Map<ProductKey, Candidate[]>();
  const space = parts.gaps.size === 0 || parts.systemKey === null ? null : productKeyParts(parts.systemKey).space;
  for (const candidate of parts.candidates) {
    for (const key of candidate.keys) append(byKey, key, candidate);
    if (candidate.endedOn !== null) for (const family of new Set(candidate.keys.map(familyOf))) append(endedByFamily, family, candidate);
    if (space === null) continue;
    const own = candidate.keys.filter((key) => productKeyParts(key).space === space);
    for (const family of new Set(own.map(familyOf))) append(uncoveredByFamily, family, candidate);
  }
  return { ...parts, byKey, endedByFamily, uncoveredByFamily };
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
