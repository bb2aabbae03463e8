import { isDigit, putNumber, putText } from './key-bytes.ts';

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
const numbersAndWords = /\d+|[^\d\p{Z}\p{P}\p{S}\p{Cc}\p{Cf}]+/gu;

/**
 * For versions whose order nobody has defined; every text is one. Case, the way letters are composed and a `v` before the first digit
 * count for nothing. The text is a row of numbers and words; everything else only separates. Where two rows differ, the order is: words
 * that announce a release (dev and snapshot, alpha, beta, pre and preview, rc), the end, other words by their letters, numbers. Zeros
 * right before the end or before a word count for nothing: `1.0 beta` is `1 beta`, before `1.0.0`, which is `1`, before `1a`, before `1.0.1`.
 */
export function putGenericVersion(key: number[], version: string): null {
  const text = version
    .normalize('NFC')
    .toLowerCase()
    .replace(/^v(?=\d)/, '');
  let zeros = 0;
  for (const token of text.match(numbersAndWords) ?? []) {
    if (/^0+$/.test(token)) {
      zeros += 1;
      continue;
    }
    if (isDigit(token.charCodeAt(0))) {
      for (; zeros > 0; zeros -= 1) putNumber(key, '0');
      putNumber(key, token);
    } else putWord(key, token);
    zeros = 0;
  }
  key.push(end);
  return null;
}

function putWord(key: number[], text: string): void {
  const announced = Object.hasOwn(announcing, text) ? announcing[text] : undefined;
  key.push(announced ?? word);
  if (announced === undefined) putText(key, text);
}
