import { type ProductKey, productKey } from '../advisories/product-key.ts';
import type { SystemIdentity } from './inventory.ts';
import { releaseNameOf, windowsReleasesOf } from './windows-builds.ts';

/**
 * What advisories call the system: `windows|10-22h2|windows`, `debian|12|`. Null where no advisory can be about it: an unknown
 * distribution, a Windows 10 or 11 whose version cannot be told. What is not told apart is not a reason to call it unaffected.
 */
export function systemKeyOf(system: SystemIdentity): ProductKey | null {
  if (system.family === 'windows') return windowsKey(system);
  return system.family === 'linux' ? linuxKey(system) : null;
}

function windowsKey(system: SystemIdentity): ProductKey | null {
  const release = releaseNameOf(system.product, system.version ?? versionOfBuild(system));
  return release === null ? null : productKey({ space: 'windows', release, name: 'windows' });
}

const versionOfBuild = ({ product, build }: SystemIdentity): string | null =>
  build === null ? null : (windowsReleasesOf(build).find((release) => release.product === product)?.version ?? null);

/** Distributions as they name themselves in os-release, with the part of their version that advisories go by. */
const distributions: readonly { readonly product: RegExp; readonly space: string; readonly release: RegExp }[] = [
  { product: /^Debian(?: GNU\/Linux)?$/i, space: 'debian', release: /^\d+/ },
  { product: /^Ubuntu$/i, space: 'ubuntu', release: /^\d+\.\d+/ },
  { product: /^Alpine(?: Linux)?$/i, space: 'alpine', release: /^\d+\.\d+/ },
  { product: /^Rocky(?: Linux)?$/i, space: 'rpm/rocky', release: /^\d+/ },
  { product: /^AlmaLinux(?: OS)?$/i, space: 'rpm/almalinux', release: /^\d+/ },
  { product: /^(?:Red Hat Enterprise Linux(?: \w+)?|RHEL)$/i, space: 'rpm/redhat', release: /^\d+/ },
  { product: /^Oracle Linux(?: Server)?$/i, space: 'rpm/oracle', release: /^\d+/ },
  { product: /^Amazon Linux$/i, space: 'rpm/amazon', release: /^\d+/ },
  { product: /^Mageia$/i, space: 'rpm/mageia', release: /^\d+/ },
  { product: /^Fedora(?: Linux)?$/i, space: 'rpm/fedora', release: /^\d+/ },
  { product: /^openSUSE Leap$/i, space: 'rpm/opensuse', release: /^\d+\.\d+/ },
  { product: /^(?:SLES|SLED|SUSE Linux Enterprise(?: \w+)?)$/i, space: 'rpm/suse', release: /^\d+(?:\.\d+)?/ },
];

function linuxKey({ product, version }: SystemIdentity): ProductKey | null {
  const distribution = distributions.find((candidate) => candidate.product.test(product));
  const release = distribution?.release.exec(version ?? '')?.[0];
  return distribution && release !== undefined ? productKey({ space: distribution.space, release, name: '' }) : null;
}
