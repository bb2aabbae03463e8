import type { Registry } from '../../../domain/registry-key.ts';

/** Text of a value, null where it is missing, empty or no text. */
export function textOf(registry: Registry, path: string, name: string): string | null {
  const data = registry.value(path, name);
  return data && (data.type === 'sz' || data.type === 'expand-sz') ? data.text.trim() || null : null;
}

export function numberOf(registry: Registry, path: string, name: string): number | null {
  const data = registry.value(path, name);
  return data?.type === 'dword' ? data.number : null;
}

/** The key of 64-bit programs and that of 32-bit ones: on a 32-bit Windows the first is theirs, and there is no second. */
export interface SoftwareRoot {
  readonly path: string;
  readonly arch: string;
}

export const machineRoots = (arch: string | null): readonly SoftwareRoot[] => [
  { path: 'HKLM\\SOFTWARE', arch: arch ?? '' },
  { path: 'HKLM\\SOFTWARE\\WOW6432Node', arch: 'x86' },
];

/** Of users who are signed in; whose they are is not told. */
export const userRoots = (registry: Registry): readonly SoftwareRoot[] =>
  registry.subkeys('HKU').flatMap((user) => [
    { path: `HKU\\${user}\\Software`, arch: '' },
    { path: `HKU\\${user}\\Software\\WOW6432Node`, arch: 'x86' },
  ]);
