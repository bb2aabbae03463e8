import { issuerMark, orderedCves, type WarnedCve, type WarningContent } from '../warning.ts';
import type { LetterReading, Proposal } from './reading.ts';

export type DraftQuestion = 'number' | 'issuedOn' | 'deadline';

/** What the clear parts of a letter make; a person completes and confirms it. */
export interface LetterDraft {
  /** Empty or null where the letter does not say, or not clearly. */
  readonly content: Omit<WarningContent, 'number' | 'issuedOn'> & { readonly number: string | null; readonly issuedOn: string | null };
  /** What the letter says, but not clearly enough to take: only a person can tell. */
  readonly questions: readonly DraftQuestion[];
}

export function draftOf(reading: LetterReading, effectText: (effect: LetterReading['effects'][number]['value']) => string): LetterDraft {
  const [number, issuedOn, deadline] = [only(reading.number), only(reading.issuedOn), only(reading.deadline)];
  const cves = reading.cves.map(({ value, impact }): WarnedCve => ({ cve: value, impact: impact ?? 'other' }));
  return {
    content: {
      number: number || null,
      issuer: number === null ? '' : issuerMark(number),
      issuedOn,
      title: only(reading.title) ?? '',
      cves: orderedCves(cves),
      products: reading.products.map(({ value }) => value),
      effect: reading.effects.map(({ value }) => effectText(value)).join('; '),
      isExploited: reading.exploited.some(({ doubts }) => doubts.length === 0),
      deadline,
    },
    questions: [
      ...(reading.number.length > 0 && !number ? (['number'] as const) : []),
      ...(reading.issuedOn.length > 0 && issuedOn === null ? (['issuedOn'] as const) : []),
      ...(reading.deadline.length > 0 && deadline === null ? (['deadline'] as const) : []),
    ],
  };
}

/** The one that is proposed, unless there are several or it may mean something else. */
function only<Value>(proposals: readonly Proposal<Value>[]): Value | null {
  const [first] = proposals;
  if (!first || proposals.length > 1) return null;
  return first.doubts.some((doubt) => doubt === 'several' || doubt === 'may-be-about-versions') ? null : first.value;
}
