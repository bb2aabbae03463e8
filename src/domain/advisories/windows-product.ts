import { type ProductKey, productKey } from './product-key.ts';

export interface WindowsProduct {
  readonly key: ProductKey;
  /** All names of the product, the key first: an update for .NET Framework 4.6.2/4.7 is about both. */
  readonly keys: readonly ProductKey[];
  /** Of the Windows that it is about; empty for all. */
  readonly architectures: readonly ('x64' | 'x86' | 'arm64')[];
}

/** A product as Microsoft's Security Response Center names it: `Windows 10 Version 22H2 for x64-based Systems`. */
export function windowsProductOf(text: string): WindowsProduct {
  const named = text.slice(0, 500).normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  const architectures = architecturesOf(named);
  const release = windowsReleaseOf(named);
  if (release !== null) return product([productKey({ space: 'windows', release, name: 'windows' })], architectures);
  const [, part, system] = /^(.+?) (?:(?:when )?installed )?on ((?:microsoft )?windows .+)$/i.exec(named) ?? [];
  if (part !== undefined && system !== undefined && windowsReleaseOf(system) !== null) return product(microsoftKeys(part), architectures);
  // `Office 2019 for 32-bit editions` is about the program, which runs on 64-bit Windows too.
  return product(microsoftKeys(named), []);
}

function product(keys: readonly ProductKey[], architectures: WindowsProduct['architectures']): WindowsProduct {
  return { key: keys[0] ?? '', keys, architectures };
}

function architecturesOf(text: string): WindowsProduct['architectures'] {
  if (/\barm64\b/i.test(text)) return ['arm64'];
  if (/\bx64\b|\b64-bit systems/i.test(text)) return ['x64'];
  return /\b32-bit systems|\bx86\b/i.test(text) ? ['x86'] : [];
}

/** `10-22h2`, `server-2008-r2-sp1`, `7-sp1`; null for what is no Windows, or one that is not told apart. */
function windowsReleaseOf(text: string): string | null {
  const [, rest] = /^(?:microsoft )?windows (.+)$/i.exec(text) ?? [];
  if (rest === undefined) return null;
  const [, pack] = /\bservice pack (\d)\b/i.exec(rest) ?? [];
  const itanium = /\bitanium/i.test(rest) ? '-itanium' : '';
  const said = rest
    .replaceAll(/\((?:server core installation|hotpatch|desktop experience)\)/gi, '')
    .replaceAll(/\bfor (?:x64|arm64|itanium|x86|32-bit|64-bit)(?:-based)? systems?\b/gi, '')
    .replaceAll(/\bservice pack \d\b|\bdatacenter: azure edition\b|\bedition\b/gi, '')
    .replaceAll(/[\s,]+/g, ' ')
    .trim()
    .toLowerCase();
  const release = clientRelease(said) ?? serverRelease(said);
  if (release === null) return null;
  return `${release}${pack !== undefined && !/^(?:10|11)-/.test(release) ? `-sp${pack}` : ''}${itanium}`;
}

function clientRelease(said: string): string | null {
  const [, generation, version] = /^(10|11)(?: version (\d{4}|\d\dh\d))?$/.exec(said) ?? [];
  if (generation !== undefined) return `${generation}-${version ?? (generation === '10' ? '1507' : '21h2')}`;
  return /^(?:7|8|8\.1|vista|xp|rt|rt 8\.1)$/.test(said) ? said.replace(' ', '-') : null;
}

function serverRelease(said: string): string | null {
  const [, year, second, half] = /^server (\d{4})( r2)?(?: (\d\dh\d))?$/.exec(said) ?? [];
  // `Windows Server 2022, 23H2 Edition` is the release 23H2.
  if (half !== undefined) return `server-${half}`;
  if (year !== undefined) return `server-${year}${second ? '-r2' : ''}`;
  const [, version] = /^server version (\d{4}|\d\dh\d)$/.exec(said) ?? [];
  return version === undefined ? null : `server-${version}`;
}

/** Release year or version apart from the name: `Microsoft Office 2019 for 32-bit editions` is `microsoft|2019|office`. */
function microsoftKeys(text: string): ProductKey[] {
  const name = text
    .replace(/^microsoft /i, '')
    .replaceAll(/\([^()]*\)/g, '')
    .replaceAll(/\bfor (?:x64|arm64|x86|32-bit|64-bit)(?:-based)? (?:systems?|editions?)\b/gi, '')
    .replaceAll(/\b(?:service pack|cumulative update) \d+\b/gi, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const [, framework] = /^(\.net framework) /i.exec(name) ?? [];
  if (framework !== undefined) {
    const versions = name.match(/\d+(?:\.\d+)+/g) ?? [];
    if (versions.length > 0) return versions.map((version) => microsoftKey('', `${framework} ${version}`));
  }
  const [, before = name, release = '', after = ''] = /^(.*?)\s?\b((?:19|20)\d\d|\d+(?:\.\d+)+)\b(.*)$/.exec(name) ?? [];
  const rest = `${before} ${after}`.trim();
  return [rest === '' ? microsoftKey('', name) : microsoftKey(release, rest)];
}

const microsoftKey = (release: string, name: string): ProductKey => productKey({ space: 'microsoft', release, name });
