import { digitsEnd, putNumber, putText } from './key-bytes.ts';
import { matchAt } from './match-at.ts';
import { refuse, type VersionRefusal } from './version-refusal.ts';

const suffixBytes: Readonly<Record<string, number>> = {
  alpha: 0x01,
  beta: 0x02,
  pre: 0x03,
  rc: 0x04,
  cvs: 0x09,
  svn: 0x0a,
  git: 0x0b,
  hg: 0x0c,
  p: 0x0d,
};
const end = 0x05;
const revision = 0x06;
const hash = 0x07;
const suffixNumber = 0x08;
const letter = 0x0e;
const zeroFirst = 0x0f;

const numbers = /^\d+((?:\.\d+)*)([a-z]?)/;
const suffix = /_([a-z]+)(\d*)/y;
const closing = /(?:~([0-9a-f]+))?(?:-r(\d+))?$/y;

/**
 * `1.2.3a_rc4~hash-r5` as apk-tools 3 orders it. Where two versions go different ways after a common beginning, the order is: a suffix
 * that announces a release, the end, `-r`, `~`, the number of a suffix, a suffix that follows a release, a letter, a further number.
 * Numbers after the first that start with 0 come before those that do not, and compare as text.
 */
export function putApkVersion(key: number[], version: string): VersionRefusal | null {
  const match = numbers.exec(version);
  if (!match) return version === '' ? refuse('empty') : refuse('first-digit');
  const [opening, dotted = '', patch = ''] = match;
  putNumber(key, version, 0, digitsEnd(version, 0));
  for (const digits of dotted.split('.').slice(1)) putFurtherNumber(key, digits);
  if (patch !== '') key.push(letter, patch.charCodeAt(0));
  const { found } = matchAt(closing, version, putSuffixes(key, version, opening.length));
  if (!found) return refuse('form');
  const [, commit, build] = found;
  if (commit !== undefined) {
    key.push(hash);
    putText(key, commit);
  }
  if (build !== undefined) {
    key.push(revision);
    putNumber(key, build);
  }
  key.push(end);
  return null;
}

function putFurtherNumber(key: number[], digits: string): void {
  if (!digits.startsWith('0')) return putNumber(key, digits);
  key.push(zeroFirst);
  putText(key, digits, 1);
}

/** Returns where the suffixes that are known end. */
function putSuffixes(key: number[], version: string, from: number): number {
  let reached = from;
  for (;;) {
    const part = matchAt(suffix, version, reached);
    const [, name = '', digits = ''] = part.found ?? [];
    if (!Object.hasOwn(suffixBytes, name)) return reached;
    reached = part.end;
    key.push(suffixBytes[name] ?? 0);
    if (digits === '') continue;
    key.push(suffixNumber);
    putNumber(key, digits);
  }
}
