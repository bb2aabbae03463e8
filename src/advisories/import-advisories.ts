import { createHash } from 'node:crypto';
import { AppError } from '../base/app-error.ts';
import { type Clock, isoTime } from '../base/clock.ts';
import type { AdvisorySink } from '../domain/advisories/advisory-sink.ts';
import { type ImportLimits, importLimits } from './import-limits.ts';
import { plainWords } from './plain-words.ts';
import { readDocument } from './read-document.ts';
import { isCompanionFile } from './sources/companion-file.ts';
import { documentsOf, namedSource } from './sources/documents-of.ts';
import { type Fetch, fetchThroughProxy } from './sources/fetch-through-proxy.ts';
import type { ResponseMemory } from './sources/response-memory.ts';
import type { SourcePiece } from './sources/source-piece.ts';

export interface RefusedSource {
  readonly source: string;
  /** In words for people. */
  readonly reason: string;
}

/** Counts of documents. */
export interface ImportResult {
  readonly imported: number;
  /** As they were when they were accepted before. */
  readonly unchanged: number;
  readonly quarantined: readonly RefusedSource[];
  /** Nothing of them was read: missing, not allowed, not reachable. */
  readonly unreadable: readonly RefusedSource[];
  /** Files within folders and archives that are no documents and do not say that they are: licences, pages to read, checksums. */
  readonly skipped: readonly string[];
  /** Documents whose CVE ids were not all in upper case, and how many of them. */
  readonly normalised: readonly { readonly source: string; readonly lowerCaseCves: number }[];
}

export interface ImportProgress {
  readonly source: string;
  readonly imported: number;
  readonly unchanged: number;
  readonly quarantined: number;
}

export interface ImportOptions {
  readonly sink: AdvisorySink;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** After each document. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** By default through the proxy that the environment names. */
  readonly fetch?: Fetch;
  /** Without one, everything is downloaded each time. */
  readonly memory?: ResponseMemory;
  readonly limits?: Partial<ImportLimits>;
}

/** Reads documents from files, folders and URLs into the sink, each whole or not at all. Throws CANCELLED, and what the sink throws. */
export async function importAdvisories(sources: readonly string[], options: ImportOptions): Promise<ImportResult> {
  const { signal, onProgress, fetch = fetchThroughProxy(process.env), memory = null } = options;
  const limits = { ...importLimits, ...options.limits };
  const counts = { imported: 0, unchanged: 0 };
  const quarantined: RefusedSource[] = [];
  const unreadable: RefusedSource[] = [];
  const skipped: string[] = [];
  const normalised: { source: string; lowerCaseCves: number }[] = [];
  for (const source of sources) {
    const named = namedSource(source);
    for await (const piece of documentsOf(source, { fetch, memory, limits, signal })) {
      if (signal.aborted) throw new AppError('CANCELLED', 'The import was cancelled. What was imported before stays.');
      const settled = await settle(piece, piece.source !== named, options);
      if (settled.status === 'imported') counts.imported += 1;
      else if (settled.status === 'unchanged') counts.unchanged += settled.documents;
      else if (settled.status === 'skipped') skipped.push(piece.source);
      else (settled.status === 'quarantined' ? quarantined : unreadable).push({ source: piece.source, reason: settled.reason });
      if ('lowerCaseCves' in settled && settled.lowerCaseCves > 0)
        normalised.push({ source: piece.source, lowerCaseCves: settled.lowerCaseCves });
      onProgress?.({ source: piece.source, ...counts, quarantined: quarantined.length });
    }
  }
  return { ...counts, quarantined, unreadable, skipped, normalised };
}

type Settled =
  | { readonly status: 'imported'; readonly lowerCaseCves: number }
  | { readonly status: 'skipped' }
  | { readonly status: 'unchanged'; readonly documents: number }
  | { readonly status: 'quarantined' | 'unreadable'; readonly reason: string };

async function settle(piece: SourcePiece, isWithin: boolean, { sink, clock }: ImportOptions): Promise<Settled> {
  if (piece.kind === 'unchanged') {
    sink.sawAgain(piece.source, isoTime(clock));
    return { status: 'unchanged', documents: piece.documents };
  }
  if (piece.kind === 'unreadable') return { status: 'unreadable', reason: plainWords(piece.reason) };
  const { source, bytes } = piece;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const origin = { source, digest, readAt: isoTime(clock) };
  if (sink.knows(source, digest)) {
    sink.sawAgain(source, origin.readAt);
    return { status: 'unchanged', documents: 1 };
  }
  const read = piece.kind === 'refused' ? piece : await readDocument(bytes, { source, readOn: origin.readAt.slice(0, 10) });
  if ('records' in read) {
    const status = sink.put({ ...origin, format: read.format }, read.records);
    return status === 'imported' ? { status, lowerCaseCves: read.lowerCaseCves ?? 0 } : { status, documents: 1 };
  }
  if ('format' in read && read.format === null && isWithin && isCompanionFile(source, bytes)) return { status: 'skipped' };
  // Reasons cite documents, and documents may hold what steers a terminal.
  const reason = plainWords(read.reason);
  sink.quarantine(origin, reason);
  return { status: 'quarantined', reason };
}
