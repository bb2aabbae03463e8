import type { LetterWords } from '../../domain/words/letter-words.ts';

/** What commands about warnings say to people; a missing text does not compile. */
export interface WarningText extends LetterWords {
  readonly recognised: string;
  readonly field: Readonly<
    Record<'number' | 'issuer' | 'issuedOn' | 'title' | 'deadline' | 'products' | 'effect' | 'exploited' | 'malformed', string>
  >;
  readonly notFound: string;
  readonly fromNumber: string;
  /** Before all that will be stored, options and what was recognised put together. */
  readonly toStore: string;
  readonly none: string;
  readonly orRather: (alternatives: string) => string;
  readonly meant: (cve: string) => string;
  readonly impactUnclear: string;
  readonly yes: string;
  readonly no: string;
  readonly isCut: string;
  readonly confirm: string;
  readonly notStored: string;
  readonly stored: (number: string) => string;
  readonly storedAlready: (number: string) => string;
  readonly noWarnings: string;
  readonly deadline: (day: string) => string;
  readonly overdue: string;
  readonly notJudged: string;
  readonly exported: (file: string) => string;
}
