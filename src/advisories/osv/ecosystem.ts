import { normalName } from '../../domain/advisories/product-key.ts';
import type { VersionScheme } from '../../domain/versions/version-scheme.ts';

export interface EcosystemProduct {
  readonly space: string;
  readonly release: string;
  readonly scheme: VersionScheme;
  /** Distributions state whole ranges, and long lists of versions beside them that say the same. */
  readonly isDistribution: boolean;
}

const distribution = (space: string, scheme: VersionScheme, releaseOf: (suffix: string) => string) => ({ space, scheme, releaseOf });

const plain = (suffix: string): string => suffix;

// Maps, not objects: `constructor` is no ecosystem.
const distributions: ReadonlyMap<string, ReturnType<typeof distribution>> = new Map(
  Object.entries({
    debian: distribution('debian', 'dpkg', plain),
    ubuntu: distribution('ubuntu', 'dpkg', ubuntuRelease),
    alpine: distribution('alpine', 'apk', (suffix) => suffix.replace(/^v(?=\d)/, '')),
    'rocky linux': distribution('rpm/rocky', 'rpm', plain),
    almalinux: distribution('rpm/almalinux', 'rpm', plain),
    'red hat': distribution('rpm/redhat', 'rpm', redHatRelease),
    suse: distribution('rpm/suse', 'rpm', suseRelease),
    opensuse: distribution('rpm/opensuse', 'rpm', (suffix) => suffix.replace(/^leap\s+/, '')),
    fedora: distribution('rpm/fedora', 'rpm', plain),
    'oracle linux': distribution('rpm/oracle', 'rpm', plain),
    'amazon linux': distribution('rpm/amazon', 'rpm', plain),
    mageia: distribution('rpm/mageia', 'rpm', plain),
    openeuler: distribution('rpm/openeuler', 'rpm', plain),
    'photon os': distribution('rpm/photon', 'rpm', plain),
    'azure linux': distribution('rpm/azurelinux', 'rpm', plain),
    wolfi: distribution('wolfi', 'apk', plain),
    chainguard: distribution('chainguard', 'apk', plain),
  }),
);

const schemes: ReadonlyMap<string, VersionScheme> = new Map(
  Object.entries<VersionScheme>({
    pypi: 'pep440',
    npm: 'semver',
    'crates.io': 'semver',
    go: 'semver',
    hex: 'semver',
    pub: 'semver',
    swifturl: 'semver',
    maven: 'maven',
  }),
);

/** What an ecosystem of OSV, such as `Ubuntu:22.04:LTS`, is among product keys, and how its versions are ordered. */
export function ecosystemProduct(ecosystem: string): EcosystemProduct {
  const colon = ecosystem.indexOf(':');
  const name = normalName(colon === -1 ? ecosystem : ecosystem.slice(0, colon));
  const suffix = colon === -1 ? '' : normalName(ecosystem.slice(colon + 1));
  const known = distributions.get(name);
  if (known) return { space: known.space, release: known.releaseOf(suffix), scheme: known.scheme, isDistribution: true };
  return { space: name, release: suffix, scheme: schemes.get(name) ?? 'generic', isDistribution: false };
}

/** `22.04:lts` and `pro:16.04:lts` are about the same packages; those of FIPS and realtime kernels are others of the same name. */
function ubuntuRelease(suffix: string): string {
  const [, release] = /^(?:pro:)?(\d{2}\.\d{2})(?::lts)?$/.exec(suffix) ?? [];
  return release ?? suffix;
}

/** `enterprise_linux:9::baseos` is 9. Extended streams have fixed versions of their own and keep their name. */
function redHatRelease(suffix: string): string {
  const [, major] = /^enterprise_linux:(\d+)(?:\.\d+)?(?::|$)/.exec(suffix) ?? [];
  return major ?? suffix;
}

/** `linux enterprise server 15 sp5`, and every module for it, is 15.5. */
function suseRelease(suffix: string): string {
  const [, major, pack] = /^linux enterprise .*?(\d+)(?:[ -]sp(\d+))?(?:-[a-z]+)*$/.exec(suffix) ?? [];
  if (major === undefined) return suffix;
  return pack === undefined ? major : `${major}.${pack}`;
}

/** PyPI compares names without regard to `-`, `_` and `.` (PEP 503). */
export const packageName = (space: string, name: string): string => (space === 'pypi' ? name.replaceAll(/[-_.]+/g, '-') : name);
