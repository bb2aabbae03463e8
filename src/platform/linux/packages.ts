import type { SoftwareItem } from '../../domain/inventory/inventory.ts';

export const dpkgStatusFile = '/var/lib/dpkg/status';

/**
 * Pure. Packages whose files are on the machine, half-configured ones too, from the text of dpkg's status file (deb822 paragraphs).
 * The source has a version of its own where the field names one: a package that was only built again keeps its source's.
 */
export function parseDpkgStatus(text: string): SoftwareItem[] {
  return text.split(/\n\n+/).flatMap((paragraph) => {
    const state = /^Status: \S+ \S+ (\S+)$/m.exec(paragraph)?.[1];
    if (state === undefined || state === 'config-files' || state === 'not-installed') return [];
    const name = field(paragraph, 'Package');
    const version = field(paragraph, 'Version');
    if (!name || !version) return [];
    const source = sourceOf(field(paragraph, 'Source') ?? name, version);
    const isItself = source.name === name && source.version === version;
    return [{ manager: 'dpkg' as const, name, version, arch: field(paragraph, 'Architecture') ?? '', ...(isItself ? {} : { source }) }];
  });
}

function field(paragraph: string, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1]?.trim();
}

/** `Source: glibc` or `Source: bash (5.2.15-2)`. */
function sourceOf(text: string, version: string): { name: string; version: string } {
  const [, name = text, own] = /^(\S+)(?:\s+\(([^()]+)\))?$/.exec(text) ?? [];
  return { name, version: own ?? version };
}

/** Pure. Lines of `allRpmPackages`; imported public keys are no packages. Versions are `epoch:version-release`, an epoch of 0 left out. */
export function parseRpmQuery(text: string): SoftwareItem[] {
  return text.split('\n').flatMap((line) => {
    const [name, epoch, version, release, arch] = line.split('\t');
    if (!name || !version || name === 'gpg-pubkey') return [];
    const full = `${epoch && epoch !== '0' ? `${epoch}:` : ''}${version}-${release ?? ''}`;
    return [{ manager: 'rpm' as const, name, version: full, arch: arch ?? '' }];
  });
}

/** Pure. apk's list of installed packages: paragraphs of one-letter fields, `o` the package that it was built from. */
export function parseApkInstalled(text: string): SoftwareItem[] {
  return text.split(/\n\n+/).flatMap((paragraph) => {
    const fields = new Map([...paragraph.matchAll(/^([A-Za-z]):(.*)$/gm)].map(([, letter = '', value = '']) => [letter, value.trim()]));
    const name = fields.get('P');
    const version = fields.get('V');
    if (!name || !version) return [];
    const origin = fields.get('o');
    const source = origin && origin !== name ? { source: { name: origin, version } } : {};
    return [{ manager: 'apk' as const, name, version, arch: fields.get('A') ?? '', ...source }];
  });
}
