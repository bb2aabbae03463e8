/** One line of systeminfo with the list under it, whatever its label says. */
export interface SysteminfoField {
  readonly value: string;
  /** What stands after `[01]: `; null for an entry that is cut before it. Empty where there is no list. */
  readonly entries: readonly (string | null)[];
  /** True where an entry has lines of its own, as network cards have. */
  readonly isNested: boolean;
}

/** Fields of one output, told by where the version stands among them. */
export interface SysteminfoOutput {
  readonly fields: readonly SysteminfoField[];
  /** Index of the field with version and build. */
  readonly versionAt: number;
  /** True where nothing follows the last field's last entry but the end of the file. */
  readonly endsOpen: boolean;
}

export interface OsVersion {
  readonly build: number;
  readonly servicePack: number | null;
}

/**
 * `10.0.19045 N/A Build 19045`, `5.1.2600 Service Pack 3 Build 2600`, the words in any language: a version of Windows, and its build
 * once more. Of other numbers there is at most the service pack.
 */
export function osVersion(value: string): OsVersion | null {
  if (value.length > 120) return null;
  const [, build, rest = ''] = /^(?:5\.[12]|6\.[0-3]|10\.0)\.(\d{4,5})(?!\d)(.*)$/u.exec(value) ?? [];
  if (build === undefined) return null;
  const numbers = [...rest.matchAll(/\d+/g)].map(([number]) => number);
  if (!numbers.includes(build)) return null;
  const [servicePack, ...more] = numbers.filter((number) => number !== build);
  if (more.length > 0) return null;
  if (servicePack === undefined) return { build: Number(build), servicePack: null };
  return /^[1-6]$/.test(servicePack) ? { build: Number(build), servicePack: Number(servicePack) } : null;
}
