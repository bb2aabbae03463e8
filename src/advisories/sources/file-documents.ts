import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { fromRandomAccessReaderPromise } from 'yauzl';
import type { ImportLimits } from '../import-limits.ts';
import { BlockReader } from './block-reader.ts';
import { gunzipDocuments } from './gunzip.ts';
import { isGzip, isZip, splitDocuments } from './split-documents.ts';
import type { SourcePiece } from './source-piece.ts';
import { unreadablePath } from './unreadable-path.ts';
import { type Archive, unzipDocuments } from './unzip.ts';

const chunkBytes = 256 * 1024;

export interface FileSource {
  readonly path: string;
  /** True for a file that a person named; within folders links are not followed. */
  readonly followsLinks: boolean;
  readonly limits: ImportLimits;
}

/** The documents of one file: itself, its lines, or what an archive holds. */
export async function* fileDocuments({ path, followsLinks, limits }: FileSource): AsyncGenerator<SourcePiece> {
  let file: FileHandle | undefined;
  try {
    // A named pipe would wait for its other end: opened without waiting, then seen to be none.
    const opened = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | (followsLinks ? 0 : constants.O_NOFOLLOW));
    file = opened;
    const found = await opened.stat();
    if (!found.isFile()) {
      yield { kind: 'unreadable', source: path, reason: 'It is neither a file nor a folder.' };
      return;
    }
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(4), 0, 4, 0);
    const start = buffer.subarray(0, bytesRead);
    if (isZip(start)) yield* unzipDocuments(path, () => openArchive(opened, found.size), limits);
    else if (isGzip(start)) yield* gunzipDocuments(path, chunksOf(opened), limits);
    else yield* splitDocuments(path, chunksOf(opened), limits);
  } catch (thrown) {
    yield unreadablePath(path, thrown);
  } finally {
    await file?.close();
  }
}

async function openArchive(file: FileHandle, bytes: number): Promise<Archive> {
  const reader = new BlockReader(file);
  const zip = await fromRandomAccessReaderPromise(reader, bytes, { lazyEntries: true, autoClose: false });
  return { zip, bytesAt: (start, length) => reader.bytesAt(start, length) };
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
