import type { Impact } from '../warning.ts';
import { groupEnds } from './cve-groups.ts';
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

/** Which impact the letter gives each mention: its own words, else the heading that it stands under, else what is said of its enumeration. */
export function impactsOf(letter: FoldedText, mentions: readonly CveMention[], title: Title): readonly ImpactsOfCve[] {
  const all = impactWords(letter.marked);
  const isInTitle = ({ start }: ImpactWord): boolean => title !== null && start >= title.start && start < title.end;
  // A subject speaks of the letter, not of each of its vulnerabilities.
  const words = all.filter((word) => !isInTitle(word));
  const fromTitle = titleImpact(letter, all.filter(isInTitle));
  const alone: ImpactsOfCve[] = [];
  let heading: readonly ImpactWord[] = [];
  for (const [at, mention] of mentions.entries()) {
    heading = nearestHeading(letter.marked, words, mentions[at - 1]?.end ?? 0, mention.start) ?? heading;
    alone.push(impactOf(letter, mention, ownWords(letter.marked, words, mention, mentions[at + 1]), heading, mentions[at + 1]));
  }
  return groupEnds(letter, mentions).map((end, at) => {
    const own = alone[at] ?? notStated;
    const told = own.impact === null ? (alone[end] ?? own) : own;
    return told.doubts.includes('not-stated') ? fromTitle : told;
  });
}

/** Where the subject stands, in folded offsets. */
export type Title = { readonly start: number; readonly end: number } | null;

function titleImpact(letter: FoldedText, words: readonly ImpactWord[]): ImpactsOfCve {
  const [only, ...others] = new Set(words.map(({ impact }) => impact));
  if (only === undefined) return notStated;
  const impacts = words.map((word) => proposalOf(letter, word, ['from-title']));
  return others.length > 0
    ? { impact: null, impacts, doubts: ['from-title', 'several'] }
    : { impact: only, impacts, doubts: ['from-title'] };
}

const notStated: ImpactsOfCve = { impact: null, impacts: [], doubts: ['not-stated'] };

/** Those behind it that do not lead up to the next one. */
function ownWords(text: string, words: readonly ImpactWord[], { end }: CveMention, next: CveMention | undefined): readonly ImpactWord[] {
  const heading = next === undefined ? null : nearestHeading(text, words, end, next.start);
  const most = heading?.[0]?.start ?? next?.start ?? text.length;
  return words.filter(({ start }) => start >= end && start < most);
}

function impactOf(
  letter: FoldedText,
  mention: CveMention,
  own: readonly ImpactWord[],
  heading: readonly ImpactWord[],
  next: CveMention | undefined,
): ImpactsOfCve {
  const told = own.length > 0 ? own : heading;
  const impacts = told.map((word) => proposalOf(letter, word));
  const [only, ...others] = new Set(told.map(({ impact }) => impact));
  if (others.length > 0) return { impact: null, impacts, doubts: ['several'] };
  if (only !== undefined) return { impact: only, impacts, doubts: [] };
  return fromScore(letter, mention, next?.start ?? letter.marked.length) ?? notStated;
}

/** `Mức độ nghiêm trọng: Cao` says "high": what stands before the colon only asks. */
const isLabel = (text: string, start: number, end: number): boolean =>
  /mức\s{1,3}độ\s{1,3}$/u.test(text.slice(Math.max(0, start - 12), start)) &&
  /^(?:\s{0,3}\([^)\n]{0,30}\))?\s{0,3}:\s{0,5}(?:\d{1,2}(?:[.,]\d)?\s{0,3}[(/-]?\s{0,3})?(?:nghiêm trọng|cao|trung bình|thấp|critical|high|medium|low)(?!\p{L})/u.test(
    text.slice(end, end + 80),
  );

function impactWords(text: string): readonly ImpactWord[] {
  return wordsOfImpact
    .flatMap(([pattern, impact]) =>
      [...text.matchAll(pattern)]
        .filter(
          ({ 0: word, index }) =>
            !noImpactBefore.test(text.slice(Math.max(0, index - 14), index)) &&
            !noImpactAfter.test(text.slice(index + word.length, index + word.length + 10)) &&
            !isLabel(text, index, index + word.length),
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
