import type { AffectedProduct, VersionRange } from '../../domain/advisories/advisory.ts';
import type { VersionScheme } from '../../domain/versions/version-scheme.ts';
import { versionKey } from '../../domain/versions/version-key.ts';

/** A span of order-preserving keys, from `low` up to, without, `high`. */
export interface KeySpan {
  readonly low: Uint8Array;
  readonly high: Uint8Array;
}

const first = new Uint8Array(0);
/** Above every key: those begin with 1. */
const last = Uint8Array.of(2);
const everything: KeySpan = { low: first, high: last };
const nothing: KeySpan = { low: first, high: first };

/** Where a version stands among the keys of its scheme; null for what is none. */
export function placeKey(scheme: VersionScheme, version: string): Uint8Array | null {
  const key = versionKey(scheme, version);
  if (key === null) return null;
  const placed = new Uint8Array(key.length + 1);
  placed[0] = 1;
  placed.set(key, 1);
  return placed;
}

/** The smallest key above this one. */
function after(key: Uint8Array): Uint8Array {
  const next = new Uint8Array(key.length + 1);
  next.set(key);
  return next;
}

/** Spans outside of which a version is certainly not affected. What versions do not decide is one span over everything. */
export function spansOf(product: AffectedProduct): readonly KeySpan[] {
  const { scheme, ranges, versions, status, updates } = product;
  // Where a bound cannot be read, it is not known either which versions are not affected.
  if (status === 'not-affected') return [nothing];
  if (status === 'under-investigation' || updates.length > 0 || ranges.length + versions.length === 0) return [everything];
  return [...ranges.map((range) => spanOf(scheme, range)), ...versions.map((version) => spanOfOne(scheme, version))];
}

function spanOf(scheme: VersionScheme, { introduced, isAfter, fixed, lastAffected }: VersionRange): KeySpan {
  const [from, until, to] = [introduced, fixed, lastAffected].map((version) => (version === null ? undefined : placeKey(scheme, version)));
  if (from === null || until === null || to === null) return everything;
  const ends = [...(until ? [until] : []), ...(to ? [after(to)] : []), last];
  return { low: from ? (isAfter ? after(from) : from) : first, high: ends.reduce(lower) };
}

function spanOfOne(scheme: VersionScheme, version: string): KeySpan {
  const key = placeKey(scheme, version);
  return key ? { low: key, high: after(key) } : everything;
}

const lower = (a: Uint8Array, b: Uint8Array): Uint8Array => (Buffer.compare(a, b) <= 0 ? a : b);
