import type { VersionRange } from '../../domain/advisories/advisory.ts';
import type { VersionScheme } from '../../domain/versions/version-scheme.ts';

/** What a text says of versions. Neither ranges nor versions: all of them. */
export interface StatedVersions {
  readonly ranges: readonly VersionRange[];
  readonly versions: readonly string[];
  /** Null where the text names none. */
  readonly scheme: VersionScheme | null;
}

const every: StatedVersions = { ranges: [], versions: [], scheme: null };

const schemesOfVers: ReadonlyMap<string, VersionScheme> = new Map(
  Object.entries<VersionScheme>({
    deb: 'dpkg',
    rpm: 'rpm',
    apk: 'apk',
    alpine: 'apk',
    pypi: 'pep440',
    maven: 'maven',
    npm: 'semver',
    semver: 'semver',
    cargo: 'semver',
    golang: 'semver',
  }),
);

/** Reads `vers:generic/>=1.0|<2.3` (the version range specifier) and what people write: `<= 4.1`, `>= 1 | < 2`, `3.x`, `2.3.6 and prior`. */
export function statedVersions(text: string): StatedVersions {
  const [, type, constraints] = /^vers:([a-z0-9.+-]+)\/(.*)$/is.exec(text.trim()) ?? [];
  if (type !== undefined && constraints !== undefined) {
    const parts = constraints.split('|').map((part) => decoded(part.trim()));
    return { ...drawn(parts), scheme: schemesOfVers.get(type.toLowerCase()) ?? null };
  }
  return drawn(withoutRemarks(text).split('|').flatMap(withOperators));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `<= 1.54 (integrated into X)`, `9.x model 7` and `11.2 on Windows 8.1` are about more than versions; what is left says more than it did, never less. */
const withoutRemarks = (text: string): string =>
  text
    .trim()
    .replace(/\s\(.*$/s, '')
    .replace(/^\((.*)\)$/s, '$1')
    .replace(/\s(?:on|running on|with|model)\s.*$/is, '')
    .replace(/^\*\s.*$/s, '*');

/** Words as operators: `2.3 and prior` is `<=2.3`, `1.0 to 2.0` is `>=1.0` and `<=2.0`. */
function withOperators(part: string): string[] {
  const text = part.trim().replace(/^(?:all\s+)?(?:versions?|releases?)\s+/i, '');
  const [, upTo] = /^(\S+)\s+(?:and|or)\s+(?:all\s+)?(?:below|prior|earlier|older|lower|previous)(?:\s+versions?)?$/i.exec(text) ?? [];
  if (upTo !== undefined) return [`<=${upTo}`];
  const [, before] = /^(?:prior to|before|earlier than|lower than)\s+(\S+)$/i.exec(text) ?? [];
  if (before !== undefined) return [`<${before}`];
  const [, from, operator, to] = /^([^\s<>=]+)\s*(<=|<|\bto\b|\bthrough\b)\s*([^\s<>=]+)$/i.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return [`>=${from}`, `${operator === '<' ? '<' : '<='}${to}`];
  const listed = text.split(/\s+and\s+|\s+/);
  return listed.length > 1 && listed.every((word) => /^\d[\w.-]*$/.test(word)) ? listed : [text];
}

/** Bounds pair as they stand: a lower one with the upper one after it. `!=` is let be: what it leaves out counts as affected. */
function drawn(parts: readonly string[]): StatedVersions {
  const ranges: VersionRange[] = [];
  const versions: string[] = [];
  let lower: Pick<VersionRange, 'introduced' | 'isAfter'> | null = null;
  for (const part of parts) {
    const [, operator = '', stated = ''] = /^(<=|>=|<|>|!=|=|≤|≥)?\s*(.*)$/s.exec(part) ?? [];
    const version = stated.trim().replace(/^v(?=\d)/i, '');
    if (operator === '!=' || (version === '' && operator === '')) continue;
    if (version === '' || (isEvery(version) && operator === '')) return every; // a bound without a version bounds nothing
    const wildcard = wildcardOf(version);
    if (operator === '>=' || operator === '≥' || operator === '>') {
      if (lower) ranges.push({ ...lower, fixed: null, lastAffected: null });
      lower = { introduced: wildcard?.from ?? version, ...(operator === '>' && !wildcard && { isAfter: true }) };
    } else if (operator === '<' || operator === '<=' || operator === '≤') {
      const upper: Pick<VersionRange, 'fixed' | 'lastAffected'> =
        operator === '<' ? { fixed: wildcard?.from ?? version, lastAffected: null } : lastOf(version, wildcard);
      ranges.push({ ...(lower ?? { introduced: null }), ...upper });
      lower = null;
    } else if (wildcard) ranges.push({ introduced: wildcard.from, fixed: wildcard.before, lastAffected: null });
    else versions.push(version);
  }
  if (lower) ranges.push({ ...lower, fixed: null, lastAffected: null });
  return { ranges, versions: [...new Set(versions)], scheme: null };
}

const isEvery = (version: string): boolean => /^(?:\*|-|all|all versions|any)$/i.test(version);

interface Wildcard {
  readonly from: string;
  /** The first version after all that the wildcard is about. */
  readonly before: string;
}

const lastOf = (version: string, wildcard: Wildcard | null): Pick<VersionRange, 'fixed' | 'lastAffected'> =>
  wildcard ? { fixed: wildcard.before, lastAffected: null } : { fixed: null, lastAffected: version };

/** `12.2.x.x` is from 12.2 and before 12.3. */
function wildcardOf(version: string): Wildcard | null {
  const [, from, digits] = /^((?:\d{1,18}\.)*(\d{1,18}))(?:\.[x*])+$/i.exec(version) ?? [];
  if (from === undefined || digits === undefined) return null;
  return { from, before: `${from.slice(0, from.length - digits.length)}${BigInt(digits) + 1n}` };
}
