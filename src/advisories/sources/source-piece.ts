import { plainWords } from '../plain-words.ts';

/** What a source gives, piece by piece. `source` is a path or URL, with an entry of an archive or a line after `!`. */
export type SourcePiece =
  | { readonly kind: 'document'; readonly source: string; readonly bytes: Uint8Array }
  /** It was read and can be no document. `bytes` is what was seen of it. */
  | { readonly kind: 'refused'; readonly source: string; readonly bytes: Uint8Array; readonly reason: string }
  /** It could not be read at all. */
  | { readonly kind: 'unreadable'; readonly source: string; readonly reason: string }
  /** A server says that it stands as it was; so many documents came of it then. */
  | { readonly kind: 'unchanged'; readonly source: string; readonly documents: number };

/** Bytes of one file, one answer or one entry of an archive, as they come. */
export type Chunks = AsyncIterable<Uint8Array>;

/** Ends the reading of one container: what came before stands. */
export class ContainerRefused extends Error {
  override readonly name = 'ContainerRefused';
}

/** Names from archives and of documents are shown to people and stored. */
export const shownName = (name: string): string => plainWords(name).slice(0, 500);
