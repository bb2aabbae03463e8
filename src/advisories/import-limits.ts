/** How much of a source is read; what is larger is refused, never cut off. */
export interface ImportLimits {
  /** One document, inflated. */
  readonly documentBytes: number;
  readonly downloadBytes: number;
  /** All that one archive inflates to. */
  readonly archiveBytes: number;
  /** Inflated to compressed, for what inflates to more than a megabyte. */
  readonly archiveRatio: number;
  readonly archiveEntries: number;
  readonly folderDepth: number;
  /** From one piece of a download to the next. */
  readonly silentMs: number;
  readonly downloadMs: number;
  readonly redirects: number;
}

/** OSV's largest archives hold some 400,000 documents and inflate about twentyfold; the largest CSAF documents known have 20 MB. */
export const importLimits: ImportLimits = {
  documentBytes: 64 * 1024 * 1024,
  downloadBytes: 256 * 1024 * 1024,
  archiveBytes: 8 * 1024 * 1024 * 1024,
  archiveRatio: 200,
  archiveEntries: 1_000_000,
  folderDepth: 32,
  silentMs: 30_000,
  downloadMs: 15 * 60_000,
  redirects: 5,
};

/** The deepest documents in use (CSAF product trees) have some 25 levels. */
export const jsonBounds = { deepest: 64, mostValues: 2_000_000 } as const;
