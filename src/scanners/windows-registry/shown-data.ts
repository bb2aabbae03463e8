import { createHash } from 'node:crypto';
import { plainData, type RegistryData } from '../../domain/registry-key.ts';
import type { Attributes } from '../../domain/thing.ts';

const longestShown = 1000;

/** Names of the types as Windows calls them (winnt.h). */
const typeNames = {
  sz: 'REG_SZ',
  'expand-sz': 'REG_EXPAND_SZ',
  link: 'REG_LINK',
  'multi-sz': 'REG_MULTI_SZ',
  dword: 'REG_DWORD',
  qword: 'REG_QWORD',
};

export function typeName(data: RegistryData): string {
  if (data.type !== 'bytes') return typeNames[data.type];
  return data.typeNumber === 3 ? 'REG_BINARY' : `type ${data.typeNumber}`;
}

/** What a value says, for evidence: versions within paths left out, what is long cut with its digest, passwords not at all. */
export function shownData(name: string, data: RegistryData): Attributes[string] {
  if (/password/i.test(name)) return '(hidden)';
  const plain = plainData(data);
  if (typeof plain === 'number') return plain;
  return typeof plain === 'string' ? shownText(plain) : plain.map(shownText);
}

export function shownText(text: string): string {
  const whole = withoutVersions(text);
  if (whole.length <= longestShown) return whole;
  return `${whole.slice(0, longestShown)}… SHA256:${createHash('sha256').update(whole).digest('hex').slice(0, 32)}`;
}

/**
 * A folder named by a version stands for every version: updaters move programs from one to the next, and whoever could write
 * beside it could as well replace the program itself. The name of a server is no version.
 */
export function withoutVersions(text: string): string {
  return text.replaceAll(/(?<=[^\\]\\)\d+(?:\.\d+){1,4}(?:[-_]\d+)?(?=\\)/g, '*');
}
