import { digitsEnd, isDigit, isLetter, putNumber, putText } from './key-bytes.ts';

const end = 0x06;
const word = 0x07;
const announcing: Readonly<Record<string, number>> = {
  dev: 0x01,
  snapshot: 0x01,
  alpha: 0x02,
  beta: 0x03,
  pre: 0x04,
  preview: 0x04,
  rc: 0x05,
};
const separates = /[\p{Z}\p{P}\p{S}\p{Cc}\p{Cf}]/u;

/**
 * For versions whose order nobody has defined; every text is one. Case, the way letters are composed and a `v` before the first digit
 * count for nothing. The text is a row of numbers and words; everything else only separates. Where two rows differ, the order is: words
 * that announce a release (dev and snapshot, alpha, beta, pre and preview, rc), the end, other words by their letters, numbers. Zeros
 * right before the end or before a word count for nothing: `1.0 beta` is `1 beta`, before `1.0.0`, which is `1`, before `1a`, before `1.0.1`.
 */
export function putGenericVersion(key: number[], version: string): null {
  const text = version.normalize('NFC').toLowerCase();
  let zeros = 0;
  for (let index = text.startsWith('v') && isDigit(text.charCodeAt(1)) ? 1 : 0; index < text.length; ) {
    const start = index;
    if (isDigit(text.charCodeAt(start))) {
      index = digitsEnd(text, start);
      zeros += 1;
      if (isZero(text, start, index)) continue;
      for (; zeros > 1; zeros -= 1) putNumber(key, '0');
      putNumber(key, text, start, index);
    } else {
      index = wordEnd(text, start);
      if (index > start) putWord(key, text.slice(start, index));
      else {
        index += 1;
        continue;
      }
    }
    zeros = 0;
  }
  key.push(end);
  return null;
}

function isZero(text: string, start: number, until: number): boolean {
  for (let index = start; index < until; index += 1) if (text.charCodeAt(index) !== 0x30) return false;
  return true;
}

function wordEnd(text: string, start: number): number {
  let index = start;
  while (index < text.length && isWordUnit(text.charCodeAt(index))) index += 1;
  return index;
}

const isWordUnit = (unit: number): boolean => isLetter(unit) || (unit >= 0x80 && !separates.test(String.fromCharCode(unit)));

function putWord(key: number[], text: string): void {
  const announced = Object.hasOwn(announcing, text) ? announcing[text] : undefined;
  key.push(announced ?? word);
  if (announced === undefined) putText(key, text);
}
