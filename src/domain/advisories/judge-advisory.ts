import type { Advisory, AffectedProduct } from './advisory.ts';
import { type Exposure, type ExposureEvidence, type ExposureStatus, type ExposureUnknown, worstExposure } from './exposure.ts';
import { judgeProduct } from './judge-product.ts';
import type { Candidate, MatchTarget } from './match-target.ts';
import { familyOf, type ProductKey, productKeyParts } from './product-key.ts';

/**
 * What an advisory means for one inventory: pure, and the same on an endpoint and at the collector. A withdrawn advisory decides nothing
 * and is not to be given here.
 */
export function judgeAdvisory(advisory: Advisory, target: MatchTarget): Exposure {
  const judged = advisory.products.flatMap((product) => judgeCandidates(product, target));
  const found = judged.length > 0 ? perCandidate(judged) : ofEnded(advisory, target);
  const exposure = { advisory: advisory.id, format: advisory.format, cves: advisory.cves };
  if (found.length === 0) return { ...exposure, ...judgeAbsence(advisory, target), evidence: [] };
  const status = worstExposure(found.map((one) => one.status));
  if (status === 'fixed' || status === 'not-affected') {
    // What was found is well; of what could not be looked for, nobody knows.
    const looked = new Set(judged.map(({ product }) => product));
    const products = advisory.products.filter((product) => !looked.has(product));
    const absence = products.length > 0 ? judgeAbsence({ ...advisory, products }, target) : null;
    if (absence?.status === 'unknown') return { ...exposure, ...absence, evidence: [] };
  }
  const deciding = found.filter((one) => one.status === status);
  const reason = deciding.find((one) => one.reason !== undefined)?.reason;
  return { ...exposure, status, ...(reason && { reason }), evidence: deciding.map(evidenceOf) };
}

interface Judged {
  readonly candidate: Candidate;
  readonly product: AffectedProduct;
  readonly status: ExposureStatus;
  readonly reason?: ExposureUnknown;
  readonly fixed: string | null;
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

/**
 * An advisory about other releases of something that gets no advisories any more: nobody looked whether it is affected, and no fix will
 * come. Where the vendor itself still looked after it when the advisory appeared, its absence means what it says.
 */
function ofEnded(advisory: Advisory, { endedByFamily }: MatchTarget): Judged[] {
  if (endedByFamily.size === 0) return [];
  const isOfVendor = advisory.format === 'msrc-builds' || advisory.format === 'msrc-kb';
  return advisory.products
    .flatMap((product) =>
      product.status === 'not-affected'
        ? []
        : [...new Set(product.keys.map(familyOf))].flatMap((family) =>
            (endedByFamily.get(family) ?? [])
              .filter(
                ({ endedOn }) =>
                  !(isOfVendor && advisory.publishedAt !== null && endedOn !== null && advisory.publishedAt.slice(0, 10) <= endedOn),
              )
              .map((candidate): Judged => ({ candidate, product: { ...product, ...noFix }, status: 'end-of-life', fixed: null })),
          ),
    )
    .slice(0, 1);
}

/** What fixes other releases is no fix for one that is out of support. */
const noFix = { updates: [], remedy: null } as const;

function judgeAbsence(advisory: Advisory, target: MatchTarget): Pick<Exposure, 'status' | 'reason'> {
  if (advisory.products.length === 0) return { status: 'unknown', reason: 'no-advisory' };
  const concerning = advisory.products
    .filter((product) => product.status !== 'not-affected')
    .flatMap((product) => product.keys)
    .filter((key) => couldConcern(key, target));
  if (concerning.length === 0) return { status: 'not-affected' };
  if (concerning.some((key) => isOfSystem(key)) && target.systemKey === null) return { status: 'unknown', reason: 'system-unknown' };
  const needsSoftware = concerning.some((key) => !key.startsWith('windows|'));
  return needsSoftware && !target.hasSoftware ? { status: 'unknown', reason: 'inventory-missing' } : { status: 'not-affected' };
}

const linuxSpace = /^(debian|ubuntu|alpine|rpm\/[^|]*)\|/;
const isOfSystem = (key: ProductKey): boolean => key.startsWith('windows|') || linuxSpace.test(key);

/** Whether software by that name can be on this kind of system at all. */
function couldConcern(key: ProductKey, { system, systemKey }: MatchTarget): boolean {
  if (key.startsWith('windows|') || key.startsWith('microsoft|')) return system.family === 'windows';
  if (!linuxSpace.test(key)) return true;
  if (system.family !== 'linux') return false;
  if (systemKey === null) return true;
  const [own, other] = [productKeyParts(systemKey), productKeyParts(key)];
  return own.space === other.space && (other.release === '' || own.release === other.release);
}

const evidenceOf = ({ candidate, product, fixed }: Judged): ExposureEvidence => ({
  item: candidate.item,
  installed: candidate.installed,
  fixed,
  updates: product.updates,
  product: product.label,
  remedy: product.remedy,
});
