import type { Impact } from '../warning.ts';
import type { CveMention } from './cve-mentions.ts';
import type { FoldedText } from './folded-text.ts';
import type { LetterDoubt, Proposal } from './reading.ts';

export interface ImpactsOfCve {
  readonly impact: Impact | null;
  readonly impacts: readonly Proposal<Impact>[];
  readonly doubts: readonly LetterDoubt[];
}

interface ImpactWord {
  readonly impact: Impact;
  readonly start: number;
  readonly end: number;
}

const wordsOfImpact: readonly (readonly [RegExp, Impact])[] = [
  [/nghiêm trọng|nghiem trong|critical/g, 'critical'],
  // With its marks: "báo cáo" and "quảng cáo" are no impact.
  [/(?<!\p{L})(?:cao|high)(?!\p{L})/gu, 'high'],
  [/(?<!\p{L})(?:trung bình|thấp|medium|low)(?!\p{L})/gu, 'other'],
];
/** `quyền cao`, `đặc quyền cao hơn`, `cao nhất`, `nâng cao` are no impact either. */
const noImpactBefore = /(?:nâng|quyền|công nghệ|cấp|phiên bản|đề|trình độ)\s{0,3}$/u;
const noImpactAfter = /^\s{0,3}(?:hơn|nhất|cấp|độ|tuổi)(?!\p{L})/u;

/** Which impact the letter gives each mention: its own words, else the heading that it stands under, else its score. */
export function impactsOf(letter: FoldedText, mentions: readonly CveMention[]): readonly ImpactsOfCve[] {
  const words = impactWords(letter.marked);
  let heading: readonly ImpactWord[] = [];
  return mentions.map((mention, at) => {
    const previous = mentions[at - 1]?.end ?? 0;
    const next = mentions[at + 1]?.start;
    heading = nearestHeading(letter.marked, words, previous, mention.start) ?? heading;
    const leadsOn = next === undefined ? null : nearestHeading(letter.marked, words, mention.end, next);
    const own = words.filter(
      ({ start }) =>
        start >= mention.end && start < (next ?? letter.marked.length) && leadsOn?.every((word) => start < word.start) !== false,
    );
    const told = own.length > 0 ? own : heading;
    const proposals = told.map((word) => proposalOf(letter, word));
    const distinct = new Set(told.map(({ impact }) => impact));
    const [only] = distinct;
    if (distinct.size === 1 && only !== undefined) return { impact: only, impacts: proposals, doubts: [] };
    if (distinct.size > 1) return { impact: null, impacts: proposals, doubts: ['several'] };
    return fromScore(letter, mention, next ?? letter.marked.length) ?? { impact: null, impacts: [], doubts: ['not-stated'] };
  });
}

function impactWords(text: string): readonly ImpactWord[] {
  return wordsOfImpact
    .flatMap(([pattern, impact]) =>
      [...text.matchAll(pattern)]
        .filter(
          ({ 0: word, index }) =>
            !noImpactBefore.test(text.slice(Math.max(0, index - 14), index)) &&
            !noImpactAfter.test(text.slice(index + word.length, index + word.length + 10)),
        )
        .map(({ 0: word, index }) => ({ impact, start: index, end: index + word.length })),
    )
    .toSorted((a, b) => a.start - b.start);
}

/** The words of the last line between two CVEs that leads up to the second; null where none does. */
function nearestHeading(text: string, words: readonly ImpactWord[], from: number, to: number): readonly ImpactWord[] | null {
  const last = words.findLast(({ start, end }) => start >= from && end <= to && isHeading(text, start, from, to));
  if (!last) return null;
  const lineStart = Math.max(from, text.lastIndexOf('\n', last.start) + 1);
  return words.filter(({ start, end }) => start >= lineStart && end <= to && start <= last.start);
}

/** A colon follows on its line and nothing is said behind it, or the word ends a line of its own; never in brackets or beside a score. */
function isHeading(text: string, start: number, from: number, to: number): boolean {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const before = text.slice(Math.max(lineStart, from), start);
  if (lineStart < from && !before.includes(';') && !before.includes('.')) return false;
  if (/cvss|\([^)]*$/.test(before)) return false;
  const [line = '', ...further] = text.slice(start, to).split('\n');
  if (line.includes(':')) return !/[.;]\s/.test(line);
  return further.length > 0 && !/\.\s*$/.test(line);
}

const score = /(?:cvss|điểm)[^\d\n]{0,30}(10(?:[.,]0)?|\d[.,]\d)(?!\d)/u;

function fromScore(letter: FoldedText, { end }: CveMention, next: number): ImpactsOfCve | null {
  const found = score.exec(letter.marked.slice(end, Math.min(next, end + 400)));
  if (!found) return null;
  const value = Number((found[1] ?? '').replace(',', '.'));
  const impact = value >= 9 ? 'critical' : value >= 7 ? 'high' : 'other';
  const start = end + found.index;
  return { impact, impacts: [proposalOf(letter, { impact, start, end: start + found[0].length }, ['from-score'])], doubts: ['from-score'] };
}

const proposalOf = (letter: FoldedText, { impact, start, end }: ImpactWord, doubts: readonly LetterDoubt[] = []): Proposal<Impact> => ({
  value: impact,
  text: letter.wordsOf(start, end),
  span: letter.spanOf(start, end),
  doubts,
});
