import { AppError } from '../../base/app-error.ts';

/** Our deepest document has 6 levels. */
const deepest = 32;
/** The largest honest summary (10,000 findings) has about 250,000 values; describing the errors of millions takes gigabytes. */
const mostValues = 400_000;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const opening: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const closing: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Parses JSON whose size in memory is bounded beforehand. Throws REQUEST_INVALID for anything else. */
export function parseBoundedJson(bytes: Uint8Array): { readonly text: string; readonly json: unknown } {
  refuseOutgrown(bytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const json: unknown = JSON.parse(text);
    return { text, json };
  } catch (cause) {
    throw new AppError('REQUEST_INVALID', 'The body is not JSON in UTF-8. Nothing was stored.', { cause });
  }
}

/** Counts brackets and commas outside strings, without building anything. */
function refuseOutgrown(bytes: Uint8Array): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) at = endOfString(bytes, at + 1);
    else if (byte === comma) values += 1;
    else if (opening.has(byte)) {
      depth += 1;
      values += 1;
    } else if (closing.has(byte)) depth -= 1;
    if (depth > deepest || values > mostValues)
      throw new AppError(
        'REQUEST_INVALID',
        `The body is nested deeper than ${deepest} levels or holds more than ${mostValues} values. Nothing was stored.`,
      );
  }
}

function endOfString(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}
