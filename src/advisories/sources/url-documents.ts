import { fromBufferPromise } from 'yauzl';
import type { ImportLimits } from '../import-limits.ts';
import { download } from './download.ts';
import type { Fetch } from './fetch-through-proxy.ts';
import { gunzipDocuments } from './gunzip.ts';
import type { ResponseMemory } from './response-memory.ts';
import { isGzip, isZip, splitDocuments } from './split-documents.ts';
import type { SourcePiece } from './source-piece.ts';
import { type Archive, unzipDocuments } from './unzip.ts';

export interface UrlSource {
  readonly url: URL;
  readonly fetch: Fetch;
  readonly memory: ResponseMemory | null;
  readonly limits: ImportLimits;
  readonly signal: AbortSignal;
}

/** The documents of one answer. The server's marks are remembered when all of them were taken. */
export async function* urlDocuments({ url, fetch, memory, limits, signal }: UrlSource): AsyncGenerator<SourcePiece> {
  const source = url.href;
  if (url.username !== '' || url.password !== '') {
    url.username = url.password = '';
    yield {
      kind: 'unreadable',
      source: url.href,
      reason: 'Names and passwords within addresses are not used. Download it and import the file.',
    };
    return;
  }
  const remembered = memory?.recall(source) ?? null;
  const answer = await download({ url, fetch, remembered, limits, signal });
  if (answer.status === 'unreadable') yield { kind: 'unreadable', source, reason: answer.reason };
  else if (answer.status === 'not-modified') yield { kind: 'unchanged', source, documents: remembered?.documents ?? 1 };
  else {
    let documents = 0;
    for await (const piece of piecesOf(source, answer.bytes, limits)) {
      documents += 1;
      yield piece;
    }
    const { etag, lastModified } = answer;
    if (etag !== null || lastModified !== null) memory?.remember(source, { etag, lastModified, documents });
  }
}

function piecesOf(source: string, bytes: Buffer, limits: ImportLimits): AsyncGenerator<SourcePiece> {
  if (isZip(bytes)) return unzipDocuments(source, () => openArchive(bytes), limits);
  const chunks = (async function* (): AsyncGenerator<Uint8Array> {
    yield bytes;
  })();
  return isGzip(bytes) ? gunzipDocuments(source, chunks, limits) : splitDocuments(source, chunks, limits);
}

const openArchive = async (bytes: Buffer): Promise<Archive> => ({
  zip: await fromBufferPromise(bytes, { lazyEntries: true }),
  bytesAt: async (start, length) => bytes.subarray(start, start + length),
});
