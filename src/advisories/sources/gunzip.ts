import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ImportLimits } from '../import-limits.ts';
import { boundedInflate } from './bounded-inflate.ts';
import { type Chunks, ContainerRefused, type SourcePiece } from './source-piece.ts';
import { splitDocuments } from './split-documents.ts';

/** The documents within one .gz file or answer. */
export async function* gunzipDocuments(source: string, compressed: Chunks, limits: ImportLimits): AsyncGenerator<SourcePiece> {
  let compressedBytes = 0;
  let start: Uint8Array = new Uint8Array();
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of compressed) {
      if (compressedBytes === 0) start = chunk;
      compressedBytes += chunk.length;
      yield chunk;
    }
  }
  const input = Readable.from(counted());
  const gunzip = createGunzip();
  input.on('error', (error) => gunzip.destroy(error));
  try {
    const inflated = boundedInflate(input.pipe(gunzip), () => compressedBytes, { inflatedBytes: 0 }, limits);
    yield* splitDocuments(source, inflated, limits);
  } catch (thrown) {
    if (!(thrown instanceof ContainerRefused) && !isZlibError(thrown)) throw thrown;
    const reason =
      thrown instanceof ContainerRefused ? thrown.message : 'It starts like gzip and is none: cut off or damaged. Fetch it again.';
    yield { kind: 'refused', source, bytes: start, reason };
  } finally {
    gunzip.destroy();
    input.destroy();
  }
}

const isZlibError = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && thrown.code.startsWith('Z_');
