import type { CveFault } from '../cve-id.ts';
import type { Impact } from '../warning.ts';
import type { Span } from './folded-text.ts';

export const letterDoubts = [
  /** A line break stands inside; put together it is the only well-formed reading. */
  'joined-over-line-break',
  /** The next line may go on with the number, or begin something else. */
  'may-go-on-in-next-line',
  /** The letter names several for what can be but one. */
  'several',
  /** Named, but not in the place where a letter has it. */
  'place-unusual',
  /** The year is not written; that of the letter is taken. */
  'year-missing',
  /** The year has two digits. */
  'year-short',
  /** A month without a day. */
  'day-missing',
  /** The place for it was left empty, as in drafts that are numbered and dated by hand. */
  'left-blank',
  /** Not a day of the calendar. */
  'no-such-day',
  /** A number of days instead of a date. */
  'relative',
  /** May speak of versions or patches, not of what is to be done. */
  'may-be-about-versions',
  /** The letter gives no impact for it. */
  'not-stated',
  /** Taken from the CVSS score, since no word gives it. */
  'from-score',
  /** Only the subject of the letter says it, of no vulnerability by name. */
  'from-title',
  /** It may happen, or it is not said that it does. */
  'only-possible',
] as const;
export type LetterDoubt = (typeof letterDoubts)[number];

/** Something that was recognised, for a person to confirm. No doubts: nothing in the letter speaks against it. */
export interface Proposal<Value> {
  readonly value: Value;
  /** The words that it was read from. */
  readonly text: string;
  readonly span: Span;
  readonly doubts: readonly LetterDoubt[];
}

export interface ProposedCve extends Proposal<string> {
  /** Every place that names it. */
  readonly spans: readonly Span[];
  /** What else the same words may mean. */
  readonly alternatives: readonly string[];
  /** Null where the letter gives none or contradicts itself: `impacts` then says how. */
  readonly impact: Impact | null;
  readonly impacts: readonly Proposal<Impact>[];
  readonly impactDoubts: readonly LetterDoubt[];
  /** True where the words about this CVE say that it is exploited. */
  readonly isExploited: boolean;
}

/** Calls itself a CVE id and is none. */
export interface MalformedCve {
  readonly text: string;
  readonly span: Span;
  readonly fault: CveFault;
  /** What may be meant; null where that is anybody's guess. */
  readonly meant: string | null;
}

export const effects = [
  'code-execution',
  'privilege-escalation',
  'security-bypass',
  'spoofing',
  'denial-of-service',
  'information-leak',
] as const;
export type Effect = (typeof effects)[number];

/** All that was recognised. Where there may be but one value, several proposals, or one with doubts, are a question to a person. */
export interface LetterReading {
  readonly number: readonly Proposal<string>[];
  readonly issuedOn: readonly Proposal<string | null>[];
  readonly title: readonly Proposal<string>[];
  readonly cves: readonly ProposedCve[];
  readonly malformedCves: readonly MalformedCve[];
  readonly products: readonly Proposal<string>[];
  readonly effects: readonly Proposal<Effect>[];
  readonly exploited: readonly Proposal<true>[];
  readonly deadline: readonly Proposal<string | null>[];
  /** Set where the letter holds more than is read of one. */
  readonly isCut: boolean;
}

/** Characters of a letter; longer texts are refused. */
export const longestLetter = 200_000;
/** Things of one kind that are kept of a letter. */
export const mostRead = 1000;
