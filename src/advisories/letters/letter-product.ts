import type { AffectedProduct } from '../../domain/advisories/advisory.ts';
import { fixedBuildOf } from '../../domain/advisories/fixed-build.ts';
import { normalName, type ProductKey, productKey, productKeyParts } from '../../domain/advisories/product-key.ts';
import { windowsProductOf } from '../../domain/advisories/windows-product.ts';
import { releasesOfGeneration } from '../../domain/inventory/windows-builds.ts';
import type { LetterRow } from './letter-rows.ts';

/** The products of a row and what fixes them; none where the row does not name both. */
export function letterProducts(row: LetterRow): AffectedProduct[] {
  const { product, vendor, fixedVersion, updates } = row;
  if (product === null || (fixedVersion === null && updates.length === 0)) return [];
  const isMicrosoft = normalName(vendor ?? '') === 'microsoft' || /^(?:microsoft|windows|\.net)\b/i.test(product);
  if (!isMicrosoft) return [affected(row, { keys: programKeys(product, vendor), fixed: fixedVersion })];
  const { key, keys, architectures } = windowsProductOf(product);
  if (productKeyParts(key).space !== 'windows')
    return [affected(row, { keys: [...keys, ...programKeys(product, vendor)], fixed: fixedVersion, vendor: 'Microsoft' })];
  const releases = releasesNamed(product, key);
  const byBuild = releases.flatMap((release) => {
    const fixed = fixedVersion === null ? null : fixedBuildOf(release, fixedVersion);
    return fixed === null ? [] : [affected(row, { ...windows([release]), fixed, architectures })];
  });
  // A build that belongs to none of these releases fixes nothing that can be told.
  return byBuild.length > 0 || updates.length === 0 ? byBuild : [affected(row, { ...windows(releases), fixed: null, architectures })];
}

interface Told {
  readonly keys: readonly ProductKey[];
  readonly fixed: string | null;
  readonly vendor?: string;
  readonly scheme?: AffectedProduct['scheme'];
  readonly architectures?: AffectedProduct['architectures'];
}

const windows = (releases: readonly string[]): Pick<Told, 'keys'> & Partial<Told> => ({
  keys: releases.map((release) => productKey({ space: 'windows', release, name: 'windows' })),
  vendor: 'Microsoft',
  scheme: 'windows',
});

/** `Windows 10` in a letter is every release of it; for Microsoft it is the first. */
function releasesNamed(product: string, key: ProductKey): string[] {
  const [, generation] = /^(?:microsoft\s+)?windows\s+(10|11)(?:\s+for\s+\S+\s+systems)?$/i.exec(product.trim()) ?? [];
  return generation === '10' || generation === '11' ? releasesOfGeneration(generation) : [productKeyParts(key).release];
}

function affected(row: LetterRow, { keys, fixed, vendor, scheme = 'generic', architectures = [] }: Told): AffectedProduct {
  return {
    keys,
    label: row.product ?? '',
    vendor: row.vendor ?? vendor ?? null,
    scheme,
    status: 'affected',
    ranges: fixed === null ? [] : [{ introduced: null, fixed, lastAffected: null }],
    versions: [],
    updates: row.updates,
    architectures,
    remedy: [...row.updates, ...(row.fixedVersion === null ? [] : [row.fixedVersion])].join(', '),
    isFixPlanned: true,
  };
}

function programKeys(product: string, vendor: string | null): string[] {
  const names = vendor === null || normalName(product).startsWith(normalName(vendor)) ? [product] : [product, `${vendor} ${product}`];
  return names.map((name) => productKey({ space: 'program', release: '', name }));
}
