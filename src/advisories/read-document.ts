import type { AdvisoryRecord, DocumentFormat } from '../domain/advisories/advisory.ts';
import { readCsv } from './csv-table.ts';
import { decodeDocument, type DocumentContent } from './document-content.ts';
import type { ReadingContext } from './document-reader.ts';
import { documentReaders } from './document-readers.ts';
import { quoted } from './problem-in-words.ts';

export type ReadDocument =
  | {
      readonly status: 'read';
      readonly format: DocumentFormat;
      readonly records: Iterable<AdvisoryRecord>;
      readonly lowerCaseCves?: number;
    }
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
      reason: whyNotATable(decoded.content) ?? `It is in none of the known formats (${formats.join(', ')}).`,
    };
  const outcome = await reader.read(decoded.content, context);
  return { ...outcome, format: reader.format };
}

/** For a table whose columns nobody knows: which are needed. Null for what is no table. */
function whyNotATable(content: DocumentContent): string | null {
  if (content.kind !== 'text') return null;
  const start = readCsv(content.text.slice(0, 20_000).split(/\r?\n/).slice(0, 5).join('\n'));
  if (start.status === 'refused' || start.rows.length === 0) return null;
  const found = start.header.slice(0, 20).map((cell) => quoted(cell));
  return `It is a table whose columns are not those of any format (${found.join(', ')}). A list of letters needs the columns "Số" (or "number") and "CVE"; warnings with their CVEs in groups go in with "warnings add --csv".`;
}

const formats = [...new Set(documentReaders.map(({ format }) => format))];
