export interface JsonBounds {
  readonly deepest: number;
  /** Brackets and commas outside strings, about as many as there are values. */
  readonly mostValues: number;
}

export type BoundedJson =
  | { readonly status: 'read'; readonly text: string; readonly json: unknown }
  | { readonly status: 'outgrown' }
  | { readonly status: 'not-json' };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Parses JSON in UTF-8 whose size in memory is bounded beforehand; a byte order mark is no JSON. */
export function readBoundedJson(bytes: Uint8Array, bounds: JsonBounds): BoundedJson {
  if (isOutgrown(bytes, bounds)) return { status: 'outgrown' };
  try {
    const text = utf8.decode(bytes);
    const json: unknown = JSON.parse(text);
    return { status: 'read', text, json };
  } catch {
    return { status: 'not-json' };
  }
}

/** Counts brackets and commas outside strings, without building anything. */
function isOutgrown(bytes: Uint8Array, { deepest, mostValues }: JsonBounds): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = endOfString(bytes, at + 1);
    else if (byte === comma) values += 1;
    else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      values += 1;
    } else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    else continue;
    if (depth > deepest || values > mostValues) return true;
  }
  return false;
}

function endOfString(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}
