import type { InstalledPackage } from '../../domain/facts.ts';

export const dpkgStatusFile = '/var/lib/dpkg/status';

/** Pure. Packages that are installed, from the text of dpkg's status file (deb822 paragraphs). */
export function parseDpkgStatus(text: string): InstalledPackage[] {
  return text.split(/\n\n+/).flatMap((paragraph) => {
    if (!/^Status: \S+ \S+ installed$/m.test(paragraph)) return [];
    const name = field(paragraph, 'Package');
    const version = field(paragraph, 'Version');
    return name && version ? [{ manager: 'dpkg' as const, name, version, arch: field(paragraph, 'Architecture') ?? '' }] : [];
  });
}

function field(paragraph: string, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1]?.trim();
}

/** Pure. Lines of `allRpmPackages`; imported public keys are no packages. */
export function parseRpmQuery(text: string): InstalledPackage[] {
  return text.split('\n').flatMap((line) => {
    const [name, epoch, version, release, arch] = line.split('\t');
    if (!name || !version || name === 'gpg-pubkey') return [];
    const full = `${epoch && epoch !== '0' ? `${epoch}:` : ''}${version}-${release ?? ''}`;
    return [{ manager: 'rpm' as const, name, version: full, arch: arch ?? '' }];
  });
}
