import type { ContentSign } from './mass-change.ts';

/** First bytes of formats, by extension (their specifications; ISO 32000, ISO/IEC 10918, RFC 2083, APPNOTE.TXT, [MS-CFB], DICOM PS3.10). */
const magics: Readonly<Record<string, readonly { readonly at: number; readonly bytes: string }[]>> = {
  pdf: [{ at: 0, bytes: '%PDF' }],
  ...each(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'zip'], { at: 0, bytes: 'PK' }),
  ...each(['doc', 'xls', 'ppt'], { at: 0, bytes: '\u00d0\u00cf\u0011\u00e0' }),
  ...each(['jpg', 'jpeg'], { at: 0, bytes: '\u00ff\u00d8\u00ff' }),
  png: [{ at: 0, bytes: '\u0089PNG' }],
  tif: [
    { at: 0, bytes: 'II*\0' },
    { at: 0, bytes: 'MM\0*' },
  ],
  dcm: [{ at: 128, bytes: 'DICM' }],
  rtf: [{ at: 0, bytes: '{\\rtf' }],
};
const texts: ReadonlySet<string> = new Set(['txt', 'csv', 'xml', 'sql', 'hl7', 'htm', 'html', 'json', 'ini', 'log']);

function each(names: readonly string[], magic: { at: number; bytes: string }): Record<string, { at: number; bytes: string }[]> {
  return Object.fromEntries(names.map((name) => [name, [magic]]));
}

/** Of encrypted data it is close to 8 bits a byte; of texts 4 to 6. Compressed formats reach it too: their first bytes tell them. */
const noise = 7.2;
const fewest = 512;

/** Shannon entropy in bits per byte. */
export function entropyOf(bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return counts.reduce((sum, count) => (count === 0 ? sum : sum - (count / bytes.length) * Math.log2(count / bytes.length)), 0);
}

/** Pure. Whether the beginning of a file is what its name says, or noise in its place; unknown for names that say nothing. */
export function contentSign(name: string, beginning: Uint8Array): ContentSign {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const expected = magics[extension];
  if (beginning.length < fewest || (!expected && !texts.has(extension))) return 'unknown';
  const latin = Buffer.from(beginning.subarray(0, 160)).toString('latin1');
  if (expected?.some(({ at, bytes }) => latin.startsWith(bytes, at))) return 'fits';
  return entropyOf(beginning) >= noise ? 'encrypted' : 'fits';
}
