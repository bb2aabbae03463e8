import type { AdvisoryRecord, DocumentFormat } from '../domain/advisories/advisory.ts';
import type { DocumentContent } from './document-content.ts';

export interface ReadingContext {
  /** Path or URL; an entry of an archive after `!`. */
  readonly source: string;
  /** `YYYY-MM-DD`. */
  readonly readOn: string;
}

/** What a document gives, checked whole, or why it was refused, in words for people. */
export type ReadOutcome =
  | {
      readonly status: 'read';
      readonly records: Iterable<AdvisoryRecord>;
      /** CVE ids that were not in upper case and were read as if they were. */
      readonly lowerCaseCves?: number;
    }
  | { readonly status: 'refused'; readonly reason: string };

/** One format of documents. */
export interface DocumentReader {
  readonly format: DocumentFormat;
  /** By content alone: names of files say nothing. Cheap, and true of at most one reader. */
  recognises(content: DocumentContent): boolean;
  read(content: DocumentContent, context: ReadingContext): ReadOutcome | Promise<ReadOutcome>;
}

export const refused = (reason: string): ReadOutcome => ({ status: 'refused', reason });
