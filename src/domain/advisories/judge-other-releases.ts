import type { Advisory, AffectedProduct } from './advisory.ts';
import type { ExposureStatus, ExposureUnknown } from './exposure.ts';
import type { Candidate, MatchTarget } from './match-target.ts';
import { familyOf } from './product-key.ts';

export interface Judged {
  readonly candidate: Candidate;
  readonly product: AffectedProduct;
  readonly status: ExposureStatus;
  readonly reason?: ExposureUnknown;
  readonly fixed: string | null;
}

/**
 * What an advisory means that names only other releases of something installed. `end-of-life` for what gets no advisories any more: nobody
 * looked whether it is affected, and no fix will come. Unknown where its source never speaks of this release: nobody looked either. Else
 * nothing: that it is left out means what it says.
 */
export function judgeOtherReleases(advisory: Advisory, target: MatchTarget): Judged[] {
  if (target.endedByFamily.size + target.uncoveredByFamily.size === 0) return [];
  const isUncovered = target.gaps.has(advisory.format);
  return advisory.products.flatMap((product) => {
    if (product.status === 'not-affected') return [];
    return [...new Set(product.keys.map(familyOf))].flatMap((family): Judged[] => {
      const ended = (target.endedByFamily.get(family) ?? []).filter(({ endedOn }) => !wasLookedAfter(advisory, endedOn));
      const uncovered = isUncovered ? (target.uncoveredByFamily.get(family) ?? []) : [];
      return [
        ...ended.map((candidate): Judged => ({ candidate, ...ofItself(product, candidate), status: 'end-of-life' })),
        ...uncovered.map(
          (candidate): Judged => ({ candidate, ...ofItself(product, candidate), status: 'unknown', reason: 'release-not-covered' }),
        ),
      ];
    });
  });
}

/** Its vendor left it out while it still fixed it. */
function wasLookedAfter({ format, publishedAt }: Advisory, endedOn: string | null): boolean {
  const isOfVendor = format === 'msrc-builds' || format === 'msrc-kb';
  return isOfVendor && publishedAt !== null && endedOn !== null && publishedAt.slice(0, 10) <= endedOn;
}

/** What the machine has is told, not which other release the document begins with; and what fixes others is no fix for it. */
const ofItself = (product: AffectedProduct, { item }: Candidate): Pick<Judged, 'product' | 'fixed'> => ({
  product: { ...product, label: item, updates: [], remedy: null },
  fixed: null,
});
