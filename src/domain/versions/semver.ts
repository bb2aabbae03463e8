import { afterNumbers, putNumber, putText } from './key-bytes.ts';
import { refuse, type VersionRefusal } from './version-refusal.ts';

const end = 0x01;
const text = afterNumbers;
const release = 0xff;

const form = /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([\dA-Za-z.-]+))?(?:\+([\dA-Za-z.-]+))?$/;
const hasEmptyIdentifier = (identifiers: readonly string[]): boolean => identifiers.includes('');
const isNumeric = (identifier: string): boolean => /^\d+$/.test(identifier);
const hasLeadingZero = (identifier: string): boolean => identifier.length > 1 && identifier.startsWith('0') && isNumeric(identifier);

/** Semantic Versioning 2.0.0, with or without a leading `v`; build metadata must be well formed and counts for nothing. */
export function putSemver(key: number[], version: string): VersionRefusal | null {
  const [whole, major = '', minor = '', patch = '', preRelease, build] = form.exec(version) ?? [];
  if (whole === undefined) return version === '' ? refuse('empty') : refuse('form');
  if (build !== undefined && hasEmptyIdentifier(build.split('.'))) return refuse('form');
  for (const part of [major, minor, patch]) putNumber(key, part);
  if (preRelease === undefined) key.push(release);
  else return putPreRelease(key, preRelease.split('.'));
  return null;
}

function putPreRelease(key: number[], identifiers: readonly string[]): VersionRefusal | null {
  if (hasEmptyIdentifier(identifiers) || identifiers.some(hasLeadingZero)) return refuse('form');
  for (const identifier of identifiers) {
    if (isNumeric(identifier)) putNumber(key, identifier);
    else {
      key.push(text);
      putText(key, identifier);
    }
  }
  key.push(end);
  return null;
}
