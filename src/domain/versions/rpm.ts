import { digitsEnd, isDigit, isLetter, putNumber, putText } from './key-bytes.ts';
import { refuse, strangeCharacter, type VersionRefusal } from './version-refusal.ts';

const noRelease = 0x00;
const tilde = 0x01;
const end = 0x02;
const caret = 0x03;
const letters = 0x04;
const largestEpoch = 4_294_967_295;

/**
 * `[epoch:]version[-release]` as rpm's rpmverCmp orders it: no epoch is epoch 0, no release comes before every release, and within
 * version and release rpmvercmp counts: `~` before the end, the end before `^`, that before letters, those before numbers. Everything
 * else only separates.
 */
export function putRpmVersion(key: number[], version: string): VersionRefusal | null {
  if (version === '') return refuse('empty');
  const strange = strangeCharacter(version);
  if (strange !== null) return refuse('character', strange);
  const epochEnd = digitsEnd(version, 0);
  const hasEpoch = version.charAt(epochEnd) === ':';
  if (hasEpoch && Number(version.slice(0, epochEnd)) > largestEpoch) return refuse('epoch', version.slice(0, epochEnd));
  const start = hasEpoch ? epochEnd + 1 : 0;
  const hyphen = version.lastIndexOf('-');
  const hasRelease = hyphen >= start;
  const versionEnd = hasRelease ? hyphen : version.length;
  if (versionEnd === start) return refuse('part-empty', 'version');
  if (hasRelease && versionEnd === version.length - 1) return refuse('part-empty', 'release');
  putNumber(key, version, 0, hasEpoch ? epochEnd : 0);
  putSegments(key, version, start, versionEnd);
  if (hasRelease) putSegments(key, version, hyphen + 1, version.length);
  else key.push(noRelease);
  return null;
}

function putSegments(key: number[], version: string, from: number, to: number): void {
  let index = from;
  while (index < to) {
    const code = version.charCodeAt(index);
    let segmentEnd = index + 1;
    if (code === 0x7e) key.push(tilde);
    else if (code === 0x5e) key.push(caret);
    else if (isDigit(code)) {
      segmentEnd = digitsEnd(version, index);
      putNumber(key, version, index, segmentEnd);
    } else if (isLetter(code)) {
      while (segmentEnd < to && isLetter(version.charCodeAt(segmentEnd))) segmentEnd += 1;
      key.push(letters);
      putText(key, version, index, segmentEnd);
    }
    index = segmentEnd;
  }
  key.push(end);
}
