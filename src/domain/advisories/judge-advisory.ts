import type { Advisory, AffectedProduct } from './advisory.ts';
import { type Exposure, type ExposureEvidence, worstExposure } from './exposure.ts';
import { judgeAbsence } from './judge-absence.ts';
import { type Judged, judgeOtherReleases } from './judge-other-releases.ts';
import { judgeProduct } from './judge-product.ts';
import type { Candidate, MatchTarget } from './match-target.ts';

/**
 * What an advisory means for one inventory: pure, and the same on an endpoint and at the collector. A withdrawn advisory decides nothing
 * and is not to be given here.
 */
export function judgeAdvisory(advisory: Advisory, target: MatchTarget): Exposure {
  const judged = advisory.products.flatMap((product) => judgeCandidates(product, target));
  const found = perCandidate(judged.length > 0 ? judged : judgeOtherReleases(advisory, target));
  const exposure = { advisory: advisory.id, format: advisory.format, cves: advisory.cves };
  if (found.length === 0) return { ...exposure, ...judgeAbsence(advisory, target) };
  const status = worstExposure(found.map((one) => one.status));
  if (status === 'fixed' || status === 'not-affected') {
    // What was found is well; of what could not be looked for, nobody knows.
    const looked = new Set(judged.map(({ product }) => product));
    const rest = { ...advisory, products: advisory.products.filter((product) => !looked.has(product)) };
    const doubts = judgeOtherReleases(rest, target).filter((one) => one.status === 'unknown');
    if (doubts.length > 0) return { ...exposure, ...told(perCandidate(doubts), 'unknown') };
    const absence = rest.products.length > 0 ? judgeAbsence(rest, target) : null;
    if (absence?.status === 'unknown') return { ...exposure, ...absence };
  }
  return { ...exposure, ...told(found, status) };
}

function told(found: readonly Judged[], status: Exposure['status']): Pick<Exposure, 'status' | 'reason' | 'evidence'> {
  const deciding = found.filter((one) => one.status === status);
  const reason = deciding.find((one) => one.reason !== undefined)?.reason;
  return { status, ...(reason && { reason }), evidence: deciding.map(evidenceOf) };
}

function judgeCandidates(product: AffectedProduct, target: MatchTarget): Judged[] {
  const candidates = new Set(product.keys.flatMap((key) => target.byKey.get(key) ?? []));
  return [...candidates].flatMap((candidate) => {
    const judgement = judgeProduct(product, candidate, target);
    return judgement ? [{ candidate, product, ...judgement }] : [];
  });
}

/** Statements about one candidate add up: in any affected range it is affected, behind one it is fixed, and else it is not affected. */
function perCandidate(judged: readonly Judged[]): Judged[] {
  const groups = new Map<Candidate, Judged[]>();
  for (const one of judged) groups.set(one.candidate, [...(groups.get(one.candidate) ?? []), one]);
  return [...groups.values()].flatMap((group) => {
    const status = worstExposure(group.map((one) => one.status));
    const deciding = group.find((one) => one.status === status);
    return deciding ? [deciding] : [];
  });
}

const evidenceOf = ({ candidate, product, fixed }: Judged): ExposureEvidence => ({
  item: candidate.item,
  installed: candidate.installed,
  fixed,
  updates: product.updates,
  product: product.label,
  remedy: product.remedy,
});
