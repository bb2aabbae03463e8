import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportLimits } from '../import-limits.ts';
import type { Fetch } from './fetch-through-proxy.ts';
import { fileDocuments } from './file-documents.ts';
import { folderDocuments } from './folder-documents.ts';
import type { ResponseMemory } from './response-memory.ts';
import type { SourcePiece } from './source-piece.ts';
import { unreadablePath } from './unreadable-path.ts';
import { urlDocuments } from './url-documents.ts';

export interface Reach {
  readonly fetch: Fetch;
  readonly memory: ResponseMemory | null;
  readonly limits: ImportLimits;
  readonly signal: AbortSignal;
}

/** What the piece of a source is called that is the source itself, and nothing within it. */
export function namedSource(source: string): string {
  const scheme = schemeOf(source);
  if (scheme === undefined || scheme === 'file') return pathOf(source, scheme);
  return URL.canParse(source) ? new URL(source).href : source;
}

const schemeOf = (source: string): string | undefined => /^([a-z][a-z0-9+.-]+):\/\//i.exec(source)?.[1]?.toLowerCase();

const pathOf = (source: string, scheme: string | undefined): string => resolve(scheme === 'file' ? fileURLToPath(source) : source);

/** The documents of a file, a folder or a URL. */
export async function* documentsOf(source: string, { fetch, memory, limits, signal }: Reach): AsyncGenerator<SourcePiece> {
  const scheme = schemeOf(source);
  if (scheme === 'http' || scheme === 'https') {
    if (URL.canParse(source)) yield* urlDocuments({ url: new URL(source), fetch, memory, limits, signal });
    else yield { kind: 'unreadable', source, reason: 'It is no address. Write it as https://host/path.' };
  } else if (scheme !== undefined && scheme !== 'file')
    yield { kind: 'unreadable', source, reason: `Addresses of the kind ${scheme}: are not read; https: and http: are.` };
  else yield* pathDocuments(pathOf(source, scheme), limits);
}

async function* pathDocuments(path: string, limits: ImportLimits): AsyncGenerator<SourcePiece> {
  const found = await stat(path).catch((thrown: unknown) => unreadablePath(path, thrown));
  if ('kind' in found) yield found;
  else if (found.isDirectory()) yield* folderDocuments(path, limits);
  else yield* fileDocuments({ path, followsLinks: true, limits });
}
