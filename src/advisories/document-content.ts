import { readBoundedJson } from '../base/bounded-json.ts';
import { jsonBounds } from './import-limits.ts';

/** What the bytes of a document are, before anyone asks what they mean. */
export type DocumentContent = { readonly kind: 'json'; readonly json: unknown } | { readonly kind: 'text'; readonly text: string };

export type DecodedDocument =
  | { readonly status: 'decoded'; readonly content: DocumentContent }
  | { readonly status: 'refused'; readonly reason: string };

const jsonStart = /^\s*[{[]/u;

/** Text in UTF-8 or UTF-16LE, with or without byte order mark; JSON where it starts as JSON does. */
export function decodeDocument(bytes: Uint8Array): DecodedDocument {
  const text = decodeText(bytes);
  if (text === null) return refuse('It is text neither in UTF-8 nor in UTF-16LE, or no text at all. Save it as UTF-8 and import it again.');
  if (text.trim() === '') return refuse('It is empty.');
  if (!jsonStart.test(text.slice(0, 1000))) return { status: 'decoded', content: { kind: 'text', text } };
  const read = readBoundedJson(startsLikeUtf8Json(bytes) ? bytes : new TextEncoder().encode(text), jsonBounds);
  if (read.status === 'read') return { status: 'decoded', content: { kind: 'json', json: read.json } };
  return refuse(
    read.status === 'outgrown'
      ? `It is nested deeper than ${jsonBounds.deepest} levels or holds more than ${jsonBounds.mostValues} values; no honest document does.`
      : 'It starts like JSON and is none: cut off or damaged. Fetch it again.',
  );
}

const refuse = (reason: string): DecodedDocument => ({ status: 'refused', reason });

const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16 = new TextDecoder('utf-16le', { fatal: true });

/** Null for what is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  const decoder = looksLikeUtf16(bytes) ? utf16 : utf8;
  try {
    const text = decoder.decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

const startsLikeUtf8Json = ([first, second]: Uint8Array): boolean => (first === 0x7b || first === 0x5b) && second !== 0;

/** A byte order mark, or ASCII with a zero after each of the first letters. */
const looksLikeUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes.length >= 4 && bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0 && bytes[2] !== 0);
