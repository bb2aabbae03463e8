import type { ThingKind } from '../../domain/thing.ts';

/** Keys of the registry that start software or decide what protects the machine. */
export interface RegistryPlace {
  readonly kind: ThingKind;
  /** Paths from HKLM or HKU; `*` stands for any one name. */
  readonly keys: readonly string[];
  /**
   * What is one thing: each value at or below a key (the usual case); a key with its values at or below it, present also without
   * any; or a key only while it has such values.
   */
  readonly each?: 'value' | 'key' | 'key-with-values';
  /** Only values whose path below the key (`Name`, `Sub\\Name`, `(Default)`) matches; all otherwise. */
  readonly only?: RegExp;
  /** Keys that belong to another place. */
  readonly not?: RegExp;
}

/**
 * Below HKLM\SOFTWARE, as the system itself sees it: for what only the system reads, and for keys that 32-bit programs share
 * (policies, image file execution options, certificates), which would be told twice.
 */
export const native = (path: string): string[] => [`HKLM\\SOFTWARE\\${path}`];

/** Below HKLM\SOFTWARE, as 64-bit and as 32-bit programs see it. */
export const machine = (path: string): string[] => [`HKLM\\SOFTWARE\\${path}`, `HKLM\\SOFTWARE\\WOW6432Node\\${path}`];

/** Below Software of every loaded user hive. */
export const user = (path: string): string[] => [`HKU\\*\\Software\\${path}`];

export const everyone = (path: string): string[] => [...machine(path), ...user(path)];

export const nativeAndUser = (path: string): string[] => [...native(path), ...user(path)];

export const policies = (path: string): string[] => [`HKLM\\SOFTWARE\\Policies\\${path}`, `HKU\\*\\Software\\Policies\\${path}`];

export const control = (path: string): string[] => [`HKLM\\SYSTEM\\CurrentControlSet\\Control\\${path}`];

/** A value of the key itself, by name. */
export const named = (...names: readonly string[]): RegExp => new RegExp(`^(?:${names.join('|')})$`, 'i');

export const currentVersion = 'Microsoft\\Windows\\CurrentVersion';
export const currentVersionNt = 'Microsoft\\Windows NT\\CurrentVersion';
