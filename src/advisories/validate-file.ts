import type { DocumentFormat } from '../domain/advisories/advisory.ts';
import { importLimits } from './import-limits.ts';
import { plainWords } from './plain-words.ts';
import { readDocument } from './read-document.ts';
import { fileDocuments } from './sources/file-documents.ts';

export type Validation =
  | { readonly status: 'accepted'; readonly format: DocumentFormat }
  | { readonly status: 'refused'; readonly format: DocumentFormat | null; readonly reason: string }
  | { readonly status: 'unreadable'; readonly reason: string };

/** Whether an import would take a file, with all of its documents where it holds several; the format is that of the first. */
export async function validateFile(path: string, readOn: string): Promise<Validation> {
  let format: DocumentFormat | null = null;
  for await (const piece of fileDocuments({ path, followsLinks: true, limits: importLimits })) {
    const where = piece.source === path ? '' : `${piece.source}: `;
    if (piece.kind === 'unreadable') return { status: 'unreadable', reason: plainWords(piece.reason) };
    if (piece.kind === 'refused') return { status: 'refused', format, reason: plainWords(`${where}${piece.reason}`) };
    if (piece.kind === 'unchanged') continue;
    const read = await readDocument(piece.bytes, { source: piece.source, readOn });
    if (read.status === 'refused') return { status: 'refused', format: read.format, reason: plainWords(`${where}${read.reason}`) };
    format ??= read.format;
  }
  return format === null ? { status: 'refused', format, reason: 'It holds no document.' } : { status: 'accepted', format };
}
