import { putNumber, putText } from './key-bytes.ts';
import { matchAt } from './match-at.ts';
import { refuse, type VersionRefusal } from './version-refusal.ts';

/** What follows the release numbers: all below every number, so that the numbers end here. */
const preReleaseBytes: Readonly<Record<string, number>> = {
  a: 0x02,
  alpha: 0x02,
  b: 0x03,
  beta: 0x03,
  c: 0x04,
  rc: 0x04,
  pre: 0x04,
  preview: 0x04,
};
const developmentOfRelease = 0x01;
const noPreRelease = 0x05;
const noPostRelease = 0x01;
const noDevelopment = 0xff;
const localEnd = 0x01;
const localText = 0x02;

const opening = /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)/i;
const preRelease = /[-_.]?(alpha|a|beta|b|preview|pre|rc|c)[-_.]?(\d*)/iy;
const postRelease = /-(\d+)|[-_.]?(?:post|rev|r)[-_.]?(\d*)/iy;
const development = /[-_.]?dev[-_.]?(\d*)/iy;
const local = /(?:\+([\da-z]+(?:[-_.][\da-z]+)*))?$/iy;

/** PEP 440 (now PyPA's version specifiers), every spelling that normalizes; local versions count, as that document orders them. */
export function putPep440Version(key: number[], padded: string): VersionRefusal | null {
  const version = padded.trim();
  const match = opening.exec(version);
  if (!match) return version === '' ? refuse('empty') : refuse('form');
  const pre = matchAt(preRelease, version, match[0].length);
  const post = matchAt(postRelease, version, pre.end);
  const dev = matchAt(development, version, post.end);
  const rest = matchAt(local, version, dev.end);
  if (rest.found === null) return refuse('form');
  putNumber(key, match[1] ?? '');
  putRelease(key, (match[2] ?? '').split('.'));
  if (pre.found) {
    key.push(preReleaseBytes[(pre.found[1] ?? '').toLowerCase()] ?? noPreRelease);
    putNumber(key, pre.found[2] ?? '');
  } else key.push(dev.found && !post.found ? developmentOfRelease : noPreRelease);
  if (post.found) putNumber(key, post.found[1] ?? post.found[2] ?? '');
  else key.push(noPostRelease);
  if (dev.found) putNumber(key, dev.found[1] ?? '');
  else key.push(noDevelopment);
  putLocal(key, rest.found[1]);
  return null;
}

function putRelease(key: number[], numbers: string[]): void {
  while (/^0+$/.test(numbers.at(-1) ?? '')) numbers.pop();
  for (const number of numbers) putNumber(key, number);
}

/** No local version comes before every other, text before numbers, and fewer segments before more. */
function putLocal(key: number[], segments: string | undefined): void {
  if (segments === undefined) return;
  for (const segment of segments.toLowerCase().split(/[-_.]/)) {
    if (/^\d+$/.test(segment)) putNumber(key, segment);
    else {
      key.push(localText);
      putText(key, segment);
    }
  }
  key.push(localEnd);
}
