import { AppError } from '../../base/app-error.ts';
import { readBoundedJson } from '../../base/bounded-json.ts';

/** Our deepest document has 6 levels. The largest honest summary (10,000 findings) has about 250,000 values; describing the errors of millions takes gigabytes. */
const bounds = { deepest: 32, mostValues: 400_000 } as const;

/** Parses JSON whose size in memory is bounded beforehand. Throws REQUEST_INVALID for anything else. */
export function parseBoundedJson(bytes: Uint8Array): { readonly text: string; readonly json: unknown } {
  const read = readBoundedJson(bytes, bounds);
  if (read.status === 'read') return read;
  throw new AppError(
    'REQUEST_INVALID',
    read.status === 'outgrown'
      ? `The body is nested deeper than ${bounds.deepest} levels or holds more than ${bounds.mostValues} values. Nothing was stored.`
      : 'The body is not JSON in UTF-8. Nothing was stored.',
  );
}
