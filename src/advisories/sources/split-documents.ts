import type { ImportLimits } from '../import-limits.ts';
import { areLines, createDocumentLines, type DocumentLines } from './document-lines.ts';
import type { Chunks, SourcePiece } from './source-piece.ts';

/** One document of all bytes, or one for each line of JSON Lines. */
export async function* splitDocuments(
  source: string,
  chunks: Chunks | Iterable<Uint8Array>,
  limits: ImportLimits,
): AsyncGenerator<SourcePiece> {
  const kept: Uint8Array[] = [];
  let keptBytes = 0;
  let lines: DocumentLines | false | null = null;
  for await (const chunk of chunks) {
    const piece = keptBytes === 0 && lines === null ? withoutMark(chunk) : chunk;
    if (lines) yield* lines.push(piece);
    else {
      kept.push(piece);
      keptBytes += piece.length;
      if (lines === null && (kept.length === 1 || piece.includes(newline))) {
        const start = Buffer.concat(kept);
        const decided = areLines(start);
        if (decided === true) {
          lines = createDocumentLines(source);
          keptBytes = 0;
          yield* lines.push(start);
        } else if (decided === false) lines = false;
      }
    }
    const waitingBytes = lines ? lines.waitingBytes() : keptBytes;
    if (waitingBytes <= limits.documentBytes) continue;
    yield { kind: 'refused', source, bytes: Buffer.concat(kept), reason: tooLarge(limits.documentBytes) };
    return;
  }
  if (lines) yield* lines.end();
  else yield wholeDocument(source, Buffer.concat(kept));
}

const newline = 0x0a;
const openBrace = 0x7b;

/** True of what needs no look for lines: an object in JSON on one line, or with nothing that begins an object on its second. */
export function isOneDocument(bytes: Uint8Array): boolean {
  if (bytes[0] !== openBrace) return false;
  const end = bytes.indexOf(newline);
  return end === -1 || areLines(bytes) === false;
}

/** Without the byte order mark of UTF-8. */
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

export const inMegabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;

export const tooLarge = (mostBytes: number): string =>
  `It is larger than ${inMegabytes(mostBytes)}, the most that is read of one document.`;

const wholeDocument = (source: string, bytes: Uint8Array): SourcePiece =>
  isGzip(bytes) || isZip(bytes)
    ? { kind: 'refused', source, bytes, reason: 'It is an archive within an archive; such are not opened. Unpack the outer one first.' }
    : { kind: 'document', source, bytes };

/** By the first bytes. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));
