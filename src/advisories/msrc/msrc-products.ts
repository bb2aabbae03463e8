import type { AffectedProduct } from '../../domain/advisories/advisory.ts';
import { fixedBuildOf } from '../../domain/advisories/fixed-build.ts';
import { type ProductKey, productKeyParts } from '../../domain/advisories/product-key.ts';
import { type WindowsProduct, windowsProductOf } from '../../domain/advisories/windows-product.ts';
import { plainWords } from '../plain-words.ts';

/** One row or patch: a product, and what fixes it, where that is told. */
export interface MsrcFix {
  readonly product: WindowsProduct;
  /** As the document names it. */
  readonly label: string;
  readonly kb: string | null;
  /** Build and revision after it; null for what is not Windows itself. */
  readonly build: string | null;
}

export function msrcFix(label: string, kb: string | null, fixedBuild: string | null): MsrcFix {
  const product = windowsProductOf(label);
  const { space, release } = productKeyParts(product.key);
  return {
    product,
    label: plainWords(label),
    kb,
    build: space === 'windows' && fixedBuild !== null ? fixedBuildOf(release, fixedBuild) : null,
  };
}

/** `KB5071546` of `5071546` or `KB5071546`; null for anything else, such as `Release Notes`. */
export function kbOf(text: string): string | null {
  const [, digits] = /^(?:KB)?(\d{5,8})$/i.exec(text.trim()) ?? [];
  return digits === undefined ? null : `KB${digits}`;
}

/**
 * One product for each name and architecture: whichever of its updates is installed has fixed it, and so has the lowest of their builds.
 * An update for .NET Framework 3.5 and 4.8 counts for both.
 */
export function msrcProducts(fixes: readonly MsrcFix[]): AffectedProduct[] {
  const named = fixes.flatMap((fix) => fix.product.keys.map((key) => ({ ...fix, key })));
  const groups = Map.groupBy(named, ({ key, product }) => [key, ...product.architectures].join('\n'));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [affectedProduct(first, group)] : [];
  });
}

function affectedProduct({ key, label, product }: MsrcFix & { readonly key: ProductKey }, group: readonly MsrcFix[]): AffectedProduct {
  const updates = [...new Set(group.flatMap(({ kb }) => kb ?? []))].toSorted();
  const build = lowest(group.flatMap((fix) => fix.build ?? []));
  return {
    keys: [key],
    label,
    vendor: 'Microsoft',
    scheme: 'windows',
    status: 'affected',
    ranges: build === null ? [] : [{ introduced: null, fixed: build, lastAffected: null }],
    versions: [],
    updates,
    architectures: product.architectures,
    remedy: updates.length === 0 ? null : updates.join(', '),
    isFixPlanned: true,
  };
}

/** All are of one release: the same build before the dot. */
const lowest = (builds: readonly string[]): string | null => builds.toSorted((a, b) => revisionOf(a) - revisionOf(b))[0] ?? null;
const revisionOf = (build: string): number => Number(build.split('.')[1]);
