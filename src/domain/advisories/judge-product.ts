import { compareKeys } from '../versions/compare-versions.ts';
import { versionKey } from '../versions/version-key.ts';
import type { VersionScheme } from '../versions/version-scheme.ts';
import type { AffectedProduct, VersionRange } from './advisory.ts';
import type { ExposureStatus, ExposureUnknown } from './exposure.ts';
import type { Candidate, MatchTarget } from './match-target.ts';
import { updateNumber } from './update-order.ts';

export interface ProductJudgement {
  readonly status: ExposureStatus;
  readonly reason?: ExposureUnknown;
  /** The version that fixes it, where one is named. */
  readonly fixed: string | null;
}

/** What a document's statement about one product means for one candidate that has a name of it; null where it is not about that. */
export function judgeProduct(product: AffectedProduct, candidate: Candidate, target: MatchTarget): ProductJudgement | null {
  const { arch } = target.system;
  if (product.architectures.length > 0 && arch !== null && !product.architectures.includes(arch)) return null;
  const vendors = vendorsAgree(product.vendor, candidate.vendor);
  const isNamed = product.keys.some((key) => candidate.keys.includes(key) && !/^(program|cpe)\|/.test(key));
  if (!isNamed && vendors === false) return null;
  const judged = judgeVersion(product, candidate, target);
  if (judged.status !== 'affected' || isNamed) return judged;
  if (candidate.isDistributed) return { status: 'unknown', reason: 'distribution-version', fixed: judged.fixed };
  return vendors === null && isUsualName(product) ? { status: 'unknown', reason: 'vendor-unsure', fixed: judged.fixed } : judged;
}

function judgeVersion(product: AffectedProduct, candidate: Candidate, target: MatchTarget): ProductJudgement {
  const { ranges, versions, updates, status } = product;
  const isEvery = ranges.length + versions.length === 0;
  // It says nothing against any version; another statement may.
  if (status === 'not-affected') return { status, fixed: null };
  if (status === 'under-investigation') return { status: 'unknown', reason: 'under-investigation', fixed: null };
  const { installed } = candidate;
  if (isEvery && updates.length === 0) return bound(product, candidate, null);
  if (isEvery || installed === null) {
    if (updates.length > 0) return judgeUpdates(product, candidate, target);
    return { status: 'unknown', reason: 'version-missing', fixed: fixOf(ranges) };
  }
  const key = versionKey(product.scheme, installed);
  const isNamed = versions.some((version) => version === installed || order(key, version, product.scheme) === 0);
  if (isNamed && !candidate.isLowerBound) return bound(product, candidate, fixOf(ranges));
  const places = ranges.map((range) => ({ range, place: placeOf(key, range, product) }));
  if (candidate.isLowerBound) {
    if (places.some(({ range, place }) => place === 'inside' && isEndless(range))) return bound(product, candidate, null);
    const isAhead = versions.some((version) => order(key, version, product.scheme) !== 1);
    if (isAhead || places.some(({ place }) => place === 'before' || place === 'inside')) return judgeUpdates(product, candidate, target);
  }
  const inside = places.find(({ place }) => place === 'inside');
  if (inside) return bound(product, candidate, inside.range.fixed);
  if (places.some(({ place }) => place === 'unreadable'))
    return updates.length > 0
      ? judgeUpdates(product, candidate, target)
      : { status: 'unknown', reason: 'version-unreadable', fixed: fixOf(ranges) };
  const behind = places.find(({ place }) => place === 'behind');
  if (behind) return { status: 'fixed', fixed: behind.range.fixed };
  return { status: 'not-affected', fixed: null };
}

/** A candidate that the statement is about. */
function bound({ isFixPlanned, updates }: AffectedProduct, { endedOn }: Candidate, fixed: string | null): ProductJudgement {
  const hasFix = fixed !== null || updates.length > 0;
  return { status: !hasFix && (endedOn !== null || !isFixPlanned) ? 'end-of-life' : 'affected', fixed };
}

function judgeUpdates(
  product: AffectedProduct,
  candidate: Candidate,
  { systemKey, updates, missing, areUpdatesPartial, newestUnknownUpdate }: MatchTarget,
): ProductJudgement {
  const fixed = fixOf(product.ranges);
  if (updates === null) return { status: 'unknown', reason: 'updates-missing', fixed };
  if (product.updates.some((kb) => updates.has(kb))) return { status: 'fixed', fixed };
  const isOvertaken = product.updates.some((kb) => updateNumber(kb) < newestUnknownUpdate);
  if (isOvertaken) return { status: 'unknown', reason: 'updates-newer-than-data', fixed };
  if (areUpdatesPartial) return { status: 'unknown', reason: 'updates-missing', fixed };
  const isOfSystem = systemKey !== null && candidate.keys.includes(systemKey);
  const isMissing = !isOfSystem || missing === null || product.updates.every((kb) => missing.has(kb));
  return isMissing ? bound(product, candidate, fixed) : { status: 'unknown', reason: 'update-not-placed', fixed };
}

/** Null where one of them is no version of the scheme. */
function order(installed: Uint8Array | null, version: string, scheme: VersionScheme): -1 | 0 | 1 | null {
  const key = installed && versionKey(scheme, version);
  return installed && key && compareKeys(installed, key);
}

/** Before a range, in it, behind its end, or not to be told. */
function placeOf(
  installed: Uint8Array | null,
  { introduced, isAfter, fixed, lastAffected }: VersionRange,
  { scheme }: AffectedProduct,
): 'before' | 'inside' | 'behind' | 'unreadable' {
  const fromStart = introduced === null ? 1 : order(installed, introduced, scheme);
  const fromFixed = fixed === null ? -1 : order(installed, fixed, scheme);
  const fromLast = lastAffected === null ? -1 : order(installed, lastAffected, scheme);
  if (fromStart === null || fromFixed === null || fromLast === null) return 'unreadable';
  if (fromStart < 0 || (fromStart === 0 && isAfter === true)) return 'before';
  return fromFixed >= 0 || fromLast > 0 ? 'behind' : 'inside';
}

const isEndless = ({ fixed, lastAffected }: VersionRange): boolean => fixed === null && lastAffected === null;

/** The fix of the last range: what somebody who updates will get. */
const fixOf = (ranges: readonly VersionRange[]): string | null => ranges.findLast(({ fixed }) => fixed !== null)?.fixed ?? null;

const legalForms = new Set([
  'inc',
  'llc',
  'ltd',
  'gmbh',
  'corp',
  'corporation',
  'company',
  'co',
  'ag',
  'sa',
  'bv',
  'the',
  'of',
  'and',
  'foundation',
]);
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.filter((word) => !legalForms.has(word)) ?? [];

/** Null where one side names none. Publishers are written in many ways: one word in common is enough. */
function vendorsAgree(one: string | null, other: string | null): boolean | null {
  if (one === null || other === null) return null;
  const words = wordsOf(one);
  return wordsOf(other).some((word) => words.includes(word));
}

/** A single short word may be the name of many programs. */
const isUsualName = ({ keys }: AffectedProduct): boolean =>
  keys.every((key) => !key.startsWith('cpe|') && !key.slice(key.lastIndexOf('|')).includes(' '));
