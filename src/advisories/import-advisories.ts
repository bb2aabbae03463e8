import { createHash } from 'node:crypto';
import { AppError } from '../base/app-error.ts';
import { type Clock, isoTime } from '../base/clock.ts';
import type { AdvisorySink } from '../domain/advisories/advisory-sink.ts';
import { type ImportLimits, importLimits } from './import-limits.ts';
import { plainWords } from './plain-words.ts';
import { readDocument } from './read-document.ts';
import { documentsOf } from './sources/documents-of.ts';
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
  for (const source of sources)
    for await (const piece of documentsOf(source, { fetch, memory, limits, signal })) {
      if (signal.aborted) throw new AppError('CANCELLED', 'The import was cancelled. What was imported before stays.');
      const settled = await settle(piece, options);
      if (settled.status === 'imported') counts.imported += 1;
      else if (settled.status === 'unchanged') counts.unchanged += settled.documents;
      else (settled.status === 'quarantined' ? quarantined : unreadable).push({ source: piece.source, reason: settled.reason });
      onProgress?.({ source: piece.source, ...counts, quarantined: quarantined.length });
    }
  return { ...counts, quarantined, unreadable };
}

type Settled =
  | { readonly status: 'imported' }
  | { readonly status: 'unchanged'; readonly documents: number }
  | { readonly status: 'quarantined' | 'unreadable'; readonly reason: string };

async function settle(piece: SourcePiece, { sink, clock }: ImportOptions): Promise<Settled> {
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
    return status === 'imported' ? { status } : { status, documents: 1 };
  }
  // Reasons cite documents, and documents may hold what steers a terminal.
  const reason = plainWords(read.reason);
  sink.quarantine(origin, reason);
  return { status: 'quarantined', reason };
}
