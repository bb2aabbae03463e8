import type { AdvisoryRecord, DocumentFormat } from '../domain/advisories/advisory.ts';
import { decodeDocument } from './document-content.ts';
import type { ReadingContext } from './document-reader.ts';
import { documentReaders } from './document-readers.ts';

export type ReadDocument =
  | { readonly status: 'read'; readonly format: DocumentFormat; readonly records: Iterable<AdvisoryRecord> }
  | { readonly status: 'refused'; readonly format: DocumentFormat | null; readonly reason: string };

/** Tells the format of a document by its content and reads it, whole or not at all. Whatever the bytes are, it answers with a value. */
export async function readDocument(bytes: Uint8Array, context: ReadingContext): Promise<ReadDocument> {
  const decoded = decodeDocument(bytes);
  if (decoded.status === 'refused') return { ...decoded, format: null };
  const reader = documentReaders.find(({ recognises }) => recognises(decoded.content));
  if (!reader)
    return {
      status: 'refused',
      format: null,
      reason: `It is in none of the known formats (${formats.join(', ')}).`,
    };
  const outcome = await reader.read(decoded.content, context);
  return { ...outcome, format: reader.format };
}

const formats = [...new Set(documentReaders.map(({ format }) => format))];
