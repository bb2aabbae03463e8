import type { AffectedProduct, VersionRange } from '../../domain/advisories/advisory.ts';
import { productKey } from '../../domain/advisories/product-key.ts';
import { longestVersion } from '../../domain/versions/version-scheme.ts';
import { quoted } from '../problem-in-words.ts';
import { ecosystemProduct, packageName } from './ecosystem.ts';
import type { OsvAffected, OsvDocument } from './osv-document.ts';
import { rangesOfEvents } from './osv-ranges.ts';
import { plainWords } from '../plain-words.ts';

export type OsvProducts =
  | { readonly status: 'read'; readonly products: readonly AffectedProduct[] }
  | { readonly status: 'refused'; readonly reason: string };

/** What a document says of packages. Commits of repositories (GIT ranges) are nothing that a machine has installed and are left out. */
export function osvProducts({ affected }: Pick<OsvDocument, 'affected'>): OsvProducts {
  const products: AffectedProduct[] = [];
  for (const [index, entry] of (affected ?? []).entries()) {
    const product = productOf(entry);
    if (typeof product === 'string') return { status: 'refused', reason: `affected[${index}]: ${product} Nothing of it was imported.` };
    if (product) products.push(product);
  }
  return { status: 'read', products };
}

/** Null for what is about commits only; a reason for what is wrong. */
function productOf(affected: OsvAffected): AffectedProduct | string | null {
  const { package: named, ranges: stated = [], versions: listed = [] } = affected;
  const usable = stated.filter(({ type }) => type !== 'GIT');
  if (!named || (usable.length === 0 && listed.length === 0 && stated.length > 0)) return null;
  const { space, release, scheme, isDistribution } = ecosystemProduct(named.ecosystem);
  const ranges: VersionRange[] = [];
  for (const { events } of usable) {
    const drawn = rangesOfEvents(events);
    if (drawn === null) return 'The events of a range stand in no order that can be understood.';
    ranges.push(...drawn);
  }
  const versions = isDistribution && ranges.length > 0 ? [] : listed;
  const tooLong = [...versions, ...ranges.flatMap(boundsOf)].find((version) => version.length > longestVersion);
  if (tooLong !== undefined)
    return `The version ${quoted(tooLong)} has ${tooLong.length} characters; more than ${longestVersion} are not read.`;
  const urgency = affected.ecosystem_specific?.urgency;
  return {
    keys: [productKey({ space, release, name: packageName(space, named.name) })],
    label: plainWords(`${named.name} (${named.ecosystem})`),
    vendor: null,
    scheme: usable.some(({ type }) => type === 'SEMVER') ? 'semver' : scheme,
    status: 'affected',
    ranges,
    versions: [...new Set(versions)],
    updates: [],
    architectures: [],
    remedy: null,
    // Debian's word for a package whose release gets no fixes any more.
    isFixPlanned: urgency !== 'end-of-life',
  };
}

const boundsOf = ({ introduced, fixed, lastAffected }: VersionRange): string[] =>
  [introduced, fixed, lastAffected].filter((version) => version !== null);
