import { eachDash, joined, mapTexts, plainText, type ValuePattern } from './value-pattern.ts';

/** A value on its way through its modifiers. Once it is encoded, each of its characters stands for a byte. */
export interface EncodedPattern {
  readonly pattern: ValuePattern;
  readonly isBytes: boolean;
}

/** Any of the answers is the value; null for one that cannot be encoded: wildcards have no base64, many dashes too many spellings. */
export type Encode = (value: EncodedPattern) => readonly EncodedPattern[] | null;

const mostSpellings = 625;

/** Dashes are written out first, since each has another encoding. */
function spelledOut(encode: Encode): Encode {
  return ({ pattern, isBytes }) => {
    const spellings = eachDash(pattern, mostSpellings);
    const encoded = spellings?.map((spelling) => encode({ pattern: spelling, isBytes })) ?? [null];
    return encoded.includes(null) ? null : encoded.flatMap((one) => one ?? []);
  };
}

const byteOrderMark = '\u00ff\u00fe';

const utf16 = (order: 'le' | 'be', mark = ''): Encode =>
  spelledOut(({ pattern }) => {
    const encoded = mapTexts(pattern, (text) => {
      const bytes = Buffer.from(text, 'utf16le');
      return (order === 'be' ? bytes.swap16() : bytes).toString('latin1');
    });
    return [{ pattern: joined([mark, ...encoded]), isBytes: true }];
  });

const base64Of = (shapes: (bytes: Buffer) => readonly string[]): Encode =>
  spelledOut(({ pattern, isBytes }) => {
    const text = plainText(pattern);
    if (text === null) return null;
    const bytes = Buffer.from(text, isBytes ? 'latin1' : 'utf8');
    return shapes(bytes).map((shape) => ({ pattern: joined([shape]), isBytes: false }));
  });

/** What is the same in base64 wherever the bytes stand: after 0, 1 or 2 others, less the characters that share bits with neighbours. */
function offsetShapes(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const cut = [0, 3, 2][(bytes.length + before) % 3] ?? 0;
    return encoded.slice([0, 2, 3][before], encoded.length - cut);
  });
}

/** Modifiers appendix 2.1.0, "Encoding". */
export const encodings = {
  wide: utf16('le'),
  utf16le: utf16('le'),
  utf16be: utf16('be'),
  utf16: utf16('le', byteOrderMark),
  base64: base64Of((bytes) => [bytes.toString('base64')]),
  base64offset: base64Of(offsetShapes),
} as const satisfies Record<string, Encode>;
