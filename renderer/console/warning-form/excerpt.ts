import type { Span } from '../../../src/domain/warnings/letter/folded-text.ts';

/** Words of a letter with those around them; what is left out is told by `…`. */
export interface Excerpt {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Characters on either side. */
const around = 48;

/** Pure. Line breaks and runs of blanks become one blank; words at the edges stay whole. */
export function excerptOf(text: string, { start, end }: Span): Excerpt {
  const before = text.slice(Math.max(0, start - around), start);
  const after = text.slice(end, end + around);
  const isCutBefore = start > around;
  const isCutAfter = end + around < text.length;
  return {
    before: plain(isCutBefore ? before.replace(/^\S*\s/, '… ') : before).trimStart(),
    marked: plain(text.slice(start, end)).trim(),
    after: plain(isCutAfter ? after.replace(/\s\S*$/, ' …') : after).trimEnd(),
  };
}

const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ');
