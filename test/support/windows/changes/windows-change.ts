import type { ScannerId } from '../../../../src/domain/scanner-ids.ts';
import { wineUser } from '../registry-in-memory.ts';

/** A change that an intruder makes, and what has to be told of it: one finding, about that thing, with that technique. */
export interface WindowsChange {
  readonly name: string;
  readonly scanner: ScannerId;
  readonly technique: string;
  /** The key of the thing. */
  readonly told: string;
  /** Registry text that is there before. */
  readonly before?: string;
  /** Registry text that is imported. */
  readonly reg?: string;
  /** Files that are written, by their Windows path. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
}

export const hku = `HKEY_USERS\\${wineUser}`;
export const user = `HKU\\${wineUser}`;
export const hklm = 'HKEY_LOCAL_MACHINE';
export const microsoft = 'SOFTWARE\\Microsoft';
export const windows = `${microsoft}\\Windows\\CurrentVersion`;
export const windowsNt = `${microsoft}\\Windows NT\\CurrentVersion`;
export const control = 'SYSTEM\\CurrentControlSet\\Control';
export const services = 'SYSTEM\\CurrentControlSet\\Services';

/** A row of the registry scanner for one value of one key. `data` is as a registry file has it. */
export function valueSet(
  name: string,
  technique: string,
  [key, value, data, before]: readonly [key: string, value: string, data: string, before?: string],
  scanner: ScannerId = 'windows-registry',
): WindowsChange {
  const entry = (text: string): string => `[${longName(key)}]\n${value === '' ? '@' : `"${value}"`}=${text}\n`;
  return {
    name,
    scanner,
    technique,
    told: `${key}\\${value === '' ? '(Default)' : value}`,
    reg: entry(data),
    ...(before === undefined ? {} : { before: entry(before) }),
  };
}

/** A row for a key that is told as a whole, with values at or below it. */
export function keySet(
  name: string,
  technique: string,
  [told, text]: readonly [told: string, text: string],
  scanner: ScannerId = 'windows-registry',
): WindowsChange {
  return { name, scanner, technique, told, reg: text };
}

export const longName = (key: string): string => key.replace(/^HKLM/, hklm).replace(/^HKU/, 'HKEY_USERS');

/** REG_MULTI_SZ as a registry file has it. */
export function multi(...lines: readonly string[]): string {
  const bytes = Buffer.from(`${lines.map((line) => `${line}\0`).join('')}\0`, 'utf16le');
  return `hex(7):${(bytes.toString('hex').match(/../g) ?? []).join(',')}`;
}

/** REG_EXPAND_SZ as a registry file has it. */
export function expand(text: string): string {
  return `hex(2):${(Buffer.from(`${text}\0`, 'utf16le').toString('hex').match(/../g) ?? []).join(',')}`;
}
