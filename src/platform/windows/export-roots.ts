import { foldName } from '../../domain/registry-key.ts';

/**
 * Keys that are written out whole, in one go, when something at or below them is wanted: small enough for that, and full of
 * wanted keys. Whole hives would be 100 MB and more of text each time, most of it classes and component packages.
 */
const together = [
  'HKLM\\SYSTEM\\CurrentControlSet\\Services',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\NetworkProvider',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Print',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SafeBoot',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager',
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server',
  'HKLM\\SOFTWARE\\Policies',
  'HKLM\\SOFTWARE\\Google',
  'HKLM\\SOFTWARE\\Mozilla',
  'HKLM\\SOFTWARE\\Microsoft\\Cryptography',
  'HKLM\\SOFTWARE\\Microsoft\\Edge',
  'HKLM\\SOFTWARE\\Microsoft\\EnterpriseCertificates',
  'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates',
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Authentication',
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WINEVT\\Channels',
  'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Terminal Server',
  'HKLM\\SOFTWARE\\WOW6432Node\\Google',
  'HKLM\\SOFTWARE\\WOW6432Node\\Mozilla',
  'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Cryptography',
  'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Edge',
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer',
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies',
  'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon',
  'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Explorer',
] as const;

export interface ExportRoots {
  /** Keys of the machine to write out, none of them below another. */
  readonly machine: readonly string[];
  /** Whether anything of the users' hives is wanted; each loaded one is then written out whole. */
  readonly users: boolean;
}

/** Pure. What has to be written out to see all keys that `patterns` name. */
export function exportRoots(patterns: readonly string[]): ExportRoots {
  const machine = patterns.filter((pattern) => !isOfUser(pattern)).map((pattern) => foldable(beforeStar(pattern)));
  const distinct = [...new Map(machine.map((root) => [foldName(root), root])).values()];
  const top = distinct.filter((root) => !distinct.some((other) => foldName(root).startsWith(`${foldName(other)}\\`)));
  return { machine: top.toSorted(), users: patterns.some(isOfUser) };
}

const isOfUser = (pattern: string): boolean => /^hku\\/i.test(pattern);

function beforeStar(pattern: string): string {
  const names = pattern.split('\\');
  const star = names.indexOf('*');
  return names.slice(0, star === -1 ? names.length : star).join('\\');
}

const foldable = (root: string): string =>
  together.find((whole) => foldName(root) === foldName(whole) || foldName(root).startsWith(`${foldName(whole)}\\`)) ?? root;
