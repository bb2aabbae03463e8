/** Offsets into the text as it was given, in UTF-16 units; `end` is behind the last one. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A letter as patterns are held against it: lower case, one form of every letter, dash, slash, blank and line break. */
export interface FoldedText {
  /** With Vietnamese marks, composed: `báo cáo` is not `cao`. */
  readonly marked: string;
  /** Without them, of the same length: `nghiem trong` however the tone was placed. */
  readonly plain: string;
  /** Where a part of either came from. */
  spanOf(start: number, end: number): Span;
  /** As it was given, blanks and line breaks as one blank. */
  wordsOf(start: number, end: number): string;
}

/** What PDF readers and word processors put between letters, and nobody sees. */
const invisible = /^[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+$/u;
const replacements: Readonly<Record<string, string>> = {
  '\t': ' ',
  '\v': '\n',
  '\f': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
  '\u0085': '\n',
  '\u2044': '/',
  '\u2215': '/',
  ð: 'đ',
};

export function foldText(source: string): FoldedText {
  const marked: string[] = [];
  const plain: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const known = new Map<string, { readonly marked: string; readonly plain: string }>();
  for (const { 0: cluster, index } of source.matchAll(/\r\n|\P{M}\p{M}*|\p{M}+/gsu)) {
    const folded = known.get(cluster) ?? fold(cluster);
    known.set(cluster, folded);
    for (let at = 0; at < folded.marked.length; at += 1) {
      marked.push(folded.marked[at] ?? '');
      plain.push(folded.plain[at] ?? '');
      starts.push(index);
      ends.push(index + cluster.length);
    }
  }
  const spanOf = (start: number, end: number): Span => ({
    start: starts[start] ?? source.length,
    end: end > start ? (ends[end - 1] ?? source.length) : (starts[start] ?? source.length),
  });
  return {
    marked: marked.join(''),
    plain: plain.join(''),
    spanOf,
    wordsOf(start, end) {
      const span = spanOf(start, end);
      return source.slice(span.start, span.end).normalize('NFC').replaceAll(/\s+/g, ' ').trim();
    },
  };
}

function fold(cluster: string): { readonly marked: string; readonly plain: string } {
  if (cluster === '\r\n' || cluster === '\r') return { marked: '\n', plain: '\n' };
  if (invisible.test(cluster)) return { marked: '', plain: '' };
  const composed = cluster.normalize('NFKC').toLowerCase().normalize('NFC');
  const marked = replacements[composed] ?? composed.replaceAll(/[\p{Pd}\u2212]/gu, '-').replaceAll(/[^\S\n]/gu, ' ');
  return { marked, plain: Array.from({ length: marked.length }, (_, at) => bare(marked[at] ?? '')).join('') };
}

function bare(unit: string): string {
  if (unit === 'đ') return 'd';
  const letter = unit.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return letter.length === 1 ? letter : unit;
}
