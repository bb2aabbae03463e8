import { AppError } from '../../base/app-error.ts';
import { readBoundedJson } from '../../base/bounded-json.ts';
import { type CarriedRequest, carriedRequest, largestTransferBytes, longestCarriedLine, outboxMagic } from '../../contracts/transfer.ts';

export type CarriedLine = { readonly line: number } & (
  | { readonly status: 'read'; readonly request: CarriedRequest }
  | { readonly status: 'refused'; readonly why: string }
);

/** A request is a flat object of a few texts; its body is one of them. */
const lineBounds = { deepest: 3, mostValues: 40 };

/** The requests in a file of `wardwatch outbox export`, one by one. Throws TRANSFER_INVALID for what is no such file. */
export function* readCarried(bytes: Buffer): Generator<CarriedLine> {
  if (bytes.length > largestTransferBytes) throw invalid('it is larger than 128 MB');
  if (bytes.toString('latin1', 0, outboxMagic.length + 1) !== `${outboxMagic}\n`) throw invalid('it does not begin as one');
  for (let at = outboxMagic.length + 1, line = 2; at < bytes.length; line += 1) {
    const end = bytes.indexOf(10, at);
    if (end < 0) {
      yield { line, status: 'refused', why: 'the file is cut off here' };
      return;
    }
    const json = end - at > longestCarriedLine ? null : readBoundedJson(bytes.subarray(at, end), lineBounds);
    const parsed = json?.status === 'read' ? carriedRequest.safeParse(json.json) : null;
    yield parsed?.success === true
      ? { line, status: 'read', request: parsed.data }
      : { line, status: 'refused', why: 'this line is no signed request' };
    at = end + 1;
  }
}

const invalid = (why: string): AppError =>
  new AppError(
    'TRANSFER_INVALID',
    `This is no file of "wardwatch outbox export": ${why}. Nothing was stored. Export again at the workstation.`,
  );
