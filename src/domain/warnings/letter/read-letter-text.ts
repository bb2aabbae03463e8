import type { Impact } from '../warning.ts';
import { readProducts } from './affected-products.ts';
import { groupEnds } from './cve-groups.ts';
import { type CveMention, findCves } from './cve-mentions.ts';
import { readDeadline } from './deadline.ts';
import { type FoldedText, foldText } from './folded-text.ts';
import { type ImpactsOfCve, impactsOf } from './impact-mentions.ts';
import { readIssuedOn, readNumber, readTitle, titlePlace } from './letterhead.ts';
import { type LetterDoubt, type LetterReading, longestLetter, type ProposedCve } from './reading.ts';
import { readEffects, readExploited } from './threat-words.ts';

export type LetterOutcome =
  | { readonly outcome: 'read'; readonly reading: LetterReading }
  | { readonly outcome: 'too-long'; readonly mostCharacters: number };

/** Proposals from the text of a letter, for a person to confirm: nothing is decided here, and what is doubtful is said. */
export function readLetterText(text: string): LetterOutcome {
  if (text.length > longestLetter) return { outcome: 'too-long', mostCharacters: longestLetter };
  const letter = foldText(text);
  const { mentions, malformed, isCut } = findCves(letter);
  const issuedOn = readIssuedOn(letter);
  const exploited = readExploited(letter);
  const surelyExploited = exploited.filter(({ doubts }) => doubts.length === 0);
  const ends = groupEnds(letter, mentions);
  const isExploited = ({ end }: CveMention, at: number): boolean => {
    const next = mentions[(ends[at] ?? at) + 1]?.start ?? letter.plain.length;
    return surelyExploited.some((words) => words.at >= end && words.at < next);
  };
  const impacts = impactsOf(letter, mentions, titlePlace(letter));
  const read = mentions.map((mention, at) => ({ mention, impacts: impacts[at] ?? nothingSaid, isExploited: isExploited(mention, at) }));
  const reading: LetterReading = {
    number: readNumber(letter),
    issuedOn,
    title: readTitle(letter),
    cves: byCve(letter, read),
    malformedCves: malformed,
    products: readProducts(letter),
    effects: readEffects(letter),
    exploited: exploited.map(({ value, text: words, span, doubts }) => ({ value, text: words, span, doubts })),
    deadline: readDeadline(letter, issuedOn[0]?.value ?? null),
    isCut,
  };
  return { outcome: 'read', reading };
}

const nothingSaid: ImpactsOfCve = { impact: null, impacts: [], doubts: ['not-stated'] };

interface ReadMention {
  readonly mention: CveMention;
  readonly impacts: ImpactsOfCve;
  readonly isExploited: boolean;
}

/** Each CVE once, with all that its mentions say. A place that is clear outweighs one in doubt. */
function byCve(letter: FoldedText, read: readonly ReadMention[]): readonly ProposedCve[] {
  const groups = Map.groupBy(read, ({ mention }) => mention.cve);
  return [...groups].map(([cve, places]) => {
    const best = places.find(({ mention }) => mention.doubts.length === 0) ?? places[0];
    const { start = 0, end = 0, doubts = [], alternatives = [] } = best?.mention ?? {};
    return {
      value: cve,
      text: letter.wordsOf(start, end),
      span: letter.spanOf(start, end),
      doubts,
      alternatives,
      spans: places.map(({ mention }) => letter.spanOf(mention.start, mention.end)),
      ...agreedImpact(places.map(({ impacts }) => impacts)),
      isExploited: places.some((place) => place.isExploited),
    };
  });
}

/** A clear word outweighs an unclear one, a word outweighs a score, a score the subject; what is clear and differs is in doubt. */
function agreedImpact(told: readonly ImpactsOfCve[]): Pick<ProposedCve, 'impact' | 'impacts' | 'impactDoubts'> {
  const byWord = told.filter(({ impact, doubts }) => impact !== null && !doubts.includes('from-score') && !doubts.includes('from-title'));
  const byScore = told.filter(({ impact, doubts }) => impact !== null && !doubts.includes('from-title'));
  const bySubject = told.filter(({ impact }) => impact !== null);
  const unclear = told.filter(({ doubts }) => !doubts.includes('not-stated'));
  const counted = [byWord, byScore, bySubject, unclear].find((some) => some.length > 0) ?? [];
  const distinct = new Set<Impact | null>(counted.map(({ impact }) => impact));
  const [only = null] = distinct;
  const doubts = new Set<LetterDoubt>(counted.flatMap((one) => one.doubts));
  if (counted.length === 0) doubts.add('not-stated');
  if (distinct.size > 1) doubts.add('several');
  return { impact: distinct.size === 1 ? only : null, impacts: counted.flatMap((one) => one.impacts), impactDoubts: [...doubts] };
}
