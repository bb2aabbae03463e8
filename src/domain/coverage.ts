import type { Verdict } from './verdict.ts';

/** A place that should have been read and was not. `reason` is a short technical word such as EACCES. */
export interface Unreadable {
  readonly subject: string;
  readonly reason: string;
}

/** What became of one scanner in one scan. `reason` is set unless all was read. */
export interface Coverage {
  readonly scannerId: string;
  readonly status: 'ok' | 'failed' | 'skipped';
  readonly reason?: string | undefined;
  readonly durationMs: number;
}

export type ScannerVerdict = { readonly scannerId: string } & Verdict;
