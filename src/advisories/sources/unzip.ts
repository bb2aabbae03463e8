import { crc32, inflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import type { ImportLimits } from '../import-limits.ts';
import { type ArchiveTally, boundedInflate, tallyInflated } from './bounded-inflate.ts';
import { ContainerRefused, shownName, type SourcePiece } from './source-piece.ts';
import { isOneDocument, splitDocuments } from './split-documents.ts';

export interface Archive {
  readonly zip: ZipFile;
  /** Of the archive itself. */
  bytesAt(start: number, length: number): Promise<Uint8Array>;
}

/** The documents within a zip archive, in its order. Nothing is ever written; names of entries are only names. */
export async function* unzipDocuments(source: string, open: () => Promise<Archive>, limits: ImportLimits): AsyncGenerator<SourcePiece> {
  const seen = new Map<string, number>();
  const tally: ArchiveTally = { inflatedBytes: 0 };
  let zip: ZipFile | undefined;
  try {
    const archive = await open();
    zip = archive.zip;
    if (zip.entryCount > limits.archiveEntries)
      throw new ContainerRefused(`It has ${zip.entryCount} entries; more than ${limits.archiveEntries} are not read.`);
    for await (const entry of zip.eachEntry()) {
      if (isNoDocument(entry.fileName)) continue;
      const name = `${source}!${shownName(entry.fileName)}`;
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      if (times > 1) yield refused(`${name}!${times}`, 'It has the name of an earlier entry of the archive; only the first was imported.');
      else yield* entryDocuments(archive, entry, name, tally, limits);
    }
  } catch (thrown) {
    const reason = thrown instanceof ContainerRefused ? thrown.message : `It cannot be unpacked: ${messageOf(thrown)}. Fetch it again.`;
    yield refused(source, `${reason} What stands before in it was imported.`);
  } finally {
    zip?.close();
  }
}

async function* entryDocuments(
  archive: Archive,
  entry: Entry,
  name: string,
  tally: ArchiveTally,
  limits: ImportLimits,
): AsyncGenerator<SourcePiece> {
  const closed = whyClosed(entry);
  if (closed !== null) {
    yield refused(name, closed);
    return;
  }
  try {
    if (isSmall(entry)) {
      const inflated = await smallEntry(archive, entry);
      tallyInflated(tally, inflated.length, limits);
      // What begins as an object and has no second one below is one document, as nearly all entries are.
      if (inflated.length <= limits.documentBytes && isOneDocument(inflated)) yield { kind: 'document', source: name, bytes: inflated };
      else yield* splitDocuments(name, [inflated], limits);
      return;
    }
    const inflated = await archive.zip.openReadStreamPromise(entry);
    yield* splitDocuments(
      name,
      boundedInflate(inflated, () => entry.compressedSize, tally, limits),
      limits,
    );
  } catch (thrown) {
    if (thrown instanceof ContainerRefused) throw new ContainerRefused(`${name}: ${thrown.message}`);
    yield refused(name, `It cannot be unpacked: ${messageOf(thrown)}. Fetch the archive again.`);
  }
}

const smallBytes = 256 * 1024;
const isSmall = ({ compressionMethod, compressedSize, uncompressedSize }: Entry): boolean =>
  compressionMethod === 8 && compressedSize <= smallBytes && uncompressedSize <= smallBytes;

/** At once: a stream that inflates takes longer to set up than most documents take to inflate, and its memory goes late. */
async function smallEntry({ zip, bytesAt }: Archive, entry: Entry): Promise<Uint8Array> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const deflated = await bytesAt(fileDataStart, entry.compressedSize);
  const chunkSize = Math.max(64, entry.uncompressedSize);
  const inflated = inflateRawSync(deflated, { chunkSize, maxOutputLength: smallBytes });
  if (inflated.length !== entry.uncompressedSize)
    throw new Error(`it inflates to ${inflated.length} bytes and says ${entry.uncompressedSize}`);
  if (crc32(inflated) !== entry.crc32) throw new Error('it is damaged');
  return inflated;
}

function whyClosed(entry: Entry): string | null {
  if (entry.isEncrypted()) return 'It is encrypted. Unpack it with its password and import what it holds.';
  return entry.canDecodeFileData() ? null : 'It is compressed in a way that is not known here. Unpack it and import what it holds.';
}

const refused = (source: string, reason: string): SourcePiece => ({ kind: 'refused', source, bytes: Buffer.from(reason), reason });

/** Folders, and what systems put beside files. */
export const isNoDocument = (path: string): boolean =>
  path.endsWith('/') || path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
