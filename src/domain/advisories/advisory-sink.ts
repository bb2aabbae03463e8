import type { AdvisoryRecord, DocumentOrigin } from './advisory.ts';

/** Where importers put what they read. */
export interface AdvisorySink {
  /** True where this document was accepted from this source before: it need not be parsed again. A refused one is told at each import. */
  knows(source: string, digest: string): boolean;
  /**
   * All of the records or, where the iterable throws, none of them; they take the place of what the last document from this source gave.
   * `unchanged` where that had the same digest.
   */
  put(origin: DocumentOrigin, records: Iterable<AdvisoryRecord>): 'imported' | 'unchanged';
  /** A document, or an address with all that came of it, was looked at again and is as it was: what there is of its format is as new. */
  sawAgain(source: string, readAt: string): void;
  /** Remembers a document that was refused, with the reason in words for people; what its source gave before stays. */
  quarantine(origin: Omit<DocumentOrigin, 'format'>, reason: string): void;
}
