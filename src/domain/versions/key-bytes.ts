/**
 * The bytes that keys of versions are made of. What is compared first is written first, each part so that no part is the beginning of
 * another, hence keys compare byte by byte as versions do. Marks that sort before every number are below 0x10, those that sort after every
 * number from `afterNumbers` on.
 */
export const afterNumbers = 0xc0;
const firstNumberByte = 0x10;
/** Ends a text; no text holds it. */
export const textEnd = 0x00;

const oneByteNumbers = 0x80;
const twoByteNumbers = 0x20 * 0x100;
const twoBytes = firstNumberByte + oneByteNumbers;
const moreBytes = twoBytes + 0x20;
const manyDigits = moreBytes + 8;
/** Numbers of so many digits are exact in a double. */
const exactDigits = 15;

export const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
export const isLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);

/** Where the run of digits that starts here ends. */
export function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** A whole number of any size from its decimal digits; none are zero, leading zeros count for nothing. One byte up to 127, two up to 8319. */
export function putNumber(key: number[], text: string, start = 0, end = text.length): void {
  let first = start;
  while (first < end && text.charCodeAt(first) === 0x30) first += 1;
  if (end - first > exactDigits) return putManyDigits(key, text, first, end);
  let value = 0;
  for (let index = first; index < end; index += 1) value = value * 10 + text.charCodeAt(index) - 0x30;
  if (value < oneByteNumbers) return void key.push(firstNumberByte + value);
  const above = value - oneByteNumbers;
  if (above < twoByteNumbers) return void key.push(twoBytes + (above >> 8), above & 0xff);
  let unit = 0x100;
  let count = 2;
  for (; value >= unit * 0x100; count += 1) unit *= 0x100;
  key.push(moreBytes + count);
  for (; unit >= 1; unit /= 0x100) key.push(Math.floor(value / unit) & 0xff);
}

/** How many digits, then two of them in each byte. */
function putManyDigits(key: number[], text: string, start: number, end: number): void {
  key.push(manyDigits, end - start);
  for (let index = start; index < end; index += 2) {
    const second = index + 1 < end ? text.charCodeAt(index + 1) - 0x30 : 0;
    key.push(((text.charCodeAt(index) - 0x30) << 4) | second);
  }
}

const oneByteUnits = 0x7f;

/** Text in the order of its UTF-16 code units; shorter before longer where one is the beginning of the other. */
export function putText(key: number[], text: string, start = 0, end = text.length): void {
  for (let index = start; index < end; index += 1) {
    const unit = text.charCodeAt(index);
    const above = unit - oneByteUnits;
    if (above < 0) key.push(unit + 1);
    else key.push(0x80 + (above >> 14), (above >> 7) & 0x7f, above & 0x7f);
  }
  key.push(textEnd);
}
