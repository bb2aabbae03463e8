import type { Advisory, AffectedProduct, DocumentFormat, VersionRange } from '../../src/domain/advisories/advisory.ts';
import { type Candidate, createMatchTarget, type MatchTarget, type UpdateFacts } from '../../src/domain/advisories/match-target.ts';
import { updatesInEffect } from '../../src/domain/advisories/updates-in-effect.ts';
import type { SystemIdentity } from '../../src/domain/inventory/inventory.ts';
import { systemKeyOf } from '../../src/domain/inventory/system-key.ts';

export const range = (introduced: string | null, fixed: string | null, lastAffected: string | null = null): VersionRange => ({
  introduced,
  fixed,
  lastAffected,
});

export const product = (key: string, more: Partial<AffectedProduct> = {}): AffectedProduct => ({
  keys: [key],
  label: key,
  vendor: null,
  scheme: 'dpkg',
  status: 'affected',
  ranges: [],
  versions: [],
  updates: [],
  architectures: [],
  remedy: null,
  isFixPlanned: true,
  ...more,
});

export const advisory = (id: string, products: readonly AffectedProduct[], more: Partial<Advisory> = {}): Advisory => ({
  id,
  format: 'osv',
  cves: [],
  title: id,
  cvss: null,
  publishedAt: null,
  modifiedAt: null,
  withdrawnAt: null,
  references: [],
  products,
  ...more,
});

export const candidate = (key: string, installed: string | null, more: Partial<Candidate> = {}): Candidate => ({
  item: key,
  installed,
  keys: [key],
  vendor: null,
  isDistributed: false,
  endedOn: null,
  ...more,
});

export const debian12: SystemIdentity = {
  family: 'linux',
  product: 'Debian',
  version: '12',
  edition: null,
  build: null,
  revision: null,
  arch: 'x64',
};

export const windows10 = (revision: number | null): SystemIdentity => ({
  family: 'windows',
  product: 'Windows 10',
  version: '22H2',
  edition: 'Pro',
  build: 19045,
  revision,
  arch: 'x64',
});

/** A machine with these candidates; on Windows itself is one more. */
export function target(
  system: SystemIdentity,
  candidates: readonly Candidate[],
  {
    hasSoftware = true,
    installed = null,
    areUpdatesPartial = false,
    facts = noFacts,
    endedOn = null,
    gaps = [],
  }: {
    readonly hasSoftware?: boolean;
    readonly installed?: readonly string[] | null;
    readonly areUpdatesPartial?: boolean;
    readonly facts?: UpdateFacts;
    readonly endedOn?: string | null;
    readonly gaps?: readonly DocumentFormat[];
  } = {},
): MatchTarget {
  const systemKey = systemKeyOf(system);
  const version = system.build !== null && system.revision !== null ? `${system.build}.${system.revision}` : null;
  const effect = system.family === 'windows' ? updatesInEffect(facts, { systemKey, version, installed }) : null;
  const isLowerBound = areUpdatesPartial && version === null && effect !== null && effect.installed !== null;
  const itself =
    system.family === 'windows' && systemKey !== null
      ? [candidate(systemKey, effect?.installed ?? version, { item: system.product, endedOn, ...(isLowerBound && { isLowerBound }) })]
      : [];
  return createMatchTarget({
    system,
    systemKey,
    hasSoftware,
    candidates: [...itself, ...candidates],
    gaps: new Set(gaps),
    updates: effect?.updates ?? null,
    missing: effect?.missing ?? null,
    areUpdatesPartial,
    newestUnknownUpdate: effect?.newestUnknownUpdate ?? 0,
  });
}

export const noFacts: UpdateFacts = { supersededBy: () => null, updatesOf: () => [] };
