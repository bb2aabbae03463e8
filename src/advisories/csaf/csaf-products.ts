import type { AffectedProduct } from '../../domain/advisories/advisory.ts';
import { normalName, productKey } from '../../domain/advisories/product-key.ts';
import type { CsafProduct } from './product-tree.ts';
import { productOfCpe, productOfPurl } from './product-names.ts';
import { type StatedVersions, statedVersions } from './stated-versions.ts';

/** A product as statements about it share it, and the versions that it stands for. */
export interface NamedProduct {
  readonly base: Pick<AffectedProduct, 'keys' | 'label' | 'vendor' | 'scheme' | 'architectures'>;
  readonly stated: StatedVersions;
}

export function namedProduct(product: CsafProduct): NamedProduct {
  const { name, vendor, productName, version, architecture, cpe, purl, platformCpe } = product;
  const byCpe = productOfCpe(cpe ?? '');
  const byPurl = productOfPurl(purl ?? '', platformCpe);
  const known = productName ?? name;
  const startsWithVendor = vendor === null || normalName(known).startsWith(normalName(vendor));
  const programs = startsWithVendor ? [known] : [known, `${vendor} ${known}`];
  const written = version ?? byPurl.version ?? byCpe.version;
  // A package URL has the version alone, where the branch of a distribution has the whole file name.
  const stated = statedVersions((byPurl.scheme === 'rpm' || byPurl.scheme === 'dpkg' ? byPurl.version : null) ?? written ?? '*');
  return {
    base: {
      keys: [
        ...new Set([
          ...programs.map((program) => productKey({ space: 'program', release: '', name: program })),
          ...byCpe.keys,
          ...byPurl.keys,
        ]),
      ],
      label: labelOf(name, vendor),
      vendor,
      scheme: stated.scheme ?? byPurl.scheme ?? 'generic',
      architectures: architecturesOf(architecture),
    },
    stated,
  };
}

const labelOf = (name: string, vendor: string | null): string => {
  const label = vendor === null || normalName(name).includes(normalName(vendor)) ? name : `${vendor} ${name}`;
  return label.slice(0, 1_000);
};

const architectureNames: ReadonlyMap<string, AffectedProduct['architectures']> = new Map(
  Object.entries<AffectedProduct['architectures']>({
    x86_64: ['x64'],
    amd64: ['x64'],
    x64: ['x64'],
    i386: ['x86'],
    i686: ['x86'],
    x86: ['x86'],
    aarch64: ['arm64'],
    arm64: ['arm64'],
  }),
);

const architecturesOf = (name: string | null): AffectedProduct['architectures'] => architectureNames.get((name ?? '').toLowerCase()) ?? [];
