import { afterNumbers, digitsEnd, isDigit, isLetter, putNumber } from './key-bytes.ts';
import { refuse, type VersionRefusal } from './version-refusal.ts';

const tilde = 0x01;
const end = 0x02;
const largestEpoch = 2_147_483_647;
const upstreamMarks = '+-.:~';
const revisionMarks = '+.~';

/**
 * deb-version(7): `[epoch:]upstream-version[-debian-revision]`. What `dpkg --validate-version` refuses is refused, and epochs that are no
 * whole number, of which dpkg reads some.
 */
export function putDpkgVersion(key: number[], padded: string): VersionRefusal | null {
  const version = padded.replaceAll(/^[\t-\r ]+|[\t-\r ]+$/g, '');
  if (version === '') return refuse('empty');
  const colon = version.indexOf(':');
  const epoch = colon < 0 ? '0' : version.slice(0, colon);
  if (digitsEnd(epoch, 0) < epoch.length || epoch === '' || Number(epoch) > largestEpoch) return refuse('epoch', epoch);
  const hyphen = version.includes('-') ? version.lastIndexOf('-') : version.length;
  if (hyphen === colon + 1) return refuse('part-empty', 'upstream-version');
  if (hyphen === version.length - 1) return refuse('part-empty', 'debian-revision');
  if (!isDigit(version.charCodeAt(colon + 1))) return refuse('first-digit');
  putNumber(key, epoch);
  return putPart(key, version, colon + 1, hyphen, upstreamMarks) ?? putPart(key, version, hyphen + 1, version.length, revisionMarks);
}

/** Characters and numbers take turns: `~` before all, then the end of the characters, letters, and the rest. A number left out is zero. */
function putPart(key: number[], version: string, from: number, to: number, marks: string): VersionRefusal | null {
  let index = from;
  do {
    for (; index < to && !isDigit(version.charCodeAt(index)); index += 1) {
      const code = version.charCodeAt(index);
      if (!isLetter(code) && !marks.includes(version.charAt(index)))
        return refuse('character', String.fromCodePoint(version.codePointAt(index) ?? code));
      key.push(characterByte(code));
    }
    const numberEnd = digitsEnd(version, index);
    putNumber(key, version, index, numberEnd);
    index = numberEnd;
  } while (index < to);
  key.push(end);
  return null;
}

const lettersFrom = afterNumbers;
const marksFrom = lettersFrom + 52;

function characterByte(code: number): number {
  if (code === 0x7e) return tilde;
  if (!isLetter(code)) return marksFrom + upstreamMarks.indexOf(String.fromCharCode(code));
  return lettersFrom + (code < 0x61 ? code - 0x41 : code - 0x61 + 26);
}
