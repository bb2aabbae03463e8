import { PackageURL } from 'packageurl-js';
import { type ProductKey, productKey } from '../../domain/advisories/product-key.ts';
import type { VersionScheme } from '../../domain/versions/version-scheme.ts';
import { packageName } from '../osv/ecosystem.ts';

/** What an identifier says of a product beside its name. */
export interface IdentifiedProduct {
  readonly keys: readonly ProductKey[];
  readonly version: string | null;
  readonly scheme: VersionScheme | null;
}

const nothing: IdentifiedProduct = { keys: [], version: null, scheme: null };

/** A CPE 2.2 URI or 2.3 string: `cpe||a:vendor:product`. */
export function productOfCpe(cpe: string): IdentifiedProduct {
  const [, part = '', vendor, product, version = ''] = /^cpe:(?:2\.3:|\/)([aho]):([^:]+):([^:]+)(?::([^:]*))?/i.exec(cpe) ?? [];
  if (vendor === undefined || product === undefined) return nothing;
  const name = `${part}:${unescaped(vendor)}:${unescaped(product)}`;
  return { keys: [productKey({ space: 'cpe', release: '', name })], version: /\d/.test(version) ? unescaped(version) : null, scheme: null };
}

/** CPE 2.3 escapes with a backslash, 2.2 in per cent. */
const unescaped = (text: string): string => percentDecoded(text.replaceAll(/\\(.)/g, '$1'));

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Ecosystem {
  readonly scheme: VersionScheme;
  /** The space of product keys that names packages of this type alike. */
  readonly space?: string;
}

const ecosystems: ReadonlyMap<string, Ecosystem> = new Map(
  Object.entries<Ecosystem>({
    deb: { scheme: 'dpkg' },
    rpm: { scheme: 'rpm' },
    apk: { scheme: 'apk' },
    pypi: { scheme: 'pep440', space: 'pypi' },
    npm: { scheme: 'semver', space: 'npm' },
    cargo: { scheme: 'semver', space: 'crates.io' },
    golang: { scheme: 'semver', space: 'go' },
    maven: { scheme: 'maven', space: 'maven' },
    nuget: { scheme: 'generic', space: 'nuget' },
  }),
);

const rpmSpaces: ReadonlyMap<string, string> = new Map(
  Object.entries({
    redhat: 'rpm/redhat',
    suse: 'rpm/suse',
    opensuse: 'rpm/opensuse',
    rocky: 'rpm/rocky',
    almalinux: 'rpm/almalinux',
    fedora: 'rpm/fedora',
  }),
);

/** A package URL, and the package in its own ecosystem; `platformCpe` names the release of a distribution where the URL does not. */
export function productOfPurl(purl: string, platformCpe: string | null): IdentifiedProduct {
  const parsed = parsePurl(purl);
  if (!parsed) return nothing;
  const { type, namespace, name, version, qualifiers } = parsed;
  const ecosystem = ecosystems.get(type);
  const keys = [productKey({ space: 'purl', release: '', name: `pkg:${[type, namespace, name].filter(Boolean).join('/')}` })];
  const full = namespace ? `${namespace}${type === 'maven' ? ':' : '/'}${name}` : name;
  if (ecosystem?.space) keys.push(productKey({ space: ecosystem.space, release: '', name: packageName(ecosystem.space, full) }));
  const release = /\d+(?:\.\d+)?$/.exec(qualifiers?.distro ?? '')?.[0] ?? releaseOfCpe(platformCpe);
  const space =
    type === 'rpm'
      ? rpmSpaces.get(namespace ?? '')
      : type === 'deb' && qualifiers?.arch === 'source'
        ? (namespace ?? undefined)
        : undefined;
  if (space !== undefined && release !== null) keys.push(productKey({ space, release, name }));
  const epoch = type === 'rpm' && /^\d+$/.test(qualifiers?.epoch ?? '') ? `${qualifiers?.epoch}:` : '';
  return { keys, version: version ? `${epoch}${version}` : null, scheme: ecosystem?.scheme ?? null };
}

function parsePurl(purl: string): PackageURL | null {
  try {
    return PackageURL.fromString(purl);
  } catch {
    return null;
  }
}

/** `cpe:/o:redhat:enterprise_linux:9::baseos` is release 9; extended streams have versions of their own and none is told. */
function releaseOfCpe(cpe: string | null): string | null {
  return /^cpe:(?:2\.3:|\/)o:redhat:enterprise_linux:(\d+)/i.exec(cpe ?? '')?.[1] ?? null;
}
